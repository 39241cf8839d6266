/// Goes through what stands around the outermost array of a JSON document.
struct JSONWalk: ~Copyable {
    enum Found {
        /// The outermost array has begun.
        case array
        case refused(DecodedItem)
        case end
    }

    var stream: JSONStream
    private let outer: [SourceStep]
    private(set) var kept: JSONKept
    private var frames: [JSONFrame] = []
    private var elements = 0
    /// Whether the outermost array was found.
    private(set) var hasArray = false
    /// Where the document begins.
    private(set) var beginning: RecordPlace

    /// `outer` are the steps of `each` before its first array.
    init(_ stream: consuming JSONStream, outer: [SourceStep], kept paths: [SourcePath]) {
        beginning = stream.place
        self.stream = stream
        self.outer = outer
        kept = JSONKept(paths)
    }

    /// The objects and arrays around a record.
    var depth: Int { frames.count + 1 }

    private var refusal: DecodedItem?
    private var isArrayBegun = false

    mutating func begin() throws(FileError) {
        guard try stream.peek() != nil else { throw JSONDocumentDecoder.isEmpty }
        beginning = stream.place
        try enter(steps: 0, kept: kept.isEmpty ? nil : kept.start)
    }

    /// Goes on to the outermost array, or to the end of the document.
    mutating func advance() throws(FileError) -> Found {
        while true {
            if let item = refusal {
                refusal = nil
                return .refused(item)
            }
            if isArrayBegun {
                isArrayBegun = false
                elements = 0
                return .array
            }
            guard let frame = frames.last else { return .end }
            if frame.isObject { try advanceObject(frame) } else { try advanceArray(frame) }
        }
    }

    /// Whether the outermost array has another element, which then comes next.
    mutating func hasElement() throws(FileError) -> Bool {
        defer { elements += 1 }
        guard let byte = try stream.peek() else { throw stream.cutOff() }
        if byte == UInt8(ascii: "]") {
            stream.consume()
            return false
        }
        guard elements > 0 else { return true }
        return try takeComma(byte)
    }

    private mutating func takeComma(_ byte: UInt8) throws(FileError) -> Bool {
        guard byte == ASCII.comma else { throw stream.malformed("needs ',' between two values") }
        stream.consume()
        guard let next = try stream.peek() else { throw stream.cutOff() }
        guard next != UInt8(ascii: "]"), next != ASCII.closeBrace else {
            throw stream.malformed("has a ',' with nothing after it")
        }
        return true
    }

    /// The next member of an object, or its end.
    private mutating func advanceObject(_ frame: JSONFrame) throws(FileError) {
        guard let byte = try stream.peek() else { throw stream.cutOff() }
        if byte == ASCII.closeBrace { return close(frame, "}") }
        if frame.count > 0 { _ = try takeComma(byte) }
        guard try stream.peek() == ASCII.quote else {
            throw stream.malformed("needs a name in quotation marks")
        }
        let place = stream.place
        guard case .value(let tree) = try stream.read(depth: 0) else {
            throw stream.malformed("has a name that is no text")
        }
        guard let colon = try stream.peek() else { throw stream.cutOff() }
        guard colon == ASCII.colon else { throw stream.malformed("needs ':' after a name") }
        stream.consume()
        guard try stream.peek() != nil else { throw stream.cutOff() }
        frames[frames.count - 1].count += 1
        let text = tree.text(0) ?? ""
        let name = Array(text.utf8)
        let isStep = frame.steps.map { $0 < outer.count && outer[$0] == .name(name) } ?? false
        if isStep {
            guard !frame.isStepSeen else {
                refusal = .refused(place, column: text, reason: "stands twice in one object", value: nil)
                return try stream.skip(deepest: JSONParser.deepest)
            }
            frames[frames.count - 1].isStepSeen = true
        }
        let keptPlace = frame.kept.map { kept.place(after: $0, name) }
        let isKept = keptPlace.map { kept.leadsOn($0) || kept.isSought($0) } ?? false
        if isKept {
            if frame.keptCount > 0 { kept.add([ASCII.comma]) }
            frames[frames.count - 1].keptCount += 1
            kept.add(tree.bytes)
            kept.add([ASCII.colon])
        }
        try enter(steps: isStep ? frame.steps.map { $0 + 1 } : nil, kept: isKept ? keptPlace : nil)
    }

    /// The next element of an array, or its end.
    private mutating func advanceArray(_ frame: JSONFrame) throws(FileError) {
        guard let byte = try stream.peek() else { throw stream.cutOff() }
        if byte == UInt8(ascii: "]") { return close(frame, "]") }
        if frame.count > 0 { _ = try takeComma(byte) }
        frames[frames.count - 1].count += 1
        let isStep =
            frame.steps.map { $0 < outer.count && outer[$0] == .element(frame.count + 1) } ?? false
        if frame.kept != nil, frame.count > 0 { kept.add([ASCII.comma]) }
        try enter(steps: isStep ? frame.steps.map { $0 + 1 } : nil, kept: frame.kept)
    }

    private mutating func close(_ frame: JSONFrame, _ bracket: String) {
        stream.consume()
        frames.removeLast()
        if frame.kept != nil { kept.add(bracket.utf8) }
    }

    /// Begins the value that comes next, or passes over it.
    private mutating func enter(steps: Int?, kept place: JSONKept.Place?) throws(FileError) {
        guard let byte = try stream.peek() else { throw stream.cutOff() }
        if steps == outer.count {
            if place != nil { kept.add("null".utf8) }
            return try enterArray(byte)
        }
        let isContainer = byte == ASCII.openBrace || byte == ASCII.openBracket
        let isOnTheWay = steps != nil || place.map(kept.leadsOn) == true
        let isSought = place.map(kept.isSought) == true
        if isContainer && isOnTheWay || byte == ASCII.openBracket && isSought {
            guard frames.count < JSONParser.deepest else {
                throw stream.malformed("nests deeper than \(JSONParser.deepest) objects and arrays")
            }
            frames.append(JSONFrame(isObject: byte == ASCII.openBrace, steps: steps, kept: place))
            stream.consume()
            if place != nil { kept.add([byte]) }
        } else if isSought && !isContainer {
            guard case .value(let tree) = try stream.read(depth: 0) else {
                throw stream.malformed("has something that is no JSON value")
            }
            kept.add(tree.bytes)
        } else {
            if place != nil { kept.add("null".utf8) }
            try skip(byte, isContainer: isContainer)
        }
        guard !kept.isTooLong else {
            throw stream.malformed("holds more than 1 MiB of what is asked of a document")
        }
    }

    /// Passes over what nobody asks for: objects, arrays and texts of any length, all else if it is JSON.
    private mutating func skip(_ byte: UInt8, isContainer: Bool) throws(FileError) {
        if isContainer || byte == ASCII.quote {
            return try stream.skip(deepest: JSONParser.deepest - frames.count)
        }
        if case .fault(_, let reason) = try stream.read(depth: 0) { throw stream.malformed(reason) }
    }

    /// Begins the outermost array; `null` stands for an empty one.
    private mutating func enterArray(_ byte: UInt8) throws(FileError) {
        if byte == ASCII.openBracket {
            stream.consume()
            hasArray = true
            isArrayBegun = true
        } else {
            let place = stream.place
            if case .value(let tree) = try stream.read(depth: frames.count) {
                hasArray = tree.nodes[0].kind == .null
            } else {
                refusal = .refused(place, column: nil, reason: "is no JSON value", value: nil)
                try stream.skip()
            }
        }
    }

    /// Throws where something follows the document.
    mutating func checkEnd() throws(FileError) {
        guard try stream.peek() == nil else {
            throw stream.malformed("goes on after its document; one object per line is the format jsonl")
        }
    }
}
