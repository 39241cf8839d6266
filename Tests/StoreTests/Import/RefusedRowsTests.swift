internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Refused rows that nobody replaced")
struct RefusedRowsTests {
    /// A kind, a file with a row that is refused, and one that states the same fact rightly.
    static let kinds: [(kind: String, refused: String, right: String)] = [
        (
            "subscriptions", "subscription,customer,service,terms,starts_on\nS-7,C-99,ivr,axantis,2024-06-01",
            "subscription,customer,service,terms,starts_on\nS-7,C-1,ivr,axantis,2024-06-01"
        ),
        (
            "outages", "source,id,service,started_at\nnoc,7,nobody,2025-12-02T09:00:00Z",
            "source,id,service,started_at\nnoc,7,ivr,2025-12-02T09:00:00Z"
        ),
        (
            "requests", "subscription,month,requested_on\nS-99,2025-12,2026-01-05",
            "subscription,month,requested_on\nS-1,2025-12,2026-01-05"
        ),
    ]

    @Test("a row counts until its fact is imported, whatever the file's name", arguments: kinds.indices)
    func replaced(place: Int) throws {
        try Ledger.with { ledger in
            let (kind, refused, right) = Self.kinds[place]
            #expect(try importing(kind, refused, on: ledger.connection).counts[3] == 1)
            #expect(try ArrivalsAtHand.refusedRows(on: ledger.connection).map(\.count) == [1])
            try importing(kind, right, file: "corrected.csv", on: ledger.connection)
            // The request names another subscription: it is another fact.
            let isOther = kind == "requests"
            #expect(
                try ArrivalsAtHand.refusedRows(on: ledger.connection).map(\.count) == (isOther ? [1] : []))
        }
    }

    @Test("a later file of the same name says what is left of an earlier one's")
    func sameFile() throws {
        try Ledger.with { ledger in
            let rows =
                "source,id,service,started_at\nnoc,7,nobody,2025-12-02T09:00:00Z\nnoc,8,nobody,2025-12-02T09:00:00Z"
            try importing("outages", rows, on: ledger.connection)
            try importing("outages", rows.replacing("noc,7,nobody", with: "noc,7,ivr"), on: ledger.connection)
            #expect(try ArrivalsAtHand.refusedRows(on: ledger.connection).map(\.count) == [1])
            let again = try importing(
                "outages", "source,id,service,started_at\nnoc,9,ivr,2025-12-02T09:00:00Z",
                on: ledger.connection)
            #expect(again.counts[3] == 0)
            #expect(try ArrivalsAtHand.refusedRows(on: ledger.connection).isEmpty)
        }
    }

    @Test("what was taken back counts no more")
    func undone() throws {
        try Ledger.with { ledger in
            let refused = try importing(
                "outages",
                "source,id,service,started_at\nnoc,7,nobody,2025-12-02T09:00:00Z\nnoc,8,ivr,2025-12-02T09:00:00Z",
                on: ledger.connection)
            #expect(try ArrivalsAtHand.refusedRows(on: ledger.connection).map(\.count) == [1])
            _ = try undo(refused.batch, on: ledger.connection)
            #expect(try ArrivalsAtHand.refusedRows(on: ledger.connection).isEmpty)
        }
    }
}
