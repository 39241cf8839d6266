import Messages

/// Finds what is not UTF-8.
enum UTF8Stray {
    /// The first byte that is no part of a character.
    static func first(in bytes: Span<UInt8>) -> UInt8? {
        var decoder = UTF8Decoding(bytes.array)
        while let next = decoder.next() {
            if case .stray(let byte) = next { return byte }
        }
        return nil
    }
}
