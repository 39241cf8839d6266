/// A part of a JSON document, with the parts around it that paths may climb to.
struct JSONRecord: SourceRecord {
    let tree: JSONTree
    let node: Int
    /// The parts at each `*` further out, the outermost first.
    let ancestors: [Int]
    let line: Int

    var place: RecordPlace { RecordPlace(file: tree.file, line: line) }

    func values(at path: SourcePath) -> [SourceValue] {
        guard path.climbs <= ancestors.count else { return [] }
        let start = path.climbs == 0 ? node : ancestors[ancestors.count - path.climbs]
        var values: [SourceValue] = []
        JSONDescent.collect(path.steps[...], from: start, in: tree, into: &values)
        return values
    }
}

/// Goes down a path.
enum JSONDescent {
    /// Adds what stands at the end of the steps.
    static func collect(
        _ steps: ArraySlice<SourceStep>, from node: Int, in tree: JSONTree,
        into values: inout [SourceValue]
    ) {
        guard let step = steps.first else {
            if let text = tree.text(node) { values.append(SourceValue(text)) }
            return
        }
        let rest = steps.dropFirst()
        let kind = tree.nodes[node].kind
        switch step {
        case .name(let name):
            if kind == .object, let value = member(name, of: node, in: tree) {
                collect(rest, from: value, in: tree, into: &values)
            } else if kind == .array {
                for element in elements(of: node, in: tree) {
                    collect(steps, from: element, in: tree, into: &values)
                }
            }
        case .element(let number):
            if kind == .array, let element = self.element(number, of: node, in: tree) {
                collect(rest, from: element, in: tree, into: &values)
            }
        case .elements(let name, let text):
            guard kind == .array else { return }
            for element in elements(of: node, in: tree) where tree.nodes[element].kind == .object {
                guard let value = member(name, of: element, in: tree), tree.text(value) == text else {
                    continue
                }
                collect(rest, from: element, in: tree, into: &values)
            }
        }
    }

    /// The value of a name in an object.
    static func member(_ name: [UInt8], of object: Int, in tree: JSONTree) -> Int? {
        var next = object + 1
        let end = tree.nodes[object].extent
        while next < end {
            if tree.text(next, is: name) { return next + 1 }
            next = tree.end(of: next + 1)
        }
        return nil
    }

    /// The element of that number, counted from 1.
    static func element(_ number: Int, of array: Int, in tree: JSONTree) -> Int? {
        var left = number
        for element in elements(of: array, in: tree) {
            left -= 1
            if left == 0 { return element }
        }
        return nil
    }

    static func elements(of array: Int, in tree: JSONTree) -> UnfoldSequence<Int, Int> {
        sequence(state: array + 1) { next in
            guard next < tree.nodes[array].extent else { return nil }
            defer { next = tree.end(of: next) }
            return next
        }
    }
}
