/// Reads one of another tool's files from its beginning to its end, record by record.
package final class SourceDecoder {
    package typealias Setting = SourceSetting

    private let decoder: any FormatDecoder

    /// Opens the source and reads as far as its header.
    ///
    /// `file` is the source's number among the command's files, as `RecordPlace.file` will have it. Throws `unreadable`
    /// when the source cannot be read, `refused` when it is not a file of this format.
    package init(
        format: SourceFormat, source: Source, file: Int, setting: Setting = Setting()
    ) throws(FileError) {
        switch format.kind {
        case .csv(let delimited):
            decoder = try TableDecoder(format, delimited, source, file: file)
        case .workbook(let sheet):
            decoder = try WorkbookDecoder(format, sheet: sheet, source, file: file)
        case .spreadsheet(let delimited, let sheet):
            decoder =
                try WorkbookFile.isPacked(source)
                ? WorkbookDecoder(format, sheet: sheet, source, file: file)
                : TableDecoder(format, delimited, isOther: true, source, file: file)
        case .json(isTable: true):
            decoder = try JSONTableDecoder(format, source, file: file)
        case .json(isTable: false):
            decoder = try JSONDocumentDecoder(format, source, file: file)
        case .jsonLines:
            decoder = try JSONLinesDecoder(format, source, file: file)
        case .log(let lines):
            decoder = try LogDecoder(format, lines, source, file: file)
        case .calendar:
            decoder = try CalendarDecoder(format, source, file: file, setting: setting)
        }
    }

    /// What comes next; `end` again and again after the last.
    ///
    /// Throws `unreadable` when reading on fails, `refused` when nothing after this place can be read.
    package func next() throws(FileError) -> DecodedItem { try decoder.next() }

    /// The columns that the file has, of those that the mapping names; nil where records have no headings.
    package var headings: Set<SourcePath>? { decoder.headings }
    /// Lines that no pattern of a log matches, so far.
    package var passedOver: Int { decoder.passedOver }
    /// How many bytes were read from the source so far.
    package var bytesRead: Int { decoder.bytesRead }
    /// The size of the source in bytes; nil for a pipe.
    package var totalBytes: Int? { decoder.totalBytes }
    /// What was read; to be asked for once, after `end`.
    package func finishContent() throws(FileError) -> SourceContent { try decoder.finishContent() }
}
