import Messages

/// What a workbook says of itself: its sheets, its clock, and where its parts are.
struct WorkbookIndex {
    private struct Sheet {
        let name: String
        let isHidden: Bool
        let id: String
    }

    /// The part that holds the sheet to be read.
    let sheet: String
    /// Whether days are counted from 1904.
    let isFrom1904: Bool
    let styles: String?
    let texts: String?

    /// `wanted` is the sheet's name; nil: the first one that is visible.
    ///
    /// Throws `refused` where there is no such sheet, or no workbook.
    init(_ archive: ZipArchive, sheet wanted: String?) throws(FileError) {
        let root = try WorkbookRelations(of: "", in: archive)
        guard let workbook = root.first("officeDocument")?.part, !workbook.lowercased().hasSuffix(".bin"),
            let part = try archive.part(workbook)
        else { throw try WorkbookFile.refusal(of: archive) }
        let relations = try WorkbookRelations(of: workbook, in: archive)
        var sheets: [Sheet] = []
        var isWorkbook = false
        var isFrom1904 = false
        var reader = try XMLReader(workbook) { bytes throws(FileError) in try part.read(into: &bytes) }
        reading: while true {
            switch try reader.next() {
            case .finish: break reading
            case .start where reader.depth == 1: isWorkbook = reader.isNamed("workbook")
            case .start where reader.isNamed("workbookPr"):
                isFrom1904 = Self.isTrue(reader.tag.attribute("date1904"))
            case .start where reader.isNamed("sheet") && reader.depth == 3:
                let state = reader.tag.attribute("state")
                sheets.append(
                    Sheet(
                        name: try reader.string(reader.tag.attribute("name") ?? []),
                        isHidden: state.map { !$0.elementsEqual("visible".utf8) } ?? false,
                        id: try reader.string(reader.tag.prefixed("id") ?? [])))
            case .start, .end, .text: break
            }
        }
        guard isWorkbook else { throw try WorkbookFile.refusal(of: archive) }
        self.isFrom1904 = isFrom1904
        styles = relations.first("styles")?.part
        texts = relations.first("sharedStrings")?.part
        let parts = Dictionary(
            relations.relations.filter { $0.type == "worksheet" }.map { ($0.id, $0) },
            uniquingKeysWith: { a, _ in a })
        let known = sheets.filter { parts[$0.id] != nil }
        sheet = try Self.choose(known, wanted, parts)
    }

    private static func choose(
        _ sheets: [Sheet], _ wanted: String?, _ parts: [String: WorkbookRelations.Relation]
    ) throws(FileError) -> String {
        guard let wanted else {
            guard let sheet = sheets.first(where: { !$0.isHidden }) else {
                throw FileError(.refused, "has no visible sheet with cells")
            }
            return try part(of: sheet, parts)
        }
        let name = ColumnName(wanted)
        guard
            let sheet = sheets.first(where: { $0.name == wanted })
                ?? sheets.first(where: { ColumnName($0.name) == name })
        else {
            let names = sheets.map { TerminalText.quoted($0.name.utf8, limit: 31) }.joined(separator: ", ")
            let shown = TerminalText.quoted(wanted.utf8, limit: 31)
            throw FileError(.refused, "has no sheet named \(shown); its sheets are \(names)")
        }
        return try part(of: sheet, parts)
    }

    private static func part(
        of sheet: Sheet, _ parts: [String: WorkbookRelations.Relation]
    ) throws(FileError) -> String {
        guard let part = parts[sheet.id]?.part else {
            let shown = TerminalText.quoted(sheet.name.utf8, limit: 31)
            throw FileError(.refused, "has its sheet \(shown) in another file; save it in this one")
        }
        return part
    }

    /// `1`, `true` or `on`, as XML writes it.
    static func isTrue(_ value: ArraySlice<UInt8>?) -> Bool {
        value.map {
            $0.elementsEqual("1".utf8) || $0.elementsEqual("true".utf8) || $0.elementsEqual("on".utf8)
        } ?? false
    }
}
