/// How reports of several months, and customers' statements, are written.
extension ReportFormat {
    package func report(on scope: YearScope, to stream: ByteStream) -> any YearReport {
        switch self {
        case .json: YearJSON(on: scope, to: stream)
        case .csv(let dialect): YearCSV(dialect: dialect, to: stream)
        case .text(let language, _): YearText(on: scope, in: language, to: stream)
        case .html(let language): YearPage(on: scope, in: language, to: stream)
        }
    }

    /// Writes a statement, and hands on every byte.
    package func write(_ statement: Statement, to stream: ByteStream) throws {
        var stream = stream
        switch self {
        case .json: stream.append(StatementJSON.document(statement))
        case .csv(let dialect): stream.append(StatementCSV.table(statement, dialect))
        case .text(let language, let ink):
            stream.append(StatementText(statement, in: language, ink).bytes)
        case .html(let language): return try StatementPage(statement, in: language).write(to: stream)
        }
        try stream.drain()
    }
}
