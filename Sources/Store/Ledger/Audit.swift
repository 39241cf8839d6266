internal import Postgres
internal import SLA

/// The audit log: who did what, when; append-only and chained by the database.
enum Audit {
    enum Detail {
        case text(String)
        case number(Int64)
    }

    /// On whose behalf an entry is made: the roles' own work, or what only the schema's owner does.
    enum Account: String {
        case worker = "record_work"
        case owner = "record_audit"
    }

    /// That a work changed the past, if it did. Source: contract R18.
    static func restated(_ months: [Month]) -> [(name: String, value: Detail)] {
        months.isEmpty ? [] : [("restated", .text(months.map(\.description).joined(separator: " ")))]
    }

    /// Adds an entry. It takes the chain's lock until the transaction ends, so it comes last.
    static func record(
        _ action: String, _ details: [(name: String, value: Detail)], as account: Account = .worker,
        on connection: Connection
    ) throws {
        let pairs = details.indices.map { "$\($0 * 2 + 2), $\($0 * 2 + 3)::\(details[$0].value.type)" }
        let parameters = details.flatMap { detail -> [Parameter] in
            switch detail.value {
            case .text(let text): [.text(detail.name), .text(text)]
            case .number(let number): [.text(detail.name), .int64(number)]
            }
        }
        _ = try connection.query(
            "select \(account.rawValue)($1, jsonb_build_object(\(pairs.joined(separator: ", ")))::text)",
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
