internal import Postgres

/// The audit log: who did what, when; append-only and chained by the database.
enum Audit {
    enum Detail {
        case text(String)
        case number(Int64)
    }

    /// Adds an entry. It takes the chain's lock until the transaction ends, so it comes last.
    static func record(
        _ action: String, _ details: [(name: String, value: Detail)], on connection: Connection
    ) throws {
        let pairs = details.indices.map { "$\($0 * 2 + 2), $\($0 * 2 + 3)::\(details[$0].value.type)" }
        let parameters = details.flatMap { detail -> [Parameter] in
            switch detail.value {
            case .text(let text): [.text(detail.name), .text(text)]
            case .number(let number): [.text(detail.name), .int64(number)]
            }
        }
        _ = try connection.query(
            "select record_audit($1, jsonb_build_object(\(pairs.joined(separator: ", ")))::text)",
            [.text(action)] + parameters)
    }
}

extension Audit.Detail {
    fileprivate var type: String {
        switch self {
        case .text: "text"
        case .number: "bigint"
        }
    }
}
