internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Months as they stand, from what is stored")
struct StandingMonthsTests {
    private static let months = ["2025-11", "2025-12", "2026-01", "2026-02"]

    /// `2025-12 S-1 issued 50.00 50.00 AV-2026-00001`: what each month came to.
    private static func lines(
        _ ledger: Ledger, customer: String? = nil, unassessed: [String] = months,
        on connection: Connection? = nil
    ) throws -> [String] {
        let connection = connection ?? ledger.connection
        let wanted = try Set(unassessed.map(StoreTests.month))
        let standings = try StandingMonths(customer: customer, on: connection)
            .load(range(), unassessed: wanted, on: connection)
        return standings.map { standing in
            var words = [standing.month.description, standing.subscription, standing.status.rawValue]
            words += [standing.amount?.description ?? "-", standing.credited.description] + standing.notes
            if let commercial = standing.commercial {
                words += ["besides", commercial.credited.description] + commercial.notes
            }
            return words.joined(separator: " ")
        }
    }

    private static func range() throws -> ClosedRange<Month> {
        try month("2025-11")...month("2026-02")
    }

    /// Credits of several months, one reversed, one on hold, one cut, one commercial, one of another customer.
    private static func varied(_ body: (Ledger) throws -> Void) throws {
        try Ledger.with { ledger in
            try ledger.customer("C-2", siren: "200000016")
            try ledger.subscribe(["S-9"], to: "C-2")
            try ledger.breach("2025-11", rate: 5)
            try ledger.breach("2025-11", "S-2", rate: 10)
            try ledger.credit("2025-11", on: "2025-12-20")
            try ledger.reverse("AV-2025-00002", on: "2025-12-21")
            try ledger.breach("2025-12", rate: 20)
            try ledger.breach("2025-12", "S-9", rate: 10)
            try ledger.harm("2025-12", "S-2", rate: 10)
            try ledger.invoice("2025-12", "S-2", lines: [.init(cents: 100_000)])
            try ledger.credit("2025-12", on: "2026-01-10")
            try ledger.breach("2026-01", rate: 5)
            try ledger.breach("2026-01", "S-3", rate: 5)
            try ledger.assess("2026-01")
            _ = try Holds.record(
                .hold, "S-3", StoreTests.month("2026-01"), reason: "a dispute", on: ledger.connection)
            try ledger.issue("2026-01", on: "2026-02-05")
            try ledger.commercial(100, on: "2026-02-06")
            try body(ledger)
        }
    }

    @Test("each month has the status, the amount and the notes that its own report has")
    func sameAsMonths() throws {
        try Self.varied { ledger in
            let standings = try StandingMonths(on: ledger.connection)
                .load(Self.range(), unassessed: [], on: ledger.connection)
            var seen = 0
            for name in Self.months.prefix(3) {
                let month = try StoreTests.month(name)
                let positions = try LedgerPosition.load(month, on: ledger.connection)
                let judged = try RejudgedRevision.load(
                    Assessments.current(month, on: ledger.connection), of: month, on: ledger.connection,
                    zone: zone)
                for revision in judged {
                    let statement = revision.judgement.statement
                    let position = positions[revision.month.key]
                    let ledgerSays = (position?.credit ?? .nothing).status(of: statement.credit)
                    let standing = try sample(
                        standings.first {
                            $0.month == month && $0.subscription == revision.assessment.subscription
                        }, name)
                    seen += 1
                    #expect(standing.status == ledgerSays?.status ?? statement.credit.status)
                    #expect(standing.amount == ledgerSays?.amount ?? statement.credit.amount)
                    #expect(standing.earned?.percentage == statement.credit.earned?.percentage)
                    #expect(standing.earned == statement.credit.earned)
                    #expect(standing.notes == position?.notes ?? [])
                    #expect(standing.commercial == position?.commercial)
                    #expect(standing.customer == revision.month.facts.customer)
                    #expect(standing.service == revision.month.facts.service)
                    let measurement = try sample(standing.measurement, name)
                    #expect(measurement.availability == statement.availability)
                    #expect(measurement.isMet == statement.isMet && measurement.target == statement.target)
                    #expect(measurement.excused == statement.classes.excused)
                    #expect(
                        measurement.tier
                            == revision.month.facts.calendar?.terms.tier(for: statement.availability))
                }
            }
            #expect(seen == 12 && standings.count == 12)
        }
    }

    @Test("several months at once give what each month gives, for all and for one customer")
    func several() throws {
        try Self.varied { ledger in
            let all = try Self.lines(ledger, unassessed: ["2026-02"])
            #expect(
                all == [
                    "2025-11 S-1 issued 50.00 50.00 AV-2025-00001",
                    "2025-11 S-2 issuable 100.00 0.00 AV-2025-00002 AV-2025-00003",
                    "2025-11 S-3 none 0.00 0.00", "2025-11 S-9 none 0.00 0.00",
                    "2025-12 S-1 issued 150.00 150.00 AV-2026-00001 besides 1.00 AV-2026-00004",
                    "2025-12 S-2 awaiting_request 100.00 0.00", "2025-12 S-3 none 0.00 0.00",
                    "2025-12 S-9 issued 100.00 100.00 AV-2026-00002",
                    "2026-01 S-1 issued 50.00 50.00 AV-2026-00003", "2026-01 S-2 none 0.00 0.00",
                    "2026-01 S-3 on_hold 50.00 0.00", "2026-01 S-9 none 0.00 0.00",
                    "2026-02 S-1 not_assessed - 0.00", "2026-02 S-2 not_assessed - 0.00",
                    "2026-02 S-3 not_assessed - 0.00", "2026-02 S-9 not_assessed - 0.00",
                ])
            let second = try Self.lines(ledger, customer: "C-2", unassessed: [])
            #expect(
                second == [
                    "2025-11 S-9 none 0.00 0.00", "2025-12 S-9 issued 100.00 100.00 AV-2026-00002",
                    "2026-01 S-9 none 0.00 0.00",
                ])
        }
    }

    @Test("a month is that of its first spell, as the assessment saw it")
    func changesHands() throws {
        try Ledger.with { ledger in
            try ledger.customer("C-2", siren: "200000016")
            try ledger.assess("2025-11")
            try ledger.assess("2025-12")
            let move =
                "subscription,customer,service,terms,starts_on,ends_on\nS-1,C-2,ivr,axantis,2025-12-15,"
            try importing("subscriptions", move, restate: true, on: ledger.connection)
            #expect(
                try Self.lines(ledger, customer: "C-2")
                    == ["2026-01 S-1 not_assessed - 0.00", "2026-02 S-1 not_assessed - 0.00"])
            try ledger.assess("2026-01")
            try ledger.assess("2025-12")
            #expect(
                try Self.lines(ledger, customer: "C-2")
                    == ["2026-01 S-1 none 0.00 0.00", "2026-02 S-1 not_assessed - 0.00"])
            try #expect(Self.lines(ledger, customer: "C-1").count == 4 * 2 + 2)
            // The whole of December is another's: what was assessed before stays until it is assessed again.
            try importing(
                "subscriptions",
                "subscription,customer,service,terms,starts_on,ends_on\nS-2,C-2,ivr,axantis,2025-12-01,",
                restate: true, on: ledger.connection)
            try #expect(Self.lines(ledger, customer: "C-1").contains("2025-12 S-2 none 0.00 0.00"))
            try ledger.assess("2025-12")
            try #expect(!Self.lines(ledger, customer: "C-1").contains("2025-12 S-2 none 0.00 0.00"))
            try #expect(Self.lines(ledger, customer: "C-2").contains("2025-12 S-2 none 0.00 0.00"))
        }
    }

    @Test("a customer's notes are its own, of these months, with what they reverse")
    func notes() throws {
        try Self.varied { ledger in
            func notes(_ customer: String, _ from: String, _ to: String) throws -> [String] {
                let months = try StoreTests.month(from)...StoreTests.month(to)
                return try StatementNotes.load(of: customer, for: months, on: ledger.connection).map { note in
                    var words = [note.number, note.issueDate.description, note.kindName]
                    words += note.months.map(\.description) + note.subscriptions
                    words += [note.net, note.vat, note.gross].map(\.description) + [note.currency]
                    return (words + [note.reverses, note.reversedBy].compactMap(\.self)).joined(
                        separator: " ")
                }
            }
            let first = try notes("C-1", "2025-11", "2025-12")
            #expect(
                first == [
                    "AV-2025-00001 2025-12-20 credit 2025-11 S-1 50.00 10.00 60.00 EUR",
                    "AV-2025-00002 2025-12-20 credit 2025-11 S-2 100.00 20.00 120.00 EUR AV-2025-00003",
                    "AV-2025-00003 2025-12-21 reversal 2025-11 S-2 100.00 20.00 120.00 EUR AV-2025-00002",
                    "AV-2026-00001 2026-01-10 credit 2025-12 S-1 150.00 30.00 180.00 EUR",
                    "AV-2026-00004 2026-02-06 commercial 2025-12 S-1 1.00 0.20 1.20 EUR",
                ])
            let second = try notes("C-2", "2025-11", "2026-02")
            #expect(second == ["AV-2026-00002 2026-01-10 credit 2025-12 S-9 100.00 20.00 120.00 EUR"])
            let later = try notes("C-2", "2026-01", "2026-02")
            #expect(later == [])
        }
    }

    @Test("a reader and an auditor may ask", arguments: ["avoir_reader", "avoir_auditor"])
    func roles(role: String) throws {
        try Self.varied { ledger in
            let connection = try ledger.database.connectWithoutSchema()
            try connection.executeScript("set session authorization \(role)")
            try Schema.use(connection)
            #expect(try Self.lines(ledger, on: connection) == Self.lines(ledger))
            #expect(
                try StandingMonths.assessed(in: Self.range(), on: connection)
                    == Set(Self.months.prefix(3).map(StoreTests.month)))
            try #expect(StatementNotes.load(of: "C-1", for: Self.range(), on: connection).count == 6)
            #expect(try CustomerCodes.isKnown("C-1", on: connection) == true)
        }
    }
}
