/// Gives the rows of a JSON document that is an array of arrays, the first of which holds the names.
final class JSONTableDecoder: FormatDecoder {
    private var stream: JSONStream
    private let names: [[UInt8]]
    private let givesOutermost: Bool
    let headings: Set<SourcePath>?
    private var isOver = false
    private var waiting: DecodedItem?

    init(_ format: SourceFormat, _ source: Source, file: Int) throws(FileError) {
        stream = try JSONStream(source, file: file)
        givesOutermost = format.givesOutermost
        guard let first = try stream.peek() else { throw JSONDocumentDecoder.isEmpty }
        let place = stream.place
        guard first == ASCII.openBracket else { throw Self.isNoTable(place.line) }
        stream.consume()
        guard try stream.peek() == ASCII.openBracket,
            case .value(let tree) = try stream.read(depth: 1)
        else { throw Self.isNoTable(place.line) }
        var names: [[UInt8]] = []
        var isSound = true
        tree.visitElements(of: 0) { element in
            let name = tree.text(element)
            isSound = isSound && name != nil && [.text, .escapedText].contains(tree.nodes[element].kind)
            names.append(Array((name ?? "").utf8))
            return isSound
        }
        guard isSound else {
            throw FileError(
                .refused, line: place.line, "has a first array that holds something else than names")
        }
        let known = Set(names)
        headings = Set(
            format.paths.filter { path in
                if case .name(let name) = path.steps.first { known.contains(name) } else { false }
            })
        if headings?.isEmpty != false {
            throw FileError(
                .refused, line: place.line,
                "has none of the names that the profile reads (\(TableHeader.list(format.paths)))")
        }
        self.names = names
    }

    private static func isNoTable(_ line: Int) -> FileError {
        FileError(
            .refused, line: line,
            "is no table: it must be an array of arrays, of which the first holds the names of the columns")
    }

    var bytesRead: Int { stream.bytesRead }
    var totalBytes: Int? { stream.totalBytes }
    func finishContent() throws(FileError) -> SourceContent {
        SourceContent(bytes: bytesRead, sha256: stream.finishDigest())
    }

    func next() throws(FileError) -> DecodedItem {
        if let item = waiting {
            waiting = nil
            return item
        }
        guard !isOver else { return .end }
        guard let byte = try stream.peek() else { throw stream.cutOff() }
        guard byte == ASCII.comma else {
            guard byte == UInt8(ascii: "]") else { throw stream.malformed("needs ',' between two rows") }
            stream.consume()
            isOver = true
            guard try stream.peek() == nil else { throw stream.malformed("goes on after its document") }
            return .end
        }
        stream.consume()
        guard let first = try stream.peek() else { throw stream.cutOff() }
        guard first != UInt8(ascii: "]") else { throw stream.malformed("has a ',' with nothing after it") }
        return try readRow()
    }

    private func readRow() throws(FileError) -> DecodedItem {
        let place = stream.place
        switch try stream.read(depth: 1) {
        case .value(let tree):
            guard tree.nodes[0].kind == .array else {
                return .refused(
                    place, column: nil, reason: "is no array; each row of a table is one", value: nil)
            }
            var values: [Int] = []
            tree.visitElements(of: 0) { element in
                values.append(element)
                return true
            }
            guard values.count == names.count else {
                let reason = "has \(values.count) values, but the header has \(names.count)"
                return .refused(place, column: nil, reason: reason, value: nil)
            }
            let row = JSONRow(tree: tree, names: names, values: values)
            if givesOutermost {
                waiting = .record(row)
                return .outermost(row)
            }
            return .record(row)
        case .fault(let name, let reason):
            try stream.skip()
            return .refused(place, column: name, reason: reason, value: nil)
        }
    }
}

/// A row of a JSON table: its paths begin with the name of a column.
struct JSONRow: SourceRecord {
    let tree: JSONTree
    let names: [[UInt8]]
    /// The nodes of the values, in the order of the names.
    let values: [Int]

    var place: RecordPlace { RecordPlace(file: tree.file, line: tree.line) }

    func values(at path: SourcePath) -> [SourceValue] {
        guard path.climbs == 0, case .name(let wanted) = path.steps.first else { return [] }
        var found: [SourceValue] = []
        for (column, name) in names.enumerated() where name == wanted {
            JSONDescent.collect(path.steps, 1, from: values[column], in: tree, isFirst: false, into: &found)
        }
        return found
    }
}
