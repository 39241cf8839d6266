import Documents

extension Session {
    /// The language that was asked for, else English.
    func language(_ lang: Language?) -> Language { lang ?? .english }
}
