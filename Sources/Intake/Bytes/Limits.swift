/// How large the parts of a file may be, in bytes.
enum Limits {
    /// One record with its line end, be it one line or several.
    static let record = 1 << 20
    /// What a rejection keeps of its record.
    static let rejectedRecord = 64 << 10
    static let text = 64 << 10
    static let code = 200
    static let email = 254
    /// What a rejection shows of a value, in characters.
    static let shownValue = 200
    /// The years that a date or an instant may have: outside them lie only mistakes and marks for "open".
    static let years = 1900...2199
    /// Of either sign, in cents.
    static let money: Int64 = 1_000_000_000_000_000
}
