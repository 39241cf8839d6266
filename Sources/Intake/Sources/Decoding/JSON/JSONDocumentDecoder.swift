/// Gives the records of one JSON document, of which it holds one outermost record at a time.
final class JSONDocumentDecoder: FormatDecoder {
    private enum State {
        case beginning
        /// Within the outermost array.
        case elements
        case walking
        case over
    }

    private var walk: JSONWalk
    private let each: SourceEach?
    /// The steps after the outermost array.
    private let inner: [[SourceStep]]
    private let givesOutermost: Bool
    private let asksDocument: Bool
    private var branches: JSONBranches?
    /// To be given before anything else is read.
    private var waiting: [DecodedItem] = []
    private var state = State.beginning

    init(_ format: SourceFormat, _ source: Source, file: Int) throws(FileError) {
        each = format.each
        let steps = format.each?.steps ?? []
        let star = steps.firstIndex(of: nil) ?? 0
        walk = JSONWalk(
            try JSONStream(source, file: file), outer: steps.prefix(star).compactMap(\.self),
            kept: format.documentPaths)
        inner = JSONBranches.segments(steps.dropFirst(star + 1))
        givesOutermost = format.givesOutermost
        asksDocument = !format.documentPaths.isEmpty
    }

    var bytesRead: Int { walk.stream.bytesRead }
    var totalBytes: Int? { walk.stream.totalBytes }
    func finishContent() throws(FileError) -> SourceContent {
        SourceContent(bytes: bytesRead, sha256: walk.stream.finishDigest())
    }

    func next() throws(FileError) -> DecodedItem {
        while true {
            if !waiting.isEmpty { return waiting.removeFirst() }
            if let record = branches?.next() { return .record(record) }
            branches = nil
            switch state {
            case .beginning:
                state = .walking
                if each == nil { try readWhole() } else { try walk.begin() }
            case .walking:
                switch try walk.advance() {
                case .array: state = .elements
                case .refused(let item): return item
                case .end: try finish()
                }
            case .elements: try readElement()
            case .over: return .end
            }
        }
    }

    /// The whole document as one record.
    private func readWhole() throws(FileError) {
        state = .over
        guard try walk.stream.peek() != nil else { throw Self.isEmpty }
        let place = walk.stream.place
        switch try walk.stream.read(depth: 0) {
        case .value(let tree):
            let record = JSONRecord(tree, line: place.line)
            if asksDocument { waiting.append(.document(record)) }
            if givesOutermost { waiting.append(.outermost(record)) }
            waiting.append(.record(record))
        case .fault(let name, let reason):
            waiting.append(.refused(place, column: name, reason: reason, value: nil))
            return
        }
        try walk.checkEnd()
    }

    private func readElement() throws(FileError) {
        guard try walk.hasElement() else {
            state = .walking
            return
        }
        let place = walk.stream.place
        switch try walk.stream.read(depth: walk.depth) {
        case .value(let tree):
            if givesOutermost {
                waiting.append(.outermost(JSONRecord(tree, line: place.line)))
            }
            let ancestors = inner.count > 1 ? [0] : []
            branches = JSONBranches(tree, root: 0, ancestors: ancestors, segments: inner, line: place.line)
        case .fault(let name, let reason):
            waiting.append(.refused(place, column: name, reason: reason, value: nil))
            try walk.stream.skip()
        }
    }

    private func finish() throws(FileError) {
        state = .over
        try walk.checkEnd()
        if !walk.hasArray, let each {
            let reason = "has no array there; is it the file that this profile reads?"
            waiting.append(.refused(walk.beginning, column: each.text, reason: reason, value: nil))
        }
        guard asksDocument else { return }
        switch try walk.kept.document(file: walk.beginning.file) {
        case .value(let tree):
            let record = JSONRecord(tree, line: walk.beginning.line)
            waiting.append(.document(record))
        case .fault(let name, let reason):
            waiting.append(.refused(walk.beginning, column: name, reason: reason, value: nil))
        }
    }

    static let isEmpty = FileError(.refused, "is empty; JSON has at least [] or {}")
}
