/// One value of a YAML file and where it begins.
package struct YAMLValue {
    enum Content {
        /// Nothing is written, or `~` or `null`.
        case nothing
        /// One text as written; `isQuoted` tells `"08:00"` from `08:00`.
        case text(String, isQuoted: Bool)
        case list([YAMLValue])
        /// In the order of the file; a key may stand more than once.
        case mapping([Entry])
    }

    struct Entry {
        var key: String
        /// Tells `"1"` from `1`.
        var keyIsQuoted: Bool
        var keyPlace: FilePlace
        var value: YAMLValue
    }

    var content: Content
    package var place: FilePlace

    /// The kind of value, for a message: `a list`, `nothing`.
    var kind: String {
        switch content {
        case .nothing: "nothing"
        case .text: "text"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }

    /// The text, for a message; nil where there is none.
    var shown: String? {
        guard case .text(let text, _) = content, !text.isEmpty else { return nil }
        return text
    }
}
