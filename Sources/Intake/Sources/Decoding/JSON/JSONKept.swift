/// Which scalars outside the outermost array are kept, and what was found of them.
struct JSONKept {
    /// How far each sought sequence of names has been followed; an array is no step.
    typealias Place = [Int]

    /// In bytes; more than any page of an interface says of itself.
    private static let most = 1 << 20

    /// Names that lead to a scalar.
    private let sought: [[[UInt8]]]
    /// A JSON text that has the same shape as the document, with only those scalars.
    private(set) var bytes: [UInt8] = []

    init(_ paths: [SourcePath]) {
        var sought: [[[UInt8]]] = []
        for path in paths {
            var names: [[UInt8]] = []
            for step in path.steps {
                switch step {
                case .name(let name): names.append(name)
                case .element: break
                case .elements(let name, _): sought.append(names + [name])
                }
            }
            sought.append(names)
        }
        self.sought = sought
    }

    var isEmpty: Bool { sought.isEmpty }
    var isTooLong: Bool { bytes.count > Self.most }

    /// Before any name.
    var start: Place { sought.map { _ in 0 } }

    /// After a name; -1 where it leads away.
    func place(after place: Place, _ name: [UInt8]) -> Place {
        sought.indices.map { index in
            let depth = place[index]
            return depth >= 0 && depth < sought[index].count && sought[index][depth] == name ? depth + 1 : -1
        }
    }

    /// Whether something further inside may be sought.
    func leadsOn(_ place: Place) -> Bool {
        sought.indices.contains { place[$0] >= 0 && place[$0] < sought[$0].count }
    }

    func isSought(_ place: Place) -> Bool {
        sought.indices.contains { place[$0] == sought[$0].count }
    }

    mutating func add(_ text: some Sequence<UInt8>) { bytes += text }

    /// What was kept, as a document of its own.
    func document(file: Int) throws(FileError) -> JSONStream.Found {
        var stream = try JSONStream(.bytes(bytes), file: file)
        return try stream.read(depth: 0)
    }
}

/// An object or array that is open.
struct JSONFrame {
    let isObject: Bool
    /// How many steps lead here; nil: they lead elsewhere.
    let steps: Int?
    /// What is kept of it; nil: nothing.
    let kept: JSONKept.Place?
    var count = 0
    var keptCount = 0
    /// Whether the step to the outermost array was seen in it.
    var isStepSeen = false
}
