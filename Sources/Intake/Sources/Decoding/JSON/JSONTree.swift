import Glibc

/// A part of a JSON text: where it stands, and where what follows it stands.
struct JSONNode: Sendable {
    enum Kind: UInt32 {
        case object, array, text
        /// A text with backslashes in it, which are still there.
        case escapedText
        case number, yes, no, null
    }

    /// The offset of its first byte; of a text, after the quotation mark.
    let start: UInt32
    /// Three bits for the kind; of a container the number of the node after it, of anything else its length in bytes.
    private var packed: UInt32

    /// What 29 bits hold: more than any record has.
    private static let mask: UInt32 = 1 << 29 - 1

    init(_ kind: Kind, start: Int, extent: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        packed = kind.rawValue << 29 | UInt32(truncatingIfNeeded: extent) & Self.mask
    }

    var kind: Kind { Kind(rawValue: packed >> 29) ?? .null }

    var extent: Int {
        get { Int(packed & Self.mask) }
        set { packed = packed & ~Self.mask | UInt32(truncatingIfNeeded: newValue) & Self.mask }
    }

    var isContainer: Bool { packed >> 29 <= JSONNode.Kind.array.rawValue }
    var range: Range<Int> { Int(start)..<Int(start) + extent }
}

/// One JSON value with all that is in it, as it stands in its file.
///
/// In an object each name is a node, followed by its value.
final class JSONTree: Sendable {
    let bytes: [UInt8]
    let nodes: [JSONNode]
    /// The line on which the value begins.
    let line: Int
    let file: Int

    init(bytes: [UInt8], nodes: [JSONNode], line: Int, file: Int) {
        self.bytes = bytes
        self.nodes = nodes
        self.line = line
        self.file = file
    }

    /// The number of the node after this one and all that is in it.
    func end(of node: Int) -> Int { nodes[node].isContainer ? nodes[node].extent : node + 1 }

    /// Whether a text node is this text.
    func text(_ node: Int, is wanted: [UInt8]) -> Bool {
        let node = nodes[node]
        guard node.kind == .text else {
            return node.kind == .escapedText && Array(JSONEscapes.text(bytes[node.range]).utf8) == wanted
        }
        guard node.extent == wanted.count else { return false }
        return bytes.withUnsafeBytes { all in
            wanted.withUnsafeBytes { wanted in
                guard let start = all.baseAddress, let other = wanted.baseAddress else { return true }
                return memcmp(start + Int(node.start), other, wanted.count) == 0
            }
        }
    }

    /// Whether a scalar is this text.
    func hasText(_ node: Int, _ wanted: String) -> Bool {
        guard nodes[node].kind == .text else { return text(node) == wanted }
        return bytes[nodes[node].range].elementsEqual(wanted.utf8)
    }

    /// The value of a name in an object.
    func member(_ name: [UInt8], of object: Int) -> Int? {
        var next = object + 1
        let end = nodes[object].extent
        while next < end {
            if text(next, is: name) { return next + 1 }
            next = self.end(of: next + 1)
        }
        return nil
    }

    /// The element of that number, counted from 1.
    func element(_ number: Int, of array: Int) -> Int? {
        var left = number
        var found: Int?
        visitElements(of: array) { element in
            left -= 1
            if left == 0 { found = element }
            return left > 0
        }
        return found
    }

    /// Calls for each element of an array until that gives false.
    func visitElements(of array: Int, _ body: (Int) -> Bool) {
        var next = array + 1
        let end = nodes[array].extent
        while next < end {
            guard body(next) else { return }
            next = self.end(of: next)
        }
    }

    /// A scalar as text; nil for `null`, an empty text, an object and an array.
    func text(_ node: Int) -> String? {
        let range = nodes[node].range
        switch nodes[node].kind {
        case .text, .number: return range.isEmpty ? nil : String(decoding: bytes[range], as: UTF8.self)
        case .escapedText: return JSONEscapes.text(bytes[range])
        case .yes: return "true"
        case .no: return "false"
        case .object, .array, .null: return nil
        }
    }

    /// The line breaks between two offsets.
    func lines(from start: Int, to end: Int) -> Int {
        guard start < end else { return 0 }
        return bytes[start..<end].count { $0 == ASCII.lineFeed }
    }
}
