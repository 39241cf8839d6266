import Messages
package import SLA

/// Facts as lines that people read: columns that say nothing are left out, and the others line up.
///
/// All facts are measured first and written in a second pass, so that they need not be kept.
package struct FactsTable {
    private let columns: [FactColumn]
    private let text: FactText
    /// The place of the name of the customer whose fact it is: after the column that names one or a subscription.
    private let namePlace: Int?
    private var widths: [Int]
    private var isUsed: [Bool]
    private var count = 0

    package init(_ kind: FactKind, _ text: FactText) {
        columns = kind.columns
        self.text = text
        namePlace = (kind.index(of: "customer") ?? kind.index(of: "subscription")).flatMap { place in
            kind == .customers ? nil : place + 1
        }
        let cells = columns.count + (namePlace == nil ? 0 : 1)
        isUsed = Array(repeating: false, count: cells)
        widths = Array(repeating: 0, count: cells)
        for (place, name) in names.enumerated() { widths[place] = TerminalText.width(name) }
    }

    package mutating func measure(_ values: [String?], customerName: String?) {
        count += 1
        for (place, cell) in cells(values, customerName).enumerated() where !cell.isEmpty {
            isUsed[place] = true
            widths[place] = max(widths[place], TerminalText.width(cell))
        }
    }

    /// The names of the columns; nil when there is no fact.
    package var head: String? { count == 0 ? nil : line(names) }

    package func line(_ values: [String?], customerName: String?) -> String {
        line(cells(values, customerName))
    }

    /// `3 in force`, `none`.
    package var foot: String { count == 0 ? "none" : "\(count) in force" }

    private var names: [String] {
        var names = columns.map(\.name)
        if let namePlace { names.insert("customer_name", at: namePlace) }
        return names
    }

    private func cells(_ values: [String?], _ customerName: String?) -> [String] {
        var cells = zip(columns, values).map { column, value -> String in
            guard let value, !isDefault(value, column) else { return "" }
            return text.shown(value, column, limit: 40)
        }
        if let namePlace {
            cells.insert(customerName.map { TerminalText.quoted($0.utf8, limit: 40) } ?? "", at: namePlace)
        }
        return cells
    }

    /// What a fact mostly says: that it is not withdrawn, that all of the service was down.
    private func isDefault(_ value: String, _ column: FactColumn) -> Bool {
        guard case .integer(let integer) = column.defaultValue else { return false }
        return value == (column.type == .boolean ? (integer == 0 ? "false" : "true") : String(integer))
    }

    private func line(_ cells: [String]) -> String {
        let used = cells.indices.filter { isUsed[$0] }
        return Table.line(used.map { cells[$0] }, used.map { alignments[$0] }, used.map { widths[$0] }) + "\n"
    }

    private var alignments: [Table.Alignment] {
        var alignments: [Table.Alignment] = columns.map { column in
            switch column.type {
            case .money, .share, .vatRate: .right
            default: .left
            }
        }
        if let namePlace { alignments.insert(.left, at: namePlace) }
        return alignments
    }
}
