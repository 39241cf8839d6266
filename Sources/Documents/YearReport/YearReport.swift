package import SLA

/// A report of several months that is written while their standings arrive: by month, then subscription.
package protocol YearReport {
    mutating func add(_ standing: MonthStanding) throws
    /// Writes what stands at the end, and hands on every byte that is left.
    mutating func finish() throws
}

/// How reports of several months, and customers' statements, are written.
package enum YearFormat: Equatable, Sendable {
    case json
    case csv(CSVDialect)
    case text(Language)
    case html(Language)

    package func report(on scope: YearScope, to stream: ByteStream) -> any YearReport {
        switch self {
        case .json: YearJSON(on: scope, to: stream)
        case .csv(let dialect): YearCSV(dialect: dialect, to: stream)
        case .text(let language): YearText(on: scope, in: language, to: stream)
        case .html(let language): YearPage(on: scope, in: language, to: stream)
        }
    }

    /// Writes a statement, and hands on every byte.
    package func write(_ statement: Statement, to stream: ByteStream) throws {
        var stream = stream
        switch self {
        case .json: stream.append(StatementJSON.document(statement))
        case .csv(let dialect): stream.append(StatementCSV.table(statement, dialect))
        case .text(let language): stream.append(StatementText(statement, in: language).bytes)
        case .html(let language): return try StatementPage(statement, in: language).write(to: stream)
        }
        try stream.drain()
    }
}

/// Which months a report is of.
package struct YearScope: Sendable {
    package let months: ClosedRange<Month>
    /// Those that were assessed, for whomever.
    package let assessed: Set<Month>

    package init(_ months: ClosedRange<Month>, assessed: Set<Month>) {
        self.months = months
        self.assessed = assessed
    }

    /// In order.
    var unassessed: [Month] { months.all.filter { !assessed.contains($0) } }
}
