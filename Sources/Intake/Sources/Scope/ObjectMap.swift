/// Which service or subscription depends on which object of a tool. Source: docs/reference/sources.md "Objects".
package struct ObjectMap: Sendable {
    /// What one row of the objects file says.
    package enum Target: Hashable, Sendable {
        case service(String)
        case subscription(String)

        var name: String {
            switch self {
            case .service(let name), .subscription(let name): name
            }
        }
    }

    /// By exact name; nothing depends on what has no target: it is deliberately left out.
    private let exact: [String: [Target]]
    private let prefixes: [String: [Target]]
    /// Of prefixes, in bytes, the longest first.
    private let lengths: [Int]

    /// Knows no object.
    package init() {
        self.init(exact: [:], prefixes: [:])
    }

    init(exact: [String: [Target]], prefixes: [String: [Target]]) {
        self.exact = exact
        self.prefixes = prefixes
        lengths = Set(prefixes.keys.map(\.utf8.count)).sorted(by: >)
    }

    /// The targets of an object; none: it is left out; nil: no row matches it.
    subscript(object: String) -> [Target]? {
        if let targets = exact[object] { return targets }
        let bytes = object.utf8
        for length in lengths where length <= bytes.count {
            if let prefix = String(bytes.prefix(length)), let targets = prefixes[prefix] { return targets }
        }
        return nil
    }

    /// Blanks around names do not count.
    static func trimmed(_ text: String) -> String {
        // Almost every name begins and ends with a visible sign of ASCII.
        let bytes = text.utf8
        if let first = bytes.first, let last = bytes.last, 0x21..<0x7F ~= first, 0x21..<0x7F ~= last {
            return text
        }
        let isBlank: (Character) -> Bool = { $0.isWhitespace }
        return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
