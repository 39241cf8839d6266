/// Writes HTML: data is escaped wherever it goes, so that no name or summary becomes markup.
///
/// Elements and attribute names are the program's own words; only texts and attribute values are data.
package struct HTMLWriter {
    package var stream: ByteStream

    package init(to stream: ByteStream) {
        self.stream = stream
    }

    /// A document that fits in memory, whole.
    package static func whole(_ write: (inout HTMLWriter) -> Void) -> [UInt8] {
        ByteStream.whole { stream in
            var writer = HTMLWriter(to: stream)
            write(&writer)
            stream = writer.stream
        }
    }

    package typealias Attributes = KeyValuePairs<StaticString, String?>

    /// `<name attributes>` … `</name>`; an attribute without value (nil) is left out.
    package mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:], _ content: (inout HTMLWriter) throws -> Void
    ) rethrows {
        open(name, attributes)
        try content(&self)
        close(name)
    }

    /// An element that holds nothing but text; the text is escaped.
    package mutating func element(_ name: StaticString, _ attributes: Attributes = [:], text value: String) {
        open(name, attributes)
        text(value)
        close(name)
    }

    /// An element without content and without end tag: `meta`, `br`, `col`, `input`.
    package mutating func void(_ name: StaticString, _ attributes: Attributes = [:]) {
        open(name, attributes)
    }

    /// An element of SVG without content: `<rect … />`.
    package mutating func empty(_ name: StaticString, _ attributes: Attributes = [:]) {
        start(name, attributes)
        stream.append("/>")
    }

    /// The start tag alone, for content that comes in several steps; `close` ends it.
    package mutating func open(_ name: StaticString, _ attributes: Attributes = [:]) {
        start(name, attributes)
        stream.append(UInt8(ascii: ">"))
    }

    package mutating func close(_ name: StaticString) {
        stream.append("</\(name)>")
    }

    /// Data as text: `&`, `<`, `>` and quotes escaped, characters that HTML forbids shown as U+FFFD.
    package mutating func text(_ value: String) { escape(value) }

    /// Markup, style or script of the program's own; never data.
    package mutating func raw(_ markup: String) { stream.append(markup) }

    package mutating func newline() { stream.append(UInt8(ascii: "\n")) }

    private mutating func start(_ name: StaticString, _ attributes: Attributes) {
        stream.append("<\(name)")
        for (name, value) in attributes {
            guard let value else { continue }
            stream.append(" \(name)=\"")
            escape(value)
            stream.append(UInt8(ascii: "\""))
        }
    }

    private mutating func escape(_ value: String) {
        if value.utf8.allSatisfy(Self.isPlain) { return stream.append(value) }
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": stream.append("&amp;")
            case "<": stream.append("&lt;")
            case ">": stream.append("&gt;")
            case "\"": stream.append("&quot;")
            case "'": stream.append("&#39;")
            // A parser would turn a carriage return into a line feed; as a reference it stays what it is.
            case "\r": stream.append("&#13;")
            case "\t", "\n": stream.append(UInt8(truncatingIfNeeded: scalar.value))
            default: stream.append(Self.isForbidden(scalar) ? "\u{FFFD}" : String(scalar))
            }
        }
    }

    /// ASCII that stands for itself.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            false
        default: 0x20..<0x7F ~= byte
        }
    }

    /// Control characters and noncharacters have no place in HTML. Directional overrides and isolates could
    /// make a name reorder the amounts beside it.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
