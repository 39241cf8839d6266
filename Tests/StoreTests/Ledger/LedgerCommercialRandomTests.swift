internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

/// S-1 gets commercial notes, S-2 does not; all else that happens to them is the same.
@Suite("Ledger: random credits, reversals and commercial notes")
struct LedgerCommercialRandomTests {
    @Test(
        "commercial notes change nothing of what the terms give, and never exceed what is left",
        arguments: 1...6)
    func twins(turn: Int) throws {
        try Ledger.with { ledger in
            var random = Seed.generator(7_000 + turn)
            let months = ["2025-09", "2025-10", "2025-11"]
            for month in months {
                let lines = [
                    Ledger.Line(cents: Int64.random(in: 20_000...90_000, using: &random)),
                    Ledger.Line(cents: Int64.random(in: 1...50_000, using: &random), vat: 10),
                ]
                for subscription in ["S-1", "S-2"] {
                    try ledger.harm(month, subscription, rate: 20)
                    try ledger.request(month, subscription)
                    try ledger.invoice(month, subscription, lines: lines)
                }
                try ledger.assess(month)
            }
            var day = try StoreTests.date("2026-01-01")
            for _ in 0..<14 {
                day = day.adding(days: Int.random(in: 0...12, using: &random))
                let month = months[Int.random(in: 0..<months.count, using: &random)]
                switch Int.random(in: 0..<6, using: &random) {
                case 0: try revise(month, [0, 5, 10, 20][Int.random(in: 0...3, using: &random)], ledger)
                case 1: try issue(month, on: day, ledger)
                case 2: try reverse(month, on: day, ledger)
                case 3: try reverseCommercial(month, on: day, ledger)
                default: try commercial(month, Int64.random(in: 1...60_000, using: &random), on: day, ledger)
                }
                try compare(months, ledger)
            }
            #expect(try ledger.faults().isEmpty)
        }
    }

    private func revise(_ month: String, _ rate: Int, _ ledger: Ledger) throws {
        for subscription in ["S-1", "S-2"] { try ledger.harm(month, subscription, rate: rate) }
        try ledger.assess(month)
    }

    private func issue(_ month: String, on day: LocalDate, _ ledger: Ledger) throws {
        let plan = try ledger.plan(month, on: day.description)
        func facts(_ credit: PlannedCredit) -> [String] {
            [
                credit.outcome.rawValue, "\(credit.due)", "\(credit.credit)", "\(credit.cut)",
                "\(credit.used)",
                "\(credit.credited)", credit.firstFreeDate?.description ?? "",
            ]
        }
        let first = plan.first { $0.subscription == "S-1" }.map(facts)
        #expect(first == plan.first { $0.subscription == "S-2" }.map(facts))
        try ledger.issue(month, on: day.description, plan: plan)
    }

    /// The last live note of the month, of both.
    private func reverse(_ month: String, on day: LocalDate, _ ledger: Ledger) throws {
        for subscription in ["S-1", "S-2"] {
            let number = try ledger.connection.texts(
                """
                select n.number from live_credit l join credit_note n using (series, no) join subscription u using (subscription_key)
                where u.subscription = '\(subscription)' and l.month = '\(month)-01' order by l.revision desc limit 1
                """
            ).first
            if let number { try ledger.reverse(number, on: day.description) }
        }
    }

    private func reverseCommercial(_ month: String, on day: LocalDate, _ ledger: Ledger) throws {
        let number = try ledger.connection.texts(
            """
            select n.number from live_commercial l join credit_note n using (series, no)
            where l.month = '\(month)-01' order by n.issued_at limit 1
            """
        ).first
        if let number { try ledger.reverse(number, on: day.description) }
    }

    /// Issued exactly where it is within what is left.
    private func commercial(_ month: String, _ cents: Int64, on day: LocalDate, _ ledger: Ledger) throws {
        let left = try ledger.connection.number(
            """
            select ((select sum(amount_cents) from invoice i where i.month = '\(month)-01' and i.subscription_key = u.key)
                - coalesce((select sum(net_cents) from live_credit l where l.month = '\(month)-01' and l.subscription_key = u.key), 0)
                - coalesce((select sum(net_cents) from live_commercial l where l.month = '\(month)-01'), 0))::bigint
            from (select subscription_key as key from subscription where subscription = 'S-1') u
            """)
        do {
            try ledger.commercial(cents, "S-1", month, on: day.description)
            #expect(cents <= Int64(left))
        } catch IssueRefusal.commercial {
            #expect(cents > Int64(left))
        }
    }

    private func compare(_ months: [String], _ ledger: Ledger) throws {
        for month in months {
            #expect(try ledger.status(month, "S-1") == ledger.status(month, "S-2"))
        }
        let twins = try ledger.connection.texts(
            """
            select string_agg(concat_ws(' ', n.kind, l.month, l.revision, l.attempt, l.net_cents, l.vat_net_cents, l.issue_date),
                '; ' order by n.issued_at, n.no)
            from credit_line l join credit_note n using (series, no) group by l.subscription_key order by l.subscription_key
            """)
        #expect(Set(twins).count <= 1 && [0, 2].contains(twins.count))
    }
}
