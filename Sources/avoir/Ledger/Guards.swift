import Messages
import Postgres
import Store

/// The database's own guards of the ledger.
enum Guards {
    /// Nothing is numbered while one of them is missing.
    static func require(_ connection: Connection) throws {
        let faults = try SchemaGuards.missing(connection)
        guard faults.isEmpty else {
            let first = faults.prefix(3).map(TerminalText.safe).joined(separator: "; ")
            let others = faults.count > 3 ? "; and \(faults.count - 3) more" : ""
            throw Failure(
                .configurationInvalid,
                "the ledger's guards are not all in place, so nothing is issued: \(first)\(others); see: avoir verify"
            )
        }
    }
}
