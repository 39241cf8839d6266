/// Text made safe for a terminal and a log line.
package enum PrintableText {
    /// Decodes UTF-8; control, format and line-breaking characters become `\u{…}`, bytes that are not
    /// UTF-8 become `\x{…}`.
    ///
    /// At most `limit` characters of the text, then `…`.
    package static func of(_ bytes: some Sequence<UInt8>, limit: Int = Limits.shownValue) -> String {
        var shown = ""
        var count = 0
        var decoder = UTF8Decoding(bytes)
        while let next = decoder.next() {
            guard count < limit else { return shown + "…" }
            count += 1
            switch next {
            case .scalar(let scalar) where isPrintable(scalar): shown.unicodeScalars.append(scalar)
            case .scalar(let scalar): shown += escape("u", Int(scalar.value))
            case .stray(let byte): shown += escape("x", Int(byte))
            }
        }
        return shown
    }

    static func escape(_ letter: Character, _ code: Int) -> String {
        "\\\(letter){\(String(code, radix: 16, uppercase: true))}"
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            false
        // A space of another width would pass for the common one.
        case .spaceSeparator: scalar == " "
        default: true
        }
    }
}

/// Decodes UTF-8 one scalar at a time without losing the bytes that are not UTF-8.
struct UTF8Decoding<Bytes: Sequence<UInt8>> {
    enum Element: Hashable {
        case scalar(Unicode.Scalar)
        case stray(UInt8)
    }

    private var source: Bytes.Iterator
    /// Up to four bytes, read but not yet given.
    private var ahead: [UInt8] = []

    init(_ bytes: Bytes) {
        source = bytes.makeIterator()
    }

    mutating func next() -> Element? {
        while ahead.count < 4, let byte = source.next() { ahead.append(byte) }
        guard let first = ahead.first else { return nil }
        let length =
            switch first {
            case 0x00...0x7F: 1
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 0
            }
        if length > 0, let text = String(validating: ahead.prefix(length), as: UTF8.self),
            let scalar = text.unicodeScalars.first
        {
            ahead.removeFirst(length)
            return .scalar(scalar)
        }
        ahead.removeFirst()
        return .stray(first)
    }
}
