/// Finds names that stand twice in one object.
struct JSONNames: Sendable {
    /// Objects with more names are sorted; the others compared pair by pair.
    private static let few = 16

    /// The nodes of the names in all objects that are open.
    private var names: [Int] = []
    /// How many of them stand before each open object.
    private var starts: [Int] = []

    mutating func clear() {
        names.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
    }

    mutating func begin() { starts.append(names.count) }

    mutating func add(_ node: Int) { names.append(node) }

    /// Ends the innermost object; throws where a name stands twice in it.
    mutating func end(_ nodes: [JSONNode], _ text: Span<UInt8>) throws(JSONFault) {
        guard let start = starts.popLast() else { return }
        var isPlain = names.count - start <= Self.few
        for place in start..<names.count where nodes[names[place]].kind != .text { isPlain = false }
        if isPlain {
            for place in start..<names.count {
                let name = nodes[names[place]]
                for other in start..<place where Self.equals(name, nodes[names[other]], text) {
                    throw Self.fault(name, text)
                }
            }
        } else {
            try Self.checkMany(names[start...].map { nodes[$0] }, text)
        }
        names.removeLast(names.count - start)
    }

    private static func checkMany(_ names: [JSONNode], _ text: Span<UInt8>) throws(JSONFault) {
        var sorted = names.map { (name: bytes($0, text), node: $0) }
        sorted.sort { a, b in
            a.name.lexicographicallyPrecedes(b.name) || a.name == b.name && a.node.start < b.node.start
        }
        for (a, b) in zip(sorted, sorted.dropFirst()) where a.name == b.name { throw fault(b.node, text) }
    }

    @inline(__always)
    private static func equals(_ a: JSONNode, _ b: JSONNode, _ text: Span<UInt8>) -> Bool {
        guard a.extent == b.extent else { return false }
        for offset in 0..<a.extent where text[Int(a.start) + offset] != text[Int(b.start) + offset] {
            return false
        }
        return true
    }

    private static func bytes(_ node: JSONNode, _ text: Span<UInt8>) -> [UInt8] {
        let bytes = text.extracting(node.range).array
        return node.kind == .escapedText ? Array(JSONEscapes.text(bytes[...]).utf8) : bytes
    }

    private static func fault(_ node: JSONNode, _ text: Span<UInt8>) -> JSONFault {
        JSONFault(
            Int(node.start), name: String(decoding: bytes(node, text), as: UTF8.self),
            "stands twice in one object")
    }
}
