/// A part of a JSON document, with the parts around it that paths may climb to.
struct JSONRecord: SourceRecord {
    let tree: JSONTree
    /// The parts at each `*` further out, the outermost first.
    private let ancestors: [Int]
    private let part: UInt32
    /// Counted from the line on which the tree begins.
    private let lines: UInt32

    init(_ tree: JSONTree, node: Int = 0, ancestors: [Int] = [], line: Int) {
        self.tree = tree
        self.ancestors = ancestors
        part = UInt32(truncatingIfNeeded: node)
        lines = UInt32(truncatingIfNeeded: line - tree.line)
    }

    var node: Int { Int(part) }
    var line: Int { tree.line + Int(lines) }
    var place: RecordPlace { RecordPlace(file: tree.file, line: line) }

    func values(at path: SourcePath) -> [SourceValue] { values(at: path, isFirst: false) }

    func first(at path: SourcePath) -> SourceValue? { values(at: path, isFirst: true).first }

    private func values(at path: SourcePath, isFirst: Bool) -> [SourceValue] {
        let (climbs, steps) = (path.climbs, path.steps)
        guard climbs <= ancestors.count, !steps.isEmpty else { return [] }
        let start = climbs == 0 ? node : ancestors[ancestors.count - climbs]
        // Most paths are one name, and most of those are not there or lead to a scalar.
        if steps.count == 1, case .name(let name) = steps[0], tree.nodes[start].kind == .object {
            guard let value = tree.member(name, of: start) else { return [] }
            if let text = tree.text(value) { return [SourceValue(text)] }
        }
        var values: [SourceValue] = []
        JSONDescent.collect(steps, 0, from: start, in: tree, isFirst: isFirst, into: &values)
        return values
    }
}
