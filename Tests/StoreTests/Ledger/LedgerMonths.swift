internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

/// A ledger under test: terms, an issuer, customers, and subscriptions that a test lets down month by month.
///
/// Money is in cents, 1000.00 a month unless a test says otherwise; article 7 then gives 50.00, 100.00 or 200.00 and
/// cuts at 200.00 in 30 days.
struct Ledger {
    let database: TestDatabase
    let connection: Connection

    static func with(
        _ change: (inout Terms.Credit) throws -> Void = { _ in }, _ body: (Ledger) throws -> Void
    ) throws {
        try TestDatabase.with { database, connection in
            var terms = try axantis(effectiveFrom: "2024-01-01")
            var credit = try sample(terms.credit, "terms without credit")
            try change(&credit)
            terms.credit = credit
            try add(terms, on: connection)
            let ledger = Ledger(database: database, connection: connection)
            try ledger.customer("C-1", siren: "200000008")
            try ledger.subscribe(["S-1", "S-2", "S-3"])
            _ = try ledger.issuer().set(connection)
            try body(ledger)
        }
    }

    /// Another session on the same database.
    func another() throws -> Ledger {
        Ledger(database: database, connection: try database.connect())
    }

    func customer(_ customer: String, siren: String) throws {
        try importing(
            "customers",
            """
            customer,name,siren,vat_number,street,postcode,city,country,exemption_reason
            \(customer),Client,\(siren),FR83\(siren),2 rue Longue,75002,Paris,FR,Exonération
            """, on: connection)
    }

    func subscribe(_ subscriptions: [String], to customer: String = "C-1") throws {
        let lines = subscriptions.map { "\($0),\(customer),ivr,axantis,2024-06-01" }
        try importing(
            "subscriptions",
            "subscription,customer,service,terms,starts_on\n" + lines.joined(separator: "\n"),
            on: connection)
    }

    func issuer(
        series: String = "AV-{year}-{number:5}", notesPer: NotesPer = .subscription,
        approval: Approval = .none
    ) -> IssuerVersion {
        let texts = [
            "siren": "100000009", "country": "FR", "journal": "VE", "financial_year_ends": "12-31",
            "account_vat": "445710",
        ]
        return IssuerVersion(
            issuer: Issuer(
                vatOnDebits: false, text: { texts[$0.column] ?? "the \($0.column)" },
                optional: { $0.column == "vat_number" ? "the VAT number" : nil }),
            seriesPattern: series,
            notesPer: notesPer, approval: approval,
            yaml: Array("\(series) \(notesPer) \(approval)".utf8))
    }

    struct Line {
        var cents: Int64
        /// In percent.
        var vat: Double = 20
        var currency = "EUR"
    }
}

/// What happens to the subscriptions.
extension Ledger {
    /// Lets a subscription down for as long as earns this rate in percent (0, 5, 10 or 20); again replaces it.
    func harm(_ month: String, _ subscription: String = "S-1", rate: Int) throws {
        // A Tuesday that is no public holiday.
        var day = try StoreTests.month(month).firstDay.adding(days: 14)
        while day.weekday != .tue { day = day.adding(days: 1) }
        let ends = [0: "09:01", 5: "09:30", 10: "13:00", 20: "23:59"]
        let start = rate == 20 ? "\(day)T00:00:00Z" : "\(day)T09:00:00Z"
        let end = "\(day)T\(try sample(ends[rate], rate)):00Z"
        try importing(
            "outages",
            """
            source,id,subscription,started_at,ended_at,notified_at
            noc,\(subscription) \(month),\(subscription),\(start),\(end),\(start)
            """, on: connection)
    }

    /// One invoice a line.
    func invoice(_ month: String, _ subscription: String = "S-1", lines: [Line]) throws {
        let issued = try StoreTests.month(month).lastDay
        let texts = lines.enumerated().map { index, line in
            "F-\(index + 1),\(subscription),\(month),\(issued),\(line.cents),\(Int(line.vat * 1e6)),\(line.currency)"
        }
        try importing(
            "invoices",
            "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency\n"
                + texts.joined(separator: "\n"), on: connection)
    }

    func request(_ month: String, _ subscription: String = "S-1", on date: String? = nil) throws {
        let day = try date ?? StoreTests.month(month).lastDay.description
        try importing(
            "requests", "subscription,month,requested_on\n\(subscription),\(month),\(day)", on: connection)
    }

    /// A month that earns this rate on this invoice, and for which the customer has asked.
    func breach(
        _ month: String, _ subscription: String = "S-1", rate: Int = 20, cents: Int64 = 100_000
    ) throws {
        try harm(month, subscription, rate: rate)
        try invoice(month, subscription, lines: [Line(cents: cents)])
        try request(month, subscription)
    }
}

/// What is done about it.
extension Ledger {
    @discardableResult
    func assess(_ month: String) throws -> Assess.Outcome {
        try StoreTests.assess(month, connection)
    }

    /// - Parameter allowsCuts: whether a person issues.
    func plan(_ month: String, on date: String, allowsCuts: Bool = true) throws -> [PlannedCredit] {
        try Issuing.plan(
            StoreTests.month(month), on: StoreTests.date(date), allowsCuts: allowsCuts, connection)
    }

    /// Issues what a plan made before says, or what one made now does.
    @discardableResult
    func issue(
        _ month: String, on date: String, plan: [PlannedCredit]? = nil, run: String? = nil,
        allowsCuts: Bool = true
    ) throws -> [CreditNote] {
        let run = try run ?? Issuing.newRun(connection)
        try Issuing.issue(
            StoreTests.month(month), on: StoreTests.date(date), run: run,
            plan: plan ?? self.plan(month, on: date, allowsCuts: allowsCuts), allowsCuts: allowsCuts,
            program: "StoreTests", connection)
        return try CreditNotes.list(NoteFilter(run: run), on: connection)
    }

    /// Assesses and issues: `AV-2026-00001 S-1 200.00`.
    @discardableResult
    func credit(_ month: String, on date: String) throws -> [String] {
        try assess(month)
        return try issue(month, on: date).flatMap { note in
            note.lines.map { "\(note.number) \($0.subscription) \($0.net)" }
        }
    }

    @discardableResult
    func reverse(
        _ number: String, on date: String, reason: String = "a mistake", holds: Bool = false
    ) throws -> CreditNote {
        let notes = try Issuing.reverse(
            number, on: StoreTests.date(date), reason: reason, holds: holds, run: Issuing.newRun(connection),
            program: "StoreTests", connection)
        return try sample(notes.first, number)
    }

    /// The plan, in short: `S-1 cut 100.00 of 200.00`.
    func planned(_ month: String, on date: String, allowsCuts: Bool = true) throws -> [String] {
        try plan(month, on: date, allowsCuts: allowsCuts).map {
            "\($0.subscription) \($0.outcome.rawValue) \($0.credit) of \($0.due)"
        }
    }

    /// What the runs decided on a month, in order: `S-1 1 cut 10000 10000`.
    func decisions(_ month: String) throws -> [String] {
        try connection.texts(
            """
            select concat_ws(' ', u.subscription, d.revision, d.outcome, d.credited_cents, d.cut_cents)
            from issue_decision d join issue_run r using (run) join subscription u using (subscription_key)
            where d.month = '\(month)-01' order by r.issued_at, u.subscription
            """)
    }

    /// Where the month stands: `issued 200.00`, or what the assessment says when the ledger adds nothing.
    func status(_ month: String, _ subscription: String = "S-1") throws -> String {
        let key = try sample(Assessments.key(ofSubscription: subscription, on: connection), subscription)
        let assessment = try sample(
            Assessments.revisions(StoreTests.month(month), subscription: key, on: connection).last, month)
        let standing = try LedgerPosition.load(StoreTests.month(month), on: connection)[key]?.credit
        let amount = AssessmentValues.numbers.firstIndex { $0.name == "amount_cents" }.flatMap {
            assessment.outcome.values[$0]
        }
        let decision = CreditDecision(
            status: try sample(
                CreditStatus(rawValue: assessment.outcome.status), assessment.outcome.status),
            earned: nil, base: nil, currency: nil, amount: amount.map(Cents.init))
        guard let found = (standing ?? .nothing).status(of: decision) else {
            return assessment.outcome.status
        }
        return "\(found.status.rawValue) \(found.amount.map(\.description) ?? "-")"
    }

    /// Every line of every document: `AV-2026-00001 credit S-1 2025-12 1.1 200.00`.
    func documents() throws -> [String] {
        try connection.texts(
            """
            select concat_ws(' ', n.number, n.kind, u.subscription, to_char(l.month, 'YYYY-MM'),
                l.revision || '.' || l.attempt, (l.net_cents / 100.0)::numeric(20, 2))
            from credit_note n join credit_line l using (series, no) join subscription u using (subscription_key)
            order by n.issued_at, n.no, l.line
            """)
    }

    /// What `avoir verify` finds wrong in the ledger.
    func faults(anchors: [Anchor] = []) throws -> [String] {
        try LedgerProof(connection, anchors: anchors).faults
    }

    /// Why a date, a run or a number was refused.
    func refusal(_ body: () throws -> Void) throws -> IssueRefusal {
        struct NotRefused: Error {}
        do {
            try body()
        } catch let refusal as IssueRefusal {
            return refusal
        }
        throw NotRefused()
    }
}

extension PlannedCredit {
    /// The same once a run has decided it.
    var decided: PlannedCredit {
        var decided = self
        decided.draft = nil
        return decided
    }
}
