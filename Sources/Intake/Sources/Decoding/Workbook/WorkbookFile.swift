/// Tells workbooks from other files, and which of them can be read.
enum WorkbookFile {
    private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

    /// Whether the file, which can be read from any place, begins as workbooks of any kind do.
    static func isPacked(_ source: Source) throws(FileError) -> Bool {
        guard SeekableFile.canSeek(source) else { return false }
        let beginning = try SeekableFile(source).read(at: 0, count: 4)
        return beginning.starts(with: "PK".utf8) || beginning.starts(with: compound)
    }

    /// The archive of a workbook; throws `refused` for anything else, saying what was recognised.
    static func open(_ source: Source) throws(FileError) -> ZipArchive {
        let file = try SeekableFile(source)
        let beginning = try file.read(at: 0, count: ForeignContent.length)
        if beginning.starts(with: compound) { throw try refusal(ofCompound: file) }
        guard beginning.starts(with: "PK".utf8) else {
            try ForeignContent.check(beginning[...], expected: "a workbook (.xlsx)")
            throw FileError(
                .refused, beginning.isEmpty ? "is empty" : "is no workbook (.xlsx); CSV is another format")
        }
        return try ZipArchive(file)
    }

    /// What the archive is instead of a workbook.
    static func refusal(of archive: ZipArchive) throws(FileError) -> FileError {
        var type: [UInt8] = []
        _ = try archive.part("mimetype")?.read(into: &type)
        if type.starts(with: "application/vnd.oasis.opendocument.spreadsheet".utf8) {
            return FileError(.refused, "is an OpenDocument spreadsheet (.ods); save it as .xlsx")
        }
        let kinds = [
            ("xl/workbook.bin", "is a binary workbook (.xlsb); save it as .xlsx"),
            ("word/document.xml", "is a Word document (.docx); save its table as .xlsx or CSV"),
            ("ppt/presentation.xml", "is a presentation (.pptx); save its table as .xlsx or CSV"),
            ("index.apxl", "is a presentation; save its table as .xlsx or CSV"),
            ("index/document.iwa", "is a Numbers document; export it as .xlsx"),
        ]
        let known = kinds.first { archive.has($0.0) }?.1
        return FileError(.refused, known ?? "is a ZIP archive without a workbook in it; unpack it first")
    }

    /// Old workbooks, and new ones with a password, are both in Microsoft's compound files.
    private static func refusal(ofCompound file: SeekableFile) throws(FileError) -> FileError {
        // UTF-16, as such files keep names.
        let mark = "EncryptedPackage".utf8.reduce(into: [UInt8]()) { $0 += [$1, 0] }
        var offset = 0
        let portion = 1 << 20
        while offset < min(file.size, ZipArchive.largestPacked) {
            // Pieces overlap, so that no mark is cut.
            let bytes = try file.read(at: offset, count: portion + mark.count)
            if contains(bytes, mark) {
                return FileError(.refused, "is a workbook with a password; save it without one, as .xlsx")
            }
            offset += portion
        }
        return FileError(.refused, "is a workbook of Excel 97 to 2003 (.xls); save it as .xlsx")
    }

    private static func contains(_ bytes: [UInt8], _ mark: [UInt8]) -> Bool {
        guard bytes.count >= mark.count else { return false }
        for start in 0...bytes.count - mark.count where bytes[start] == mark[0] {
            if bytes[start..<start + mark.count].elementsEqual(mark) { return true }
        }
        return false
    }
}
