/// Writes XML 1.0 in UTF-8 as it is told to: elements in the order written, two spaces per level.
///
/// Names of elements and attributes come from the program; values come from data and are escaped.
struct XMLWriter {
    private var stream: ByteStream
    private var depth = 0

    /// A document that fits in memory, whole, with its declaration and a line feed at the end.
    static func whole(_ write: (inout XMLWriter) -> Void) -> [UInt8] {
        ByteStream.whole { stream in
            var xml = XMLWriter(stream: stream)
            xml.stream.append(line: #"<?xml version="1.0" encoding="UTF-8"?>"#)
            write(&xml)
            stream = xml.stream
        }
    }

    /// An element that holds elements; one without any is written as an empty element.
    mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
        _ body: ((inout XMLWriter) -> Void)? = nil
    ) {
        beginLine(name, attributes)
        guard let body else { return stream.append(line: "/>") }
        stream.append(line: ">")
        depth += 1
        body(&self)
        depth -= 1
        indent()
        stream.append(line: "</\(name)>")
    }

    /// An element that holds text.
    mutating func text(_ name: String, _ value: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        beginLine(name, attributes)
        stream.append(">")
        stream.append(Self.escaped(value))
        stream.append(line: "</\(name)>")
    }

    private mutating func beginLine(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        indent()
        stream.append("<\(name)")
        for (attribute, value) in attributes {
            stream.append(" \(attribute)=\"\(Self.escaped(value))\"")
        }
    }

    private mutating func indent() {
        stream.append(repeating: UInt8(ascii: " "), count: 2 * depth)
    }

    /// The text as it may stand in an element and in a quoted attribute.
    ///
    /// Tabs and line ends are references, as a parser would turn them into blanks or other line ends; what XML
    /// 1.0 cannot hold at all, even as a reference, is U+FFFD.
    static func escaped(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&apos;".unicodeScalars)
            case "\t", "\n", "\r": escaped.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
            case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": escaped.append("\u{FFFD}")
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// ASCII that stands for itself.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            false
        default: 0x20..<0x80 ~= byte
        }
    }
}
