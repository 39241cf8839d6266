internal import Postgres
internal import Testing

/// SQL that the database must refuse, and how.
struct Planted: CustomTestStringConvertible, Sendable {
    let sql: String
    let state: String
    let constraint: String?

    init(_ sql: String, _ state: String, _ constraint: String? = nil) {
        self.sql = sql
        self.state = state
        self.constraint = constraint
    }

    var testDescription: String { sql }

    /// What is recorded is never changed.
    static let unchangeable = "23001"
    static let notNull = "23502"
    static let foreignKey = "23503"
    static let unique = "23505"
    static let check = "23514"
    static let exclusion = "23P01"

    /// Each is refused as it says, and leaves nothing behind.
    static func refused(_ all: [Planted], on connection: Connection) throws {
        for planted in all {
            do {
                try connection.execute(planted.sql)
                Issue.record("not refused: \(planted.sql)")
            } catch {
                #expect(error.sqlState == planted.state, "\(planted.sql): \(error)")
                if let constraint = planted.constraint {
                    #expect(error.constraint == constraint, "\(planted.sql)")
                }
            }
        }
    }
}

extension Connection {
    /// A batch that is open as long as the transaction is.
    func newBatch() throws -> Int {
        try number("insert into import_batch (kind, file) values ('outages', 'f') returning batch::bigint")
    }
}

/// `importBasics` with terms, a fact of every kind, and S-1's May 2026 assessed: 10 % of 1234.53 to issue.
func importEverything(_ connection: Connection) throws {
    try add(axantis(), on: connection)
    try importBasics(connection)
    try importing(
        "invoices",
        "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate\nF,S-1,2026-05,2026-05-31,123453,20000000",
        on: connection)
    try importing(
        "notifications", "subscription,outage_source,outage_id,notified_at\nS-1,noc,O-1,2026-05-05T10:05:00Z",
        on: connection)
    try importing(
        "excusable-events",
        """
        source,id,subscription,cause,started_at,ended_at,evidence
        desk,X-1,S-2,customer_act,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,ticket
        """, on: connection)
    try importing(
        "maintenance",
        "source,id,subscription,started_at,ended_at\nc,M-1,S-3,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z",
        on: connection)
    try importing(
        "requests", "subscription,month,requested_on\nS-1,2026-05,2026-06-03", on: connection)
    try importing("calendars", "calendar,based_on,known_until\nDE-BY,none,2026-12-31", on: connection)
    try importing("holidays", "calendar,date,name\nDE-BY,2026-01-06,Epiphanie", on: connection)
    try importing("special-hours", "calendar,date,name\nDE-BY,2026-01-07,Inventaire", on: connection)
    try importing(
        "outages", "source,id,service,started_at\nnoc,bad,fax,2026-05-05T10:00:00Z", on: connection)
    _ = try assess("2026-05", connection)
}
