/// A cell as its sheet writes it.
struct SheetCell {
    enum Kind {
        case number, shared, text, boolean, error, date
    }

    /// Counted from 0.
    var column = 0
    var kind = Kind.number
    var style = 0
    /// Where its content stands among those of its row.
    var content = 0..<0
    var hasContent = false
    var hasFormula = false

    var isBlank: Bool { !hasFormula && content.isEmpty }
}

/// Gives the cells of a sheet row by row.
struct SheetCells: ~Copyable {
    static let mostRows = 1_048_576
    static let mostColumns = 16_384
    /// Of one cell; programs allow 32,767 characters.
    private static let longestContent = 1 << 20

    private var reader: XMLReader
    /// The number of the row that was read last, counted from 1.
    private(set) var row = 0
    private(set) var cells: [SheetCell] = []
    /// What is in the cells of the row, one after the other.
    private(set) var contents: [UInt8] = []
    private var isOver = false

    /// Reads as far as the first row.
    init(_ name: String, _ part: ZipPart) throws(FileError) {
        reader = try XMLReader(name) { bytes throws(FileError) in try part.read(into: &bytes) }
    }

    /// Reads the next row; false after the last. `isWanted` says which columns are asked for, but for blank ones.
    mutating func next(_ isWanted: (Int) -> Bool) throws(FileError) -> Bool {
        cells.removeAll(keepingCapacity: true)
        contents.removeAll(keepingCapacity: true)
        while !isOver {
            switch try reader.next() {
            case .finish: isOver = true
            case .end where reader.isNamed("sheetData"):
                // What follows the rows is no one's concern, but it must be sound.
                continue
            case .start where reader.isNamed("row") && reader.depth == 3:
                try readRow(isWanted)
                return true
            case .start, .end, .text: break
            }
        }
        return false
    }

    private mutating func readRow(_ isWanted: (Int) -> Bool) throws(FileError) {
        let number = reader.tag.attribute("r").map { CellStyles.number($0) ?? 0 } ?? row + 1
        guard number > row else { throw reader.fault("has rows out of order, at row \(number)") }
        guard number <= Self.mostRows else {
            throw FileError(.refused, "has more than 1,048,576 rows; no workbook has that many")
        }
        row = number
        var column = -1
        while true {
            switch try reader.next() {
            case .start where reader.isNamed("c"):
                var cell = try beginCell(after: column)
                column = cell.column
                try readCell(&cell)
                if isWanted(column) || !cell.isBlank { cells.append(cell) }
            case .start: try reader.skipElement()
            case .end, .finish: return
            case .text: break
            }
        }
    }

    private func beginCell(after last: Int) throws(FileError) -> SheetCell {
        var cell = SheetCell()
        cell.column = last + 1
        if let reference = reader.tag.attribute("r") {
            guard let column = Self.column(reference) else {
                throw reader.fault("has a cell without a place")
            }
            cell.column = column
        }
        guard cell.column > last else { throw reader.fault("has cells out of order, in row \(row)") }
        guard cell.column < Self.mostColumns else {
            throw FileError(.refused, line: row, "has more than 16,384 columns; no workbook has that many")
        }
        cell.style = CellStyles.number(reader.tag.attribute("s")) ?? 0
        let type = reader.tag.attribute("t").map { String(decoding: $0, as: UTF8.self) } ?? "n"
        switch type {
        case "n": cell.kind = .number
        case "s": cell.kind = .shared
        case "str", "inlineStr": cell.kind = .text
        case "b": cell.kind = .boolean
        case "e": cell.kind = .error
        case "d": cell.kind = .date
        default: throw reader.fault("has a cell of an unknown type")
        }
        return cell
    }

    /// `B7` is 1.
    private static func column(_ reference: ArraySlice<UInt8>) -> Int? {
        var column = 0
        for byte in reference.prefix(4) {
            let letter = byte & ~0x20
            guard ASCII.isCapital(letter) else { break }
            column = column * 26 + Int(letter - 64)
        }
        return column > 0 ? column - 1 : nil
    }

    /// The content of a cell: its value, or its own text without how it is read aloud.
    private mutating func readCell(_ cell: inout SheetCell) throws(FileError) {
        let depth = reader.depth
        let start = contents.count
        var isContent = false
        defer { cell.content = start..<contents.count }
        while true {
            switch try reader.next() {
            case .start where reader.isNamed("v"), .start where reader.isNamed("t"):
                isContent = true
                cell.hasContent = true
            case .start where reader.isNamed("f"): cell.hasFormula = true
            case .start where reader.isNamed("rPh"), .start where reader.isNamed("extLst"):
                try reader.skipElement()
            case .text:
                guard isContent else { break }
                contents += reader.text
                guard contents.count - start <= Self.longestContent else {
                    throw FileError(.refused, line: row, "has a cell with more than 1 MiB of text")
                }
            case .start: break
            case .end where reader.depth < depth: return
            case .end: isContent = false
            case .finish: return
            }
        }
    }

    /// Throws where a text is not UTF-8.
    func string(_ bytes: some Collection<UInt8>) throws(FileError) -> String { try reader.string(bytes) }
}
