/// Decodes UTF-8 one scalar at a time without losing the bytes that are not UTF-8.
package struct UTF8Decoding<Bytes: Sequence<UInt8>> {
    package enum Element: Hashable {
        case scalar(Unicode.Scalar)
        case stray(UInt8)
    }

    private var source: Bytes.Iterator
    /// Up to four bytes, read but not yet given.
    private var ahead: [UInt8] = []

    package init(_ bytes: Bytes) {
        source = bytes.makeIterator()
    }

    package mutating func next() -> Element? {
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
