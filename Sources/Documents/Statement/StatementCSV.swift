import SLA

/// A customer's statement as a table for spreadsheets: a row for each subscription's month, then one for each note.
///
/// The first column tells them apart. A reversal's sums are negative, so that the columns may be added up.
enum StatementCSV {
    /// The columns, in order.
    static let columns =
        ["row"] + YearCSV.columns + ["note", "kind", "issue_date", "reverses", "net", "vat", "gross"]

    static func table(_ statement: Statement, _ dialect: CSVDialect) -> [UInt8] {
        var csv = CSVWriter(dialect: dialect, to: ByteStream())
        for column in columns { csv.plain(column) }
        csv.endRow()
        for standing in statement.standings {
            csv.plain("month")
            csv.members(of: standing)
            csv.text((standing.notes + (standing.commercial?.notes ?? [])).joined(separator: " "))
            for _ in 0..<7 { csv.plain(nil) }
            csv.endRow()
        }
        for note in statement.notes { add(note, of: statement, to: &csv) }
        return csv.stream.bytes
    }

    private static func add(_ note: StatementNote, of statement: Statement, to csv: inout CSVWriter) {
        csv.plain("note")
        for column in YearCSV.columns {
            switch column {
            case "month": csv.plain(note.months.map(\.description).joined(separator: " "))
            case "subscription": csv.text(note.subscriptions.joined(separator: " "))
            case "customer": csv.text(statement.customer)
            case "customer_name": csv.text(statement.customerName)
            case "currency": csv.text(note.currency)
            default: csv.plain(nil)
            }
        }
        csv.text(note.number)
        csv.plain(note.kindName)
        csv.plain(note.issueDate.description)
        csv.text(note.reverses)
        for amount in [note.net, note.vat, note.gross] { csv.decimal(note.signed(amount).description) }
        csv.endRow()
    }
}
