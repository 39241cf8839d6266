internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Months that are measured and not stored")
struct SweptMonthTests {
    private func scope(_ month: Month, _ connection: Connection) throws -> MonthScope {
        MonthScope(
            month: month, watermark: try Watermark.latest(connection),
            assessedAt: try instant("2030-01-01T00:00:00Z"))
    }

    @Test("give what the plain judgement gives of what was known, on a random month")
    func known() throws {
        try TestDatabase.with { _, connection in
            var facts = RandomMonth(try month("2026-10"), subscriptions: 300, random: Seed.generator(79))
            try facts.store(connection)
            let scope = try scope(facts.month, connection)
            try connection.transaction(.repeatableRead, readOnly: true) {
                let loaded = try MonthFacts.load(scope, on: connection, zone: zone)
                #expect(loaded.count > 200)
                for text in [
                    "2026-10-01T00:00:00+02:00", "2026-10-15T12:00:00+02:00", "2026-10-25T02:30:00+01:00",
                    "2026-11-20T00:00:00Z",
                ] {
                    let instant = try instant(text)
                    for (swept, facts) in zip(try loaded.sweep(knownAt: instant), loaded) {
                        var statement = judge(facts.facts.known(at: instant)).statement
                        statement.outages = []
                        #expect(swept.statement == statement, "AVOIR_TEST_SEED=\(Seed.value) \(text)")
                        #expect(swept.key == facts.key && !swept.isUnderOtherTerms)
                    }
                }
            }
        }
    }

    @Test("name the outages in scope that were open: their own, and those of the service of that day")
    func open() throws {
        try AssessedMonth.with { connection in
            try importing(
                "outages",
                """
                source,id,service,subscription,started_at,ended_at
                noc,own,,S-1,2026-05-12T10:00:00Z,
                noc,all,ivr,,2026-05-12T10:00:00Z,2026-05-13T10:00:00Z
                noc,other,sms,,2026-05-12T10:00:00Z,
                noc,over,,S-1,2026-05-12T09:00:00Z,2026-05-12T10:30:00Z
                noc,later,,S-1,2026-05-12T10:30:00.000001Z,
                """, on: connection)
            let scope = try scope(month("2026-05"), connection)
            let swept = try MonthFacts.load(scope, on: connection, zone: zone)
                .sweep(knownAt: instant("2026-05-12T10:30:00Z"))
            let first = try sample(swept.first { $0.facts.subscription == "S-1" }, "S-1")
            #expect(first.open.map(\.id) == ["own", "all"])
            #expect(first.open.map(\.service) == [nil, "ivr"])
            let third = try sample(swept.first { $0.facts.subscription == "S-3" }, "S-3")
            #expect(third.open.map(\.id) == ["other"])
        }
    }

    @Test(
        "terms take the place of those that have their id, else of all, from the day on which they are in effect"
    )
    func instead() throws {
        try AssessedMonth.with { connection in
            let scope = try scope(month("2026-05"), connection)
            func rates(_ terms: [Terms], owned: Set<String>) throws -> [String?] {
                let instead = try TermsInstead(terms.map { ($0, "") }, owned: owned)
                return try connection.transaction(.repeatableRead, readOnly: true) {
                    let facts = try MonthFacts.load(scope, on: connection, zone: zone)
                    return try facts.under(instead, scope, on: connection, zone: zone).sweep().map {
                        $0.isUnderOtherTerms ? $0.facts.calendar?.terms.version : nil
                    }
                }
            }
            let all = try rates([axantis(id: "draft", version: "9")], owned: ["axantis"])
            #expect(all == ["9", "9", "9"])
            #expect(try rates([axantis(version: "9")], owned: ["axantis"]) == ["9", "9", "9"])
            #expect(
                try rates([axantis(id: "gold", version: "9")], owned: ["axantis", "gold"]) == [nil, nil, nil])
            #expect(
                try rates([axantis(version: "9", effectiveFrom: "2026-05-02")], owned: ["axantis"]) == [
                    nil, nil, nil,
                ])
            #expect(
                try rates(
                    [axantis(version: "9", effectiveFrom: "2026-05-01"), axantis(version: "8")],
                    owned: ["axantis"]) == ["9", "9", "9"])
        }
    }

    @Test("two files of one id and day, and two ids that nobody has, are refused")
    func refused() throws {
        let draft = try axantis(id: "draft", version: "1")
        #expect(throws: TermsInstead.Refusal.alike(id: "draft")) {
            try TermsInstead([(draft, ""), (axantis(id: "draft", version: "2"), "")], owned: [])
        }
        #expect(throws: TermsInstead.Refusal.several(ids: ["draft", "else"])) {
            try TermsInstead([(axantis(id: "else"), ""), (draft, "")], owned: ["axantis"])
        }
        #expect(
            try TermsInstead([(draft, "")], owned: []).notInEffect(in: month("2025-03")).isEmpty)
        #expect(try TermsInstead([(draft, "")], owned: []).notInEffect(in: month("2025-02")) == ["draft"])
    }

    @Test(
        "the last month that was invoiced is the base where this one is not; beyond all bounds there is none")
    func invoicedBefore() throws {
        try AssessedMonth.with { connection in
            try importing(
                "invoices",
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,withdrawn
                F-2,S-2,2026-02,2026-02-28,10000,20000000,
                F-3,S-2,2026-03,2026-03-31,20000,20000000,
                F-4,S-2,2026-03,2026-03-31,-5000,20000000,
                F-5,S-2,2026-04,2026-04-30,70000,20000000,true
                F-6,S-3,2026-04,2026-04-30,1000000000000000,20000000,
                F-7,S-3,2026-04,2026-04-30,1,20000000,
                """, on: connection)
            let keys = try ["S-1", "S-2", "S-3"].map {
                try sample(Assessments.key(ofSubscription: $0, on: connection), $0)
            }
            let before = try InvoicedBefore.load(before: month("2026-06"), of: keys, on: connection)
            #expect(before.count == 2)
            #expect(
                before[keys[0]]?.month.description == "2026-05" && before[keys[0]]?.amount == Cents(123_453))
            #expect(
                before[keys[1]]?.month.description == "2026-03" && before[keys[1]]?.amount == Cents(15_000))
            #expect(before[keys[1]]?.currency == "EUR")
            #expect(try InvoicedBefore.load(before: month("2026-02"), of: keys, on: connection).isEmpty)
        }
    }
}
