package import SLA

/// Writes JSON (RFC 8259) as it is told to: keys in the order written, two spaces per level.
///
/// A key is given inside an object and only there; every value has its own method, and nil is `null`.
package struct JSONWriter {
    package var stream: ByteStream
    /// All on one line, as in JSON Lines.
    private let isOneLine: Bool
    private var open: [Container] = []

    private struct Container {
        let closing: UInt8
        var isEmpty = true
    }

    package init(to stream: ByteStream, isOneLine: Bool = false) {
        self.stream = stream
        self.isOneLine = isOneLine
    }

    /// A JSON document that fits in memory, whole.
    package static func whole(isOneLine: Bool = false, _ write: (inout JSONWriter) -> Void) -> [UInt8] {
        ByteStream.whole { stream in
            var json = JSONWriter(to: stream, isOneLine: isOneLine)
            write(&json)
            stream = json.stream
        }
    }

    package mutating func beginObject(_ key: String? = nil) {
        begin(key, opening: UInt8(ascii: "{"), closing: UInt8(ascii: "}"))
    }

    package mutating func beginArray(_ key: String? = nil) {
        begin(key, opening: UInt8(ascii: "["), closing: UInt8(ascii: "]"))
    }

    /// Closes what was begun last; the end of the outermost ends the document with a line feed.
    package mutating func end() {
        guard let container = open.popLast() else { preconditionFailure("nothing to end") }
        if !container.isEmpty { newLine() }
        stream.append(container.closing)
        if open.isEmpty { stream.append(UInt8(ascii: "\n")) }
    }

    package mutating func object(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
        beginObject(key)
        body(&self)
        end()
    }

    package mutating func array(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
        beginArray(key)
        body(&self)
        end()
    }

    package mutating func null(_ key: String?) { literal(key, "null") }

    package mutating func string(_ key: String?, _ value: String?) {
        guard let value else { return null(key) }
        beginValue(key)
        quote(value)
    }

    /// An array of them; nil: null.
    package mutating func strings(_ key: String?, _ values: [String]?) {
        guard let values else { return null(key) }
        array(key) { json in for value in values { json.string(nil, value) } }
    }

    package mutating func bool(_ key: String?, _ value: Bool?) {
        literal(key, value.map { $0 ? "true" : "false" } ?? "null")
    }

    package mutating func integer(_ key: String?, _ value: Int?) {
        literal(key, value.map { String($0) } ?? "null")
    }

    /// A length of time as a number of seconds, exact to the microsecond.
    package mutating func seconds(_ key: String?, _ microseconds: Int64?) {
        literal(key, microseconds.map { DurationText.seconds($0) } ?? "null")
    }

    /// Money as a decimal string.
    package mutating func money(_ key: String?, _ value: Cents?) {
        literal(key, value.map { "\"\($0)\"" } ?? "null")
    }

    /// A percentage as a decimal string, without a sign.
    package mutating func percent(_ key: String?, _ value: Percentage?) {
        literal(key, value.map { "\"\($0)\"" } ?? "null")
    }

    /// A value that is JSON already, as it is.
    package mutating func verbatim(_ key: String? = nil, _ json: String) { literal(key, json) }

    private mutating func begin(_ key: String?, opening: UInt8, closing: UInt8) {
        beginValue(key)
        stream.append(opening)
        open.append(Container(closing: closing))
    }

    private mutating func literal(_ key: String?, _ text: String) {
        beginValue(key)
        stream.append(text)
    }

    private mutating func beginValue(_ key: String?) {
        precondition(
            (key != nil) == (open.last?.closing == UInt8(ascii: "}")), "a key belongs in an object")
        guard let last = open.indices.last else { return }
        if !open[last].isEmpty { stream.append(UInt8(ascii: ",")) }
        open[last].isEmpty = false
        newLine()
        guard let key else { return }
        quote(key)
        stream.append(": ")
    }

    private mutating func newLine() {
        if isOneLine { return }
        stream.append(UInt8(ascii: "\n"))
        stream.append(repeating: UInt8(ascii: " "), count: 2 * open.count)
    }

    /// Every control character is escaped, DEL and C1 too, so that a terminal may show the document.
    private mutating func quote(_ text: String) {
        stream.append(UInt8(ascii: "\""))
        var previous: UInt8 = 0
        for byte in text.utf8 {
            // C1 (U+0080 to U+009F) is C2 followed by the code itself: C2 waits for what follows.
            if previous == 0xC2 {
                if byte < 0xA0 { escape(byte) } else { stream.append(0xC2); stream.append(byte) }
            } else {
                append(quoted: byte)
            }
            previous = byte
        }
        stream.append(UInt8(ascii: "\""))
    }

    private mutating func append(quoted byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): stream.append("\\\"")
        case UInt8(ascii: "\\"): stream.append("\\\\")
        case 0x08: stream.append("\\b")
        case 0x09: stream.append("\\t")
        case 0x0A: stream.append("\\n")
        case 0x0C: stream.append("\\f")
        case 0x0D: stream.append("\\r")
        case 0x00..<0x20, 0x7F: escape(byte)
        case 0xC2: break
        default: stream.append(byte)
        }
    }

    private mutating func escape(_ byte: UInt8) {
        let digits = Array("0123456789abcdef".utf8)
        stream.append("\\u00")
        stream.append(digits[Int(byte >> 4)])
        stream.append(digits[Int(byte & 0xF)])
    }
}
