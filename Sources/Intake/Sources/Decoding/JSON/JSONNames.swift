/// Finds names that stand twice in one object.
enum JSONNames {
    /// Objects with more names are sorted; the others compared pair by pair.
    private static let few = 16

    /// Checks the object at `node`, whose nodes are complete.
    static func check(_ nodes: [JSONNode], of node: Int, in text: Span<UInt8>) throws(JSONFault) {
        var names: [Int] = []
        var next = node + 1
        while next < nodes[node].extent {
            names.append(next)
            let value = next + 1
            next = nodes[value].isContainer ? nodes[value].extent : value + 1
        }
        if names.count <= few && names.allSatisfy({ nodes[$0].kind == .text }) {
            for (place, name) in names.enumerated() {
                for other in names[..<place] where equals(nodes[name], nodes[other], text) {
                    throw fault(nodes[name], text)
                }
            }
            return
        }
        var sorted = names.map { (name: bytes(nodes[$0], text), node: nodes[$0]) }
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
