package import Messages
package import SLA

/// How a month's report is written.
package enum ReportFormat: Equatable, Sendable {
    case json
    case csv(CSVDialect)
    case text(Language, in: Ink = .plain)
    case html(Language)

    package func report(on month: Month, to stream: ByteStream) -> any MonthReport {
        switch self {
        case .json: JSONReport(on: month, to: stream)
        case .csv(let dialect): CSVReport(on: month, dialect: dialect, to: stream)
        case .text(let language, let ink): TextReport(on: month, in: language, ink, to: stream)
        case .html(let language): MonthPage(on: month, in: language, to: stream)
        }
    }
}
