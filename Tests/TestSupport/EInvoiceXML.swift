/// A strict reading of the XML that the writers produce: no comments, no entities but the five, no mixed content.
package struct EInvoiceXML {
    package struct Element {
        package var name: String
        package var attributes: [String: String]
        package var text = ""
        package var children: [Element] = []

        /// The texts of the elements at a path of names below this one, in order.
        package func texts(_ path: String) -> [String] { elements(path).map(\.text) }

        package func elements(_ path: String) -> [Element] {
            path.split(separator: "/").reduce([self]) { found, name in
                found.flatMap { $0.children.filter { $0.name == name } }
            }
        }

        /// This element and all below.
        package var all: [Element] { [self] + children.flatMap(\.all) }
    }

    package struct Malformed: Error {
        package var reason: String
        package var rest: String
    }

    private var rest: Substring.UnicodeScalarView

    package static func read(_ bytes: [UInt8]) throws -> Element {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Malformed(reason: "not UTF-8", rest: "")
        }
        var reader = EInvoiceXML(rest: Substring(text).unicodeScalars)
        try reader.skip("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        let root = try reader.element()
        try reader.skip("\n")
        guard reader.rest.isEmpty else { throw reader.malformed("something follows the root") }
        return root
    }

    private mutating func element() throws -> Element {
        try skip("<")
        var element = Element(name: try name(), attributes: [:])
        while rest.first == " " {
            try skip(" ")
            let attribute = try name()
            try skip("=\"")
            guard element.attributes.updateValue(try characters(until: "\""), forKey: attribute) == nil else {
                throw malformed("two attributes of one name")
            }
            try skip("\"")
        }
        if rest.first == "/" {
            try skip("/>")
            return element
        }
        try skip(">")
        element.text = try characters(until: "<")
        while !isAt("</") {
            element.children.append(try self.element())
            let between = try characters(until: "<")
            guard between.allSatisfy({ $0 == " " || $0 == "\n" }) else { throw malformed("mixed content") }
        }
        if !element.children.isEmpty { element.text = "" }
        try skip("</\(element.name)>")
        return element
    }

    private mutating func name() throws -> String {
        let name = rest.prefix { $0.properties.isAlphabetic || $0 == ":" }
        guard !name.isEmpty else { throw malformed("a name is missing") }
        rest = rest.dropFirst(name.count)
        return String(name)
    }

    private mutating func characters(until end: Unicode.Scalar) throws -> String {
        var text = String.UnicodeScalarView()
        while let scalar = rest.first, scalar != end {
            switch scalar {
            case "<", ">", "\"", "'": throw malformed("not escaped")
            case "&": text.append(try reference())
            case "\n", " "..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
                text.append(scalar)
                rest.removeFirst()
            default: throw malformed("not a character of XML 1.0")
            }
        }
        return String(text)
    }

    private mutating func reference() throws -> Unicode.Scalar {
        let known: [(String, Unicode.Scalar)] = [
            ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
            ("&#9;", "\t"), ("&#10;", "\n"), ("&#13;", "\r"),
        ]
        for (written, scalar) in known where isAt(written) {
            try skip(written)
            return scalar
        }
        throw malformed("an unknown reference")
    }

    private func isAt(_ text: String) -> Bool { rest.starts(with: text.unicodeScalars) }

    private mutating func skip(_ text: String) throws {
        guard isAt(text) else { throw malformed("expected \(text)") }
        rest = rest.dropFirst(text.unicodeScalars.count)
    }

    private func malformed(_ reason: String) -> Malformed {
        Malformed(reason: reason, rest: String(String.UnicodeScalarView(rest.prefix(60))))
    }
}
