/// Which charset of a list each record is in.
struct CharsetChoice: Sendable {
    let charsets: [Charset]

    init(_ charsets: [Charset]) {
        self.charsets = charsets
    }

    /// Throws where the bytes are text in none of them.
    func charset(of bytes: Span<UInt8>) throws(Fault) -> Charset {
        for charset in charsets where charset.fits(bytes) { return charset }
        let stray = charsets.first?.firstStray(in: bytes) ?? 0
        let names = charsets.map(\.rawValue).joined(separator: " nor ")
        let shown = String(stray, radix: 16, uppercase: true)
        throw Fault(
            charsets.count == 1
                ? "is not \(names) at byte \(shown); say --encoding with the one that it is in"
                : "is neither \(names) at byte \(shown); say --encoding with the one that it is in")
    }
}
