/// Goes down a path.
enum JSONDescent {
    /// Adds what stands at the end of the steps from `depth` on; stops after the first where `isFirst`.
    static func collect(
        _ steps: [SourceStep], _ depth: Int, from node: Int, in tree: JSONTree, isFirst: Bool,
        into values: inout [SourceValue]
    ) {
        let kind = tree.nodes[node].kind
        guard depth < steps.count else {
            if let text = tree.text(node) { values.append(SourceValue(text)) }
            guard kind == .array else { return }
            // Of an array at the end of a path its scalars count.
            return tree.visitElements(of: node) { element in
                if let text = tree.text(element) { values.append(SourceValue(text)) }
                return !(isFirst && !values.isEmpty)
            }
        }
        switch steps[depth] {
        case .name(let name):
            if kind == .object {
                guard let value = tree.member(name, of: node) else { return }
                return collect(steps, depth + 1, from: value, in: tree, isFirst: isFirst, into: &values)
            }
            guard kind == .array else { return }
            tree.visitElements(of: node) { element in
                collect(steps, depth, from: element, in: tree, isFirst: isFirst, into: &values)
                return !(isFirst && !values.isEmpty)
            }
        case .element(let number):
            guard kind == .array, let element = tree.element(number, of: node) else { return }
            collect(steps, depth + 1, from: element, in: tree, isFirst: isFirst, into: &values)
        case .elements(let name, let text):
            guard kind == .array else { return }
            tree.visitElements(of: node) { element in
                guard tree.nodes[element].kind == .object, let value = tree.member(name, of: element),
                    tree.hasText(value, text)
                else { return true }
                collect(steps, depth + 1, from: element, in: tree, isFirst: isFirst, into: &values)
                return !(isFirst && !values.isEmpty)
            }
        }
    }
}
