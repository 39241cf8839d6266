import Messages

/// Gives the rows of one sheet of a workbook (.xlsx, ISO 29500) with the columns that the mapping names.
final class WorkbookDecoder: FormatDecoder {
    /// Among so many rows the header is looked for.
    private static let headerRows = 100

    private let archive: ZipArchive
    private let source: Source
    private var sheet: SheetCells
    private let reader: CellReader
    private let file: Int
    private let layout: TableLayout
    /// Of the columns that the mapping names: the heading as it stands, and the place in the records' values.
    private let columns: [Int: (heading: String, place: Int)]
    let headings: Set<SourcePath>?
    private var isOver = false

    init(_ format: SourceFormat, sheet name: String?, _ source: Source, file: Int) throws(FileError) {
        let archive = try WorkbookFile.open(source)
        let index = try WorkbookIndex(archive, sheet: name)
        let reader = try CellReader(index, in: archive)
        guard let part = try archive.part(index.sheet) else {
            throw ZipBytes.damaged("\(index.sheet) is missing")
        }
        var sheet = try SheetCells(index.sheet, part)
        let columns = try Self.findHeader(&sheet, reader, format)
        let names = columns.sorted { $0.key < $1.key }
        let layout = TableLayout(names.map { ColumnName($0.value) }, file: file)
        self.columns = Dictionary(
            uniqueKeysWithValues: names.enumerated().map { ($1.key, (heading: $1.value, place: $0)) })
        headings = Set(format.paths.filter { layout.has($0) })
        self.layout = layout
        self.archive = archive
        self.source = source
        self.sheet = sheet
        self.reader = reader
        self.file = file
    }

    /// The columns that the mapping names, with their headings.
    private static func findHeader(
        _ sheet: inout SheetCells, _ reader: CellReader, _ format: SourceFormat
    ) throws(FileError) -> [Int: String] {
        let wanted = Set(format.paths.map(\.column))
        while try sheet.next({ _ in true }), sheet.row <= headerRows {
            var found: [Int: String] = [:]
            for cell in sheet.cells {
                guard let value = try? reader.value(cell, sheet.contents[cell.content]),
                    wanted.contains(ColumnName(value.text))
                else {
                    continue
                }
                found[cell.column] = value.text
            }
            if found.count >= min(2, wanted.count) { return found }
        }
        throw FileError(
            .refused,
            "has no header row: none of its first \(headerRows) rows has two of the headings that the profile reads "
                + "(\(TableHeader.list(format.paths)))")
    }

    var bytesRead: Int { isOver ? archive.file.size : 0 }
    var totalBytes: Int? { archive.file.size }
    func finishContent() throws(FileError) -> SourceContent { try SourceContent(source) }

    func next() throws(FileError) -> DecodedItem {
        while !isOver {
            guard try sheet.next({ columns[$0] != nil }) else {
                isOver = true
                try archive.file.checkUnchanged()
                break
            }
            let place = RecordPlace(file: file, line: sheet.row)
            if let item = item(place) { return item }
        }
        return .end
    }

    /// nil for a row without anything in it.
    private func item(_ place: RecordPlace) -> DecodedItem? {
        var values = [SourceValue?](repeating: nil, count: columns.count)
        var isBlank = true
        for cell in sheet.cells {
            guard let (heading, column) = columns[cell.column] else {
                isBlank = isBlank && cell.isBlank
                continue
            }
            do throws(Fault) {
                values[column] = try reader.value(cell, sheet.contents[cell.content])
            } catch {
                let hasValue = cell.kind != .shared && !cell.content.isEmpty
                let shown = TerminalText.quoted(sheet.contents[cell.content], limit: Limits.shownValue)
                return .refused(
                    place, column: heading, reason: error.reason, value: hasValue ? shown : nil)
            }
            isBlank = isBlank && values[column] == nil
        }
        return isBlank ? nil : .record(TableRecord(layout: layout, values: values, line: place.line))
    }
}
