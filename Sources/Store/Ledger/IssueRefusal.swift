internal import Postgres

/// Why nothing was issued.
package enum IssueRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    case date(String)
    case noIssuer
    case otherParameters(String)
    /// The facts changed between plan and issue.
    case planChanged(String)
    case note(String)
    /// Too few numbers are left in the series.
    case seriesFull(String)
    /// The month was judged by other time zone data than the database has (R19).
    case zoneData(String)
    /// The month is on hold already, or is not.
    case hold(String)
    /// A commercial note that what is invoiced, or a missing detail, does not allow.
    case commercial(String)
    /// A plan that another person must approve first, that was rejected, or that is no longer the one that was saved.
    case approval(String)

    package var description: String {
        switch self {
        case .date(let reason), .otherParameters(let reason), .note(let reason), .zoneData(let reason),
            .seriesFull(let reason), .hold(let reason), .commercial(let reason),
            .approval(let reason):
            reason
        case .noIssuer: "no issuer is set, so nothing can be issued; run: avoir issuer set FILE"
        case .planChanged(let reason): "\(reason): something changed meanwhile; run it again"
        }
    }

    init?(_ error: PostgresError) {
        switch error.sqlState {
        case "AV001": self = .date(error.message)
        case "AV002": self = .noIssuer
        case "AV003": self = .otherParameters(error.message)
        case "AV004": self = .planChanged(error.message)
        case "AV005": self = .note(error.message)
        case "AV006": self = .zoneData(error.message)
        case "AV007": self = .seriesFull(error.message)
        case "AV008": self = .hold(error.message)
        case "AV009": self = .commercial(error.message)
        case "AV011": self = .approval(error.message)
        case "AV010":
            let detail = error.detail?.split(separator: "\n").map(String.init) ?? []
            let lacks = Incompleteness(missing: Array(detail.dropFirst()), currency: detail.first ?? "")
            self = .commercial(lacks.sentence)
        default: return nil
        }
    }

    /// What the database's functions refuse by rule becomes an `IssueRefusal`.
    static func refusing<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as PostgresError {
            throw IssueRefusal(error) ?? error
        }
    }
}
