/// What the cells of a workbook show.
struct CellReader {
    private let styles: CellStyles
    private let texts: SharedTexts
    private let clock: CellClock

    init(_ index: WorkbookIndex, in archive: ZipArchive) throws(FileError) {
        styles = try CellStyles(index.styles, in: archive)
        texts = try SharedTexts(index.texts, in: archive)
        clock = CellClock(isFrom1904: index.isFrom1904)
    }

    /// nil for nothing; throws for an error, and for what has no meaning. `content` is the cell's own.
    func value(_ cell: SheetCell, _ content: ArraySlice<UInt8>) throws(Fault) -> SourceValue? {
        switch cell.kind {
        case .shared:
            guard !content.isEmpty else { return nil }
            guard let number = CellStyles.number(content), let text = texts.text(number) else {
                throw Fault("refers to a text that the workbook does not have")
            }
            return try Self.text(text)
        case .text:
            guard cell.hasContent || !cell.hasFormula else { throw Self.unsaved }
            return try Self.text(content)
        case .error:
            throw Fault("holds an error; correct it in the workbook")
        case .number, .boolean, .date: break
        }
        guard !content.isEmpty else {
            if cell.hasFormula { throw Self.unsaved }
            return nil
        }
        switch cell.kind {
        case .boolean:
            guard content.elementsEqual("0".utf8) || content.elementsEqual("1".utf8) else {
                throw Fault("is neither true nor false")
            }
            return SourceValue(content.first == UInt8(ascii: "1") ? "true" : "false")
        case .date: return try CellClock.value(Self.string(content))
        case .number, .shared, .text, .error: return try number(content, styles.format(cell.style))
        }
    }

    private func number(_ content: ArraySlice<UInt8>, _ format: NumberFormat) throws(Fault) -> SourceValue {
        if format == .plain, CellNumber.isPlain(content) { return SourceValue(try Self.string(content)) }
        guard let number = CellNumber(content) else { throw Fault("is no number") }
        switch format {
        case .plain: return SourceValue(number.rounded.text())
        case .percent: return SourceValue(number.rounded.percent.text())
        case .zeros(let width):
            let rounded = number.rounded
            return SourceValue(rounded.text(width: rounded.isWhole ? width : 1))
        case .date: return try clock.value(number, isTime: false)
        case .time: return try clock.value(number, isTime: true)
        }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) throws(Fault) -> SourceValue? {
        guard let shown = CellText.shown(bytes) else { throw notUTF8 }
        return shown.isEmpty ? nil : SourceValue(shown)
    }

    private static func string(_ bytes: ArraySlice<UInt8>) throws(Fault) -> String {
        guard let text = CellText.string(bytes) else { throw notUTF8 }
        return text
    }

    private static let notUTF8 = Fault("is not UTF-8")

    private static let unsaved = Fault(
        "is a formula without a saved value; open the workbook, let it calculate, and save it")
}
