/// Reads what the program writes, as it comes: a line of two or three words, then as many bytes as it says.
struct PDFFrames {
    private var bytes: [UInt8] = []
    /// Where the next frame begins.
    private var start = 0

    enum Frame: Equatable {
        /// With the version of Typst.
        case ready(String)
        /// With the characters that no font has, `U+4E00,U+1F525`; empty without any.
        case pdf([UInt8], missing: String)
        case failed(String)
    }

    /// A line that no frame begins with.
    struct Malformed: Error {}

    mutating func append(_ more: some Sequence<UInt8>) { bytes += more }

    /// nil where more must come.
    mutating func next() throws(Malformed) -> Frame? {
        let head = bytes[start...].prefix { $0 != UInt8(ascii: "\n") }
        guard head.endIndex < bytes.endIndex else {
            // A longer line is none of the program's.
            if head.count > 4096 { throw Malformed() }
            return nil
        }
        let words = String(decoding: head, as: UTF8.self).split(separator: " ")
        guard words.count > 1 else { throw Malformed() }
        if words[0] == "ready" {
            advance(to: head.endIndex + 1)
            return .ready(String(words[1]))
        }
        guard let length = Int(words[1]), length > 0, words.count == (words[0] == "pdf" ? 3 : 2),
            words[0] == "pdf" || words[0] == "failed"
        else { throw Malformed() }
        guard bytes.endIndex - head.endIndex > length else { return nil }
        let body = bytes[(head.endIndex + 1)...].prefix(length)
        defer { advance(to: body.endIndex) }
        return words[0] == "failed"
            ? .failed(String(decoding: body, as: UTF8.self))
            : .pdf(Array(body), missing: words[2] == "-" ? "" : String(words[2]))
    }

    private mutating func advance(to end: Int) {
        start = end
        guard start == bytes.endIndex else { return }
        bytes.removeAll(keepingCapacity: true)
        start = 0
    }
}
