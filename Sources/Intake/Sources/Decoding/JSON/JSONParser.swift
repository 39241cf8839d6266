/// Reads one JSON value (RFC 8259), strictly and without recursion.
struct JSONParser: Sendable {
    /// Objects and arrays within each other.
    static let deepest = 64

    private enum Expected {
        case value
        /// A value, or the end of an array that has just begun.
        case firstValue
        case name
        /// A name, or the end of an object that has just begun.
        case firstName
        case following
    }

    /// In the order of the text; what is in a container follows it.
    private(set) var nodes: [JSONNode] = []
    private var open: [Int] = []
    private var names = JSONNames()
    private var position = 0
    private var hasOtherThanASCII = false

    /// Reads the value that begins at the first byte; gives where it ends, nil where the bytes end before it does.
    ///
    /// `depth` is how many containers are around it. `isWhole` says that nothing follows the bytes. Throws `JSONFault`.
    mutating func parse(_ text: Span<UInt8>, depth: Int, isWhole: Bool) throws(JSONFault) -> Int? {
        nodes.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
        names.clear()
        position = 0
        hasOtherThanASCII = false
        var expected = Expected.value
        repeat {
            skipBlanks(text)
            guard position < text.count else { return nil }
            let byte = text[position]
            switch expected {
            case .firstValue where byte == UInt8(ascii: "]"), .firstName where byte == ASCII.closeBrace:
                try close(text)
                expected = .following
            case .value, .firstValue:
                guard let next = try readValue(text, byte, depth: depth, isWhole: isWhole) else { return nil }
                expected = next
            case .name, .firstName:
                guard try readName(text, byte) else { return nil }
                expected = .value
            case .following:
                expected = try readFollowing(text, byte)
            }
        } while !open.isEmpty
        if hasOtherThanASCII { try checkUTF8(text.extracting(0..<position)) }
        return position
    }

    private mutating func readValue(
        _ text: Span<UInt8>, _ byte: UInt8, depth: Int, isWhole: Bool
    ) throws(JSONFault) -> Expected? {
        switch byte {
        case ASCII.openBrace, ASCII.openBracket:
            guard open.count + depth < Self.deepest else {
                throw JSONFault(position, "nests deeper than \(Self.deepest) objects and arrays")
            }
            open.append(nodes.count)
            if byte == ASCII.openBrace { names.begin() }
            nodes.append(JSONNode(byte == ASCII.openBrace ? .object : .array, start: position, extent: 0))
            position += 1
            return byte == ASCII.openBrace ? .firstName : .firstValue
        case ASCII.quote: return try readText(text) ? .following : nil
        case ASCII.minus, UInt8(ascii: "0")...UInt8(ascii: "9"):
            return try readNumber(text, isWhole: isWhole) ? .following : nil
        case UInt8(ascii: "t"): return try readWord(text, "true", .yes) ? .following : nil
        case UInt8(ascii: "f"): return try readWord(text, "false", .no) ? .following : nil
        case UInt8(ascii: "n"): return try readWord(text, "null", .null) ? .following : nil
        default:
            throw JSONFault(position, "has something that is no JSON value; texts stand in quotation marks")
        }
    }

    private mutating func readFollowing(_ text: Span<UInt8>, _ byte: UInt8) throws(JSONFault) -> Expected {
        let isObject = nodes[open[open.count - 1]].kind == .object
        if byte == ASCII.comma {
            position += 1
            return isObject ? .name : .value
        }
        guard byte == (isObject ? ASCII.closeBrace : UInt8(ascii: "]")) else {
            throw JSONFault(position, isObject ? "needs ',' or '}'" : "needs ',' or ']'")
        }
        try close(text)
        return .following
    }

    private mutating func close(_ text: Span<UInt8>) throws(JSONFault) {
        position += 1
        guard let node = open.popLast() else { return }
        nodes[node].extent = nodes.count
        if nodes[node].kind == .object { try names.end(nodes, text) }
    }

    /// A name and the colon after it; false where the bytes end before.
    private mutating func readName(_ text: Span<UInt8>, _ byte: UInt8) throws(JSONFault) -> Bool {
        guard byte == ASCII.quote else { throw JSONFault(position, "needs a name in quotation marks") }
        names.add(nodes.count)
        guard try readText(text) else { return false }
        skipBlanks(text)
        guard position < text.count else { return false }
        guard text[position] == ASCII.colon else { throw JSONFault(position, "needs ':' after a name") }
        position += 1
        return true
    }

    private mutating func readText(_ text: Span<UInt8>) throws(JSONFault) -> Bool {
        position += 1
        let start = position
        var isEscaped = false
        var end = start
        while end < text.count {
            let byte = text[end]
            if byte == ASCII.quote {
                nodes.append(JSONNode(isEscaped ? .escapedText : .text, start: start, extent: end - start))
                position = end + 1
                return true
            }
            if byte == ASCII.backslash {
                isEscaped = true
                guard let next = try JSONEscapes.end(of: end, in: text) else { return false }
                end = next
                continue
            }
            guard byte >= ASCII.space else { throw JSONFault(end, Self.control) }
            if byte >= 0x80 { hasOtherThanASCII = true }
            end += 1
        }
        return false
    }

    /// A number as it is written: its digits are kept.
    private mutating func readNumber(_ text: Span<UInt8>, isWhole: Bool) throws(JSONFault) -> Bool {
        let start = position
        var end = start + (text[start] == ASCII.minus ? 1 : 0)
        let whole = Self.digits(text, &end)
        let startsWithZero = whole > 1 && text[end - whole] == UInt8(ascii: "0")
        var hasDigits = whole > 0
        if text.has(ASCII.dot, at: end) {
            end += 1
            hasDigits = hasDigits && Self.digits(text, &end) > 0
        }
        if text.has(UInt8(ascii: "e"), at: end) || text.has(UInt8(ascii: "E"), at: end) {
            end += 1
            if text.has(ASCII.plus, at: end) || text.has(ASCII.minus, at: end) { end += 1 }
            hasDigits = hasDigits && Self.digits(text, &end) > 0
        }
        guard end < text.count || isWhole else { return false }
        guard hasDigits else { throw JSONFault(start, "has a number without digits where they belong") }
        guard !startsWithZero else { throw JSONFault(start, "has a number that begins with 0") }
        nodes.append(JSONNode(.number, start: start, extent: end - start))
        position = end
        return true
    }

    private static func digits(_ text: Span<UInt8>, _ end: inout Int) -> Int {
        let start = end
        while end < text.count && ASCII.isDigit(text[end]) { end += 1 }
        return end - start
    }

    private mutating func readWord(
        _ text: Span<UInt8>, _ word: StaticString, _ kind: JSONNode.Kind
    ) throws(JSONFault) -> Bool {
        let count = word.utf8CodeUnitCount
        for offset in 0..<count {
            guard position + offset < text.count else { return false }
            guard text[position + offset] == word.utf8Start[offset] else {
                throw JSONFault(position, "has a word that is neither true, false nor null")
            }
        }
        nodes.append(JSONNode(kind, start: position, extent: count))
        position += count
        return true
    }

    private mutating func skipBlanks(_ text: Span<UInt8>) {
        while position < text.count {
            let byte = text[position]
            guard byte <= ASCII.space, ASCII.isBlank(byte) || byte == ASCII.lineFeed else { return }
            position += 1
        }
    }

    private func checkUTF8(_ text: Span<UInt8>) throws(JSONFault) {
        do {
            try PlainText.checkUTF8(text)
        } catch {
            throw JSONFault(0, error.reason)
        }
    }

    private static let control = "has a control character in a text; JSON writes it as \\n, \\t or \\u00XX"
}
