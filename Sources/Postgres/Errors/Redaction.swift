/// Takes given texts out of a message, byte by byte, so that no Unicode composition hides one.
///
/// A text of fewer than four bytes is taken out only where it stands alone: cut out of every word, it could be
/// read off the gaps.
struct Redaction {
    private let secrets: [[UInt8]]
    private let replacement: [UInt8]

    init(secrets: some Sequence<String>, replacement: String = "***") {
        // The longest first: one secret can be part of another.
        self.secrets = secrets.map { Array($0.utf8) }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
        self.replacement = Array(replacement.utf8)
    }

    func applied(to message: String) -> String {
        let bytes = Array(message.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            if let secret = secrets.first(where: { occurs($0, in: bytes, at: position) }) {
                output += replacement
                position += secret.count
            } else {
                output.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private func occurs(_ secret: [UInt8], in bytes: [UInt8], at position: Int) -> Bool {
        guard bytes[position...].starts(with: secret) else { return false }
        let end = position + secret.count
        return secret.count >= 4
            || !(position > 0 && isInWord(bytes[position - 1]))
                && !(end < bytes.count && isInWord(bytes[end]))
    }

    private func isInWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
            true
        default: false
        }
    }
}
