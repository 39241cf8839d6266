/// Tells from its first bytes that a file is something else than UTF-8 text.
enum FileSignature {
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    /// How many bytes a verdict needs.
    static let length = 8

    static let nulReason =
        "contains NUL bytes: it is damaged, or UTF-16 without a byte order mark; save it as UTF-8"

    private static let foreign: [(signature: [UInt8], reason: String)] = [
        ([0xFF, 0xFE], "is UTF-16; save it as UTF-8"),
        ([0xFE, 0xFF], "is UTF-16; save it as UTF-8"),
        (Array("PK\u{3}\u{4}".utf8), "is a ZIP archive or a spreadsheet; export it as CSV in UTF-8"),
        ([0xD0, 0xCF, 0x11, 0xE0], "is an Excel workbook; export it as CSV in UTF-8"),
        ([0x1F, 0x8B], "is compressed with gzip; unpack it first"),
        ([0x28, 0xB5, 0x2F, 0xFD], "is compressed with Zstandard; unpack it first"),
        ([0xFD] + Array("7zXZ".utf8), "is compressed with xz; unpack it first"),
        (Array("BZh".utf8), "is compressed with bzip2; unpack it first"),
        (Array("%PDF-".utf8), "is a PDF document; export its table as CSV in UTF-8"),
        ([0x00], nulReason),
    ]

    /// Why a file that begins like this is refused; nil when it may be text.
    static func refusal(of prefix: some Collection<UInt8>) -> FileError? {
        foreign.first { prefix.starts(with: $0.signature) }.map { FileError(.refused, $0.reason) }
    }
}
