package import Messages

/// A table whose columns line up on a terminal.
package struct Table {
    package enum Alignment: Sendable {
        case left, right
    }

    private let alignments: [Alignment]
    private var widths: [Int]
    private var rows: [[String]] = []
    /// By row, those of its cells that have one.
    private var tones: [Int: [Int: Ink.Tone]] = [:]

    package init(_ alignments: [Alignment]) {
        self.alignments = alignments
        widths = alignments.map { _ in 0 }
    }

    package var isEmpty: Bool { rows.isEmpty }

    /// Adds a row; cells are made fit for a terminal, and missing ones at the end are empty.
    ///
    /// - Parameter tones: of some of the cells, by column.
    package mutating func add(_ cells: [String], tones: [Int: Ink.Tone] = [:]) {
        precondition(cells.count <= alignments.count, "a row has no more cells than the table columns")
        let cells = cells.map(TerminalText.safe)
        for (column, cell) in cells.enumerated() {
            widths[column] = max(widths[column], TerminalText.width(cell))
        }
        if !tones.isEmpty { self.tones[rows.count] = tones }
        rows.append(cells)
    }

    /// The rows as lines, two spaces between columns, none at the end of a line.
    package func lines(indent: Int = 0, in ink: Ink = .plain) -> some Sequence<String> {
        rows.enumerated().lazy.map { place, row in
            let tones = tones[place] ?? [:]
            return Self.line(row, alignments, widths, indent: indent) { ink.shown($0, tones[$1]) }
        }
    }

    /// Cells, fit for a terminal, that line up with others of the same widths.
    static func line(
        _ row: [String], _ alignments: [Alignment], _ widths: [Int], indent: Int = 0,
        shown: (String, Int) -> String = { text, _ in text }
    ) -> String {
        var line = String(repeating: " ", count: indent)
        for (column, cell) in row.enumerated() {
            if column > 0 { line += "  " }
            let padding = String(
                repeating: " ", count: widths[column] - TerminalText.width(cell))
            let cell = shown(cell, column)
            line += alignments[column] == .right ? padding + cell : cell + padding
        }
        while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
        return line
    }
}
