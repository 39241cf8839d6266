/// Tells from its first bytes that a file is something else than the text that a format expects.
enum ForeignContent {
    /// How many bytes a verdict needs.
    static let length = 512

    private static let kinds: [(signature: [UInt8], name: String, advice: String)] = [
        (Array("PK\u{3}\u{4}".utf8), "is a ZIP archive or a workbook", "unpack it, or save its sheet as CSV"),
        (Array("PK\u{5}\u{6}".utf8), "is a ZIP archive that holds nothing", "export it again"),
        (
            [0xD0, 0xCF, 0x11, 0xE0], "is an old or encrypted Office document",
            "save its sheet as CSV in UTF-8"
        ),
        ([0x1F, 0x8B], "is compressed with gzip", "unpack it first"),
        ([0x28, 0xB5, 0x2F, 0xFD], "is compressed with Zstandard", "unpack it first"),
        ([0xFD] + Array("7zXZ".utf8), "is compressed with xz", "unpack it first"),
        (Array("BZh".utf8), "is compressed with bzip2", "unpack it first"),
        (Array("%PDF-".utf8), "is a PDF document", "export its table itself"),
        (Array("SQLite format 3\0".utf8), "is an SQLite database", "export a query as CSV"),
    ]

    /// Throws `refused` for what is not text, or is a page of HTML; `expected` is what the format is called.
    static func check(_ prefix: ArraySlice<UInt8>, expected: String) throws(FileError) {
        if prefix.starts(with: [0xFF, 0xFE]) || prefix.starts(with: [0xFE, 0xFF]) {
            throw FileError(.refused, "is UTF-16; save it as UTF-8")
        }
        if prefix.first == 0 { throw FileError(.refused, FileSignature.nulReason) }
        if let kind = kinds.first(where: { prefix.starts(with: $0.signature) }) {
            throw FileError(.refused, "\(kind.name), not \(expected); \(kind.advice)")
        }
        let isMarked = prefix.starts(with: FileSignature.byteOrderMark)
        let content = prefix.dropFirst(isMarked ? FileSignature.byteOrderMark.count : 0)
            .drop { ASCII.isBlank($0) || $0 == ASCII.lineFeed }
        let beginning = String(decoding: content.prefix(15), as: UTF8.self).lowercased()
        if beginning.hasPrefix("<?xml") {
            throw FileError(.refused, "is XML, not \(expected); save its table as .xlsx or CSV")
        }
        if beginning.hasPrefix("<!doctype html") || beginning.hasPrefix("<html") {
            throw FileError(
                .refused, "is a page of HTML, not \(expected); fetch the file itself: is a login missing?")
        }
    }

    /// Throws `refused` for what begins as workbooks do, which pipes cannot give.
    static func checkForWorkbook(_ input: inout LineReader) throws(FileError) {
        try input.fill(to: length)
        let prefix = input.window[0..<min(4, input.window.count)]
        guard prefix.starts(with: "PK".utf8) || prefix.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { return }
        throw FileError(
            .refused, "is a workbook, or a ZIP archive, from a pipe; a workbook must be named as a file")
    }

    /// Checks the beginning of a window and passes over a byte order mark.
    static func check(_ input: inout LineReader, expected: String) throws(FileError) {
        try input.fill(to: length)
        let prefix = input.window[0..<min(length, input.window.count)]
        try check(prefix, expected: expected)
        if prefix.starts(with: FileSignature.byteOrderMark) {
            input.consume(FileSignature.byteOrderMark.count, lines: 0)
        }
    }
}
