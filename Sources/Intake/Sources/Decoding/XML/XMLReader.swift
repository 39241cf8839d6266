/// Reads an XML document event by event (XML 1.0), without DTD, and whatever its length with little memory.
struct XMLReader: ~Copyable {
    enum Event {
        /// An element begins: `name` and `attributes` are its own.
        case start
        /// The element `name` ends.
        case end
        /// A piece of the content of an element: `text`.
        case text
        case finish
    }

    static let deepest = 64
    /// A tag, or a section of characters, in bytes.
    static let longest = 1 << 20

    private var input: XMLInput
    /// The elements that are open.
    private var open = XMLNames()
    private(set) var tag = XMLTag()
    private(set) var text: [UInt8] = []
    private var endsNow = false
    private var hasRoot = false

    /// `more` adds the next bytes; false after the last. `name` is the document's, for messages.
    init(_ name: String, more: @escaping (inout [UInt8]) throws(FileError) -> Bool) throws(FileError) {
        input = XMLInput(name, more: more)
        try input.passMark()
    }

    /// The local name of the element that begins or ends, as `sheet` of `x:sheet`.
    func isNamed(_ name: StaticString) -> Bool { tag.isNamed(name) }

    /// How many elements are open.
    var depth: Int { open.count }

    /// Throws `refused` for what is no XML, or goes beyond the bounds.
    mutating func next() throws(FileError) -> Event {
        if endsNow {
            endsNow = false
            open.removeLast()
            return .end
        }
        while let byte = try input.peek() {
            if byte != UInt8(ascii: "<") {
                try readText()
                if !text.isEmpty { return .text }
                continue
            }
            switch try input.peek(1) {
            case UInt8(ascii: "?"): try input.pass("?>")
            case UInt8(ascii: "!"):
                if try readSection() { return .text }
            case UInt8(ascii: "/"): return try readEnd()
            default: return try readStart()
            }
        }
        guard open.isEmpty, hasRoot else { throw input.fault("ends before its elements do") }
        return .finish
    }

    private mutating func readText() throws(FileError) {
        let piece = try input.takeText()
        text.removeAll(keepingCapacity: true)
        guard !open.isEmpty else {
            guard piece.allSatisfy({ ASCII.isBlank($0) || $0 == ASCII.lineFeed }) else {
                throw input.fault("has text outside its elements")
            }
            return
        }
        guard XMLText.append(piece, to: &text) else {
            throw input.fault(XMLText.noEntity)
        }
    }

    /// A comment, which is passed over, or a section of characters; true for the latter.
    private mutating func readSection() throws(FileError) -> Bool {
        if try input.begins("<!--") {
            try input.pass("-->")
            return false
        }
        guard try input.begins("<![CDATA["), !open.isEmpty else {
            throw input.fault("has a document type (<!DOCTYPE), which no workbook has")
        }
        let section = try input.take(through: "]]>")
        text.removeAll(keepingCapacity: true)
        text += section.dropFirst(9).dropLast(3)
        return !text.isEmpty
    }

    private mutating func readStart() throws(FileError) -> Event {
        guard !open.isEmpty || !hasRoot else { throw input.fault("has more than one root element") }
        hasRoot = true
        let bytes = try input.takeTag()
        guard tag.read(bytes) else { throw input.fault("has a tag that is none") }
        guard open.count < Self.deepest else {
            throw input.fault("has more than \(Self.deepest) elements within each other")
        }
        open.append(tag.qualifiedName)
        endsNow = tag.isEmpty
        return .start
    }

    private mutating func readEnd() throws(FileError) -> Event {
        let bytes = try input.takeTag()
        guard tag.readEnd(bytes), open.lastIs(tag.qualifiedName) else {
            throw input.fault("ends an element that is not the last one to have begun")
        }
        open.removeLast()
        return .end
    }

    /// Goes to the end of the element that has just begun.
    mutating func skipElement() throws(FileError) {
        let depth = open.count
        while open.count >= depth {
            if case .finish = try next() { return }
        }
    }

    /// The text of an element or attribute; throws where it is not UTF-8.
    func string(_ bytes: some Collection<UInt8>) throws(FileError) -> String {
        guard let string = String(validating: bytes, as: UTF8.self) else {
            throw input.fault("is not UTF-8")
        }
        return string
    }

    func fault(_ reason: String) -> FileError { input.fault(reason) }
}

/// The qualified names of elements within each other.
private struct XMLNames {
    private var bytes: [UInt8] = []
    private var starts: [Int] = []

    var count: Int { starts.count }
    var isEmpty: Bool { starts.isEmpty }

    mutating func append(_ name: ArraySlice<UInt8>) {
        starts.append(bytes.count)
        bytes += name
    }

    mutating func removeLast() {
        guard let start = starts.popLast() else { return }
        bytes.removeLast(bytes.count - start)
    }

    func lastIs(_ name: ArraySlice<UInt8>) -> Bool {
        guard let start = starts.last else { return false }
        return bytes[start...] == name
    }
}
