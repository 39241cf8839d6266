import Messages

/// A table whose columns line up on a terminal.
package struct Table {
    package enum Alignment: Sendable {
        case left, right
    }

    private let alignments: [Alignment]
    private var widths: [Int]
    private var rows: [[String]] = []

    package init(_ alignments: [Alignment]) {
        self.alignments = alignments
        widths = alignments.map { _ in 0 }
    }

    package var isEmpty: Bool { rows.isEmpty }

    /// Adds a row; cells are made fit for a terminal, and missing ones at the end are empty.
    package mutating func add(_ cells: [String]) {
        precondition(cells.count <= alignments.count, "a row has no more cells than the table columns")
        let cells = cells.map(TerminalText.safe)
        for (column, cell) in cells.enumerated() {
            widths[column] = max(widths[column], TerminalText.width(cell))
        }
        rows.append(cells)
    }

    /// The rows as lines, two spaces between columns, none at the end of a line.
    package func lines(indent: Int = 0) -> some Sequence<String> {
        rows.lazy.map { row in Self.line(row, alignments, widths, indent: indent) }
    }

    /// Cells, fit for a terminal, that line up with others of the same widths.
    static func line(
        _ row: [String], _ alignments: [Alignment], _ widths: [Int], indent: Int = 0
    ) -> String {
        var line = String(repeating: " ", count: indent)
        for (column, cell) in row.enumerated() {
            if column > 0 { line += "  " }
            let padding = String(
                repeating: " ", count: widths[column] - TerminalText.width(cell))
            line += alignments[column] == .right ? padding + cell : cell + padding
        }
        while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
        return line
    }
}
