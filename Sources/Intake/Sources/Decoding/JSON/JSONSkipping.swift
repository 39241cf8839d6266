/// Finds the end of a value that nobody asks for, piece by piece.
struct JSONSkipping {
    private var depth = 0
    /// Which of the outer 64 are objects: a bracket of the other kind ends none of them.
    private var objects: UInt64 = 0
    private var isText = false
    private var isEscaped = false
    private var isScalar = false
    /// The most objects and arrays within each other, so far.
    private(set) var deepest = 0

    /// Whether an object, an array or a text is open.
    var isInside: Bool { depth > 0 || isText }

    /// How many bytes and line breaks belong to the value, and whether it ends with them.
    mutating func skip(_ bytes: Span<UInt8>) -> (taken: Int, lines: Int, isDone: Bool) {
        var position = 0
        var lines = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == ASCII.lineFeed { lines += 1 }
            if isText {
                position += 1
                if isEscaped {
                    isEscaped = false
                } else if byte == ASCII.backslash {
                    isEscaped = true
                } else if byte == ASCII.quote {
                    isText = false
                    if depth == 0 { return (position, lines, true) }
                }
                continue
            }
            switch byte {
            case ASCII.quote: isText = true
            case ASCII.openBrace, ASCII.openBracket: open(byte)
            case ASCII.closeBrace, UInt8(ascii: "]"):
                if depth == 0 { return (position, lines, true) }
                if close(byte) { return (position + 1, lines, true) }
            case ASCII.comma where depth == 0: return (position, lines, true)
            case ASCII.space, ASCII.tab, ASCII.carriageReturn, ASCII.lineFeed:
                if isScalar {
                    return (position, byte == ASCII.lineFeed ? lines - 1 : lines, true)
                }
            default: isScalar = depth == 0
            }
            position += 1
        }
        return (position, lines, false)
    }

    private mutating func open(_ byte: UInt8) {
        if depth < 64 {
            let bit: UInt64 = 1 << UInt64(depth)
            objects = byte == ASCII.openBrace ? objects | bit : objects & ~bit
        }
        depth += 1
        deepest = max(deepest, depth)
    }

    /// Whether that ends the value.
    private mutating func close(_ byte: UInt8) -> Bool {
        if depth <= 64 {
            let isObject = objects >> UInt64(depth - 1) & 1 == 1
            guard isObject == (byte == ASCII.closeBrace) else { return false }
        }
        depth -= 1
        return depth == 0
    }
}
