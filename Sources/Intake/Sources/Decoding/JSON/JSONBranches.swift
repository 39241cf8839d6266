/// The parts of a JSON value that lie at the end of the arrays of `each`, one after the other.
struct JSONBranches {
    /// One step through an array that is being gone through.
    private struct Cursor {
        var next: Int
        let end: Int
    }

    private let tree: JSONTree
    private let root: Int
    /// The steps before each array, and those after the last one.
    private let segments: [[SourceStep]]
    private var cursors: [Cursor] = []
    /// The parts at each `*`, from the outermost one on; first what the caller knows of.
    private var parts: [Int]
    private var isBegun = false
    private var offset: Int
    private var line: Int

    /// `segments` begin at `root`; `line` is the one on which it begins.
    init(_ tree: JSONTree, root: Int, ancestors: [Int], segments: [[SourceStep]], line: Int) {
        self.tree = tree
        self.root = root
        self.segments = segments
        parts = ancestors
        offset = Int(tree.nodes[root].start)
        self.line = line
    }

    /// The steps of `each` between its arrays.
    static func segments(_ steps: some Sequence<SourceStep?>) -> [[SourceStep]] {
        var segments: [[SourceStep]] = [[]]
        for step in steps {
            if let step { segments[segments.count - 1].append(step) } else { segments.append([]) }
        }
        return segments
    }

    mutating func next() -> JSONRecord? {
        if !isBegun {
            isBegun = true
            if segments.count == 1 { return record(root) }
            push(root, segments[0])
        }
        while let cursor = cursors.last {
            guard cursor.next < cursor.end else {
                cursors.removeLast()
                if !cursors.isEmpty { parts.removeLast() }
                continue
            }
            let element = cursor.next
            cursors[cursors.count - 1].next = tree.end(of: element)
            if cursors.count == segments.count - 1 {
                if let record = record(element) { return record }
            } else {
                parts.append(element)
                if !push(element, segments[cursors.count]) { parts.removeLast() }
            }
        }
        return nil
    }

    /// Begins an array; false where there is none.
    @discardableResult
    private mutating func push(_ node: Int, _ steps: [SourceStep]) -> Bool {
        guard let array = resolve(node, steps), tree.nodes[array].kind == .array else { return false }
        cursors.append(Cursor(next: array + 1, end: tree.nodes[array].extent))
        return true
    }

    private func resolve(_ node: Int, _ steps: [SourceStep]) -> Int? {
        var node = node
        for step in steps {
            let next: Int? =
                switch (step, tree.nodes[node].kind) {
                case (.name(let name), .object): tree.member(name, of: node)
                case (.element(let number), .array): tree.element(number, of: node)
                default: nil
                }
            guard let next else { return nil }
            node = next
        }
        return node
    }

    /// nil where nothing stands after the last array.
    private mutating func record(_ element: Int) -> JSONRecord? {
        guard let node = resolve(element, segments[segments.count - 1]) else { return nil }
        // Records come in the order of the file: no part of it is looked through twice.
        let start = Int(tree.nodes[node].start)
        if start > offset {
            line += tree.lines(from: offset, to: start)
            offset = start
        }
        return JSONRecord(tree, node: node, ancestors: parts, line: line)
    }
}
