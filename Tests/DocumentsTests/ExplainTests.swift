import Messages
import SLA
import TestSupport
import Testing

@testable import Documents

@Suite struct ExplainTests {
    private func text(_ entry: ReportEntry) -> String {
        String(decoding: Samples.explanation(entry).text(.english), as: UTF8.self)
    }

    @Test("the explanation of a month with every class is this, to the byte")
    func golden() {
        #expect(text(Samples.entry(Samples.everyClass)) == Golden.explanation)
    }

    @Test("the explanation as JSON is this, to the byte; its assessment is the report's entry")
    func goldenJSON() throws {
        let entry = Samples.entry(Samples.everyClass)
        let bytes = Samples.explanation(entry).json
        let json = String(decoding: bytes, as: UTF8.self)
        let start = try #require(json.firstRange(of: "  \"status\": {\n    \"sentence\""))
        #expect(json[start.lowerBound...] == Golden.explanationJSON)
        var revised = entry
        revised.revision = 2
        let report = try JSON(try Samples.report([revised], as: .json))
        #expect(try JSON(bytes)["assessment"] == report["subscriptions"].elements[0])
    }

    @Test("no line is wider than 100 columns, and no strip wider than 80")
    func width() throws {
        let timeline = try #require(judge(Samples.everyClass).timeline)
        let strips = try #require(DayStrips(timeline, facts: Samples.everyClass))
        #expect(strips.lines(LocalText(.english)).allSatisfy { $0.utf8.count <= 78 })
        for line in text(Samples.entry(Samples.everyClass)).split(separator: "\n") {
            #expect(TerminalText.width(String(line)) <= 100)
        }
    }

    @Test("around the clock a mark is twenty minutes, and the strip still fits")
    func allDay() throws {
        var terms = Samples.axantis
        terms.coverage.weekly = Weekday.allCases.map {
            Terms.WeeklyWindow(day: $0, from: 0, to: Microseconds.perDay)
        }
        let october = Samples.month("2026-10")
        var facts = Samples.facts(calendar: Samples.calendar(terms, month: october))
        facts.outages = [Samples.outage("INC-1", "2026-10-25 01:30:00", "2026-10-25 04:00:00")]
        let timeline = try #require(judge(facts).timeline)
        let strips = try #require(DayStrips(timeline, facts: facts))
        #expect(strips.minutesPerMark == 20)
        #expect(strips.lines(LocalText(.english)).count == 2)
        #expect(
            strips.lines(LocalText(.english))[1] == "Sun 25  ....########" + String(repeating: ".", count: 60)
        )
    }

    @Test("control characters of the data never reach the terminal, in whatever field they come")
    func hostileData() {
        let evil = "\u{1B}[2J\u{9B}\u{202E}\n"
        var facts = Samples.everyClass
        facts.subscription = evil
        facts.spells[0].customer = evil
        facts.spells[0].service = evil
        facts.outages[0].service = facts.service
        facts.request = CreditRequest(requestedOn: Samples.day("2026-12-03"), reference: evil)
        facts.invoices = [Samples.invoice(100, currency: evil)]
        facts.invoices[0].invoice = evil
        for index in facts.outages.indices {
            facts.outages[index].source = evil
            facts.outages[index].summary = evil
        }
        for index in facts.excusableEvents.indices {
            facts.excusableEvents[index].source = evil
            facts.excusableEvents[index].evidence = evil
            if facts.excusableEvents[index].outage != nil {
                facts.excusableEvents[index].outage = OutageName(source: evil, id: "INC-42")
            }
        }
        facts.maintenance[0].source = evil
        facts.maintenance[0].summary = evil
        var terms = Samples.axantis
        (terms.id, terms.version, terms.title, terms.source) = (evil, evil, evil, evil)
        terms.timeZone = evil
        facts.spells[0].calendar = MonthCalendar(
            month: Samples.november, terms: terms, zone: Samples.paris,
            holidays: [PublicHoliday(date: Samples.day("2026-11-11"), name: evil)])
        var entry = Samples.entry(facts, ledger: Ledger(credited: Cents(1), currency: evil, notes: [evil]))
        entry.termsSHA256 = evil
        var explanation = Samples.explanation(entry)
        explanation.revisions[1].result.terms = evil
        let forbidden: Set<Unicode.Scalar> = ["\u{1B}", "\u{9B}", "\u{202E}"]
        let written = String(decoding: explanation.text(.english), as: UTF8.self).unicodeScalars
        #expect(!written.contains { forbidden.contains($0) })
        #expect(
            String(decoding: explanation.text(.english), as: UTF8.self).contains(
                "\\u{1B}[2J\\u{9B}\\u{202E}\\n"))
    }

    @Test("time excused for one outage while another ran is said to count (R5)")
    func excusedYetCounted() {
        var facts = Samples.facts()
        facts.outages = [
            Samples.outage("INC-1", "2026-11-05 10:00:00", "2026-11-05 11:00:00"),
            Samples.outage("INC-2", "2026-11-05 10:30:00", "2026-11-05 11:00:00"),
        ]
        facts.excusableEvents = [
            ExcusableEvent(
                source: "noc", id: "EX-1", cause: .customerAct,
                interval: Samples.from("2026-11-05 10:00:00", to: "2026-11-05 11:00:00"), evidence: "call",
                outage: OutageName(source: "noc", id: "INC-1"))
        ]
        #expect(text(Samples.entry(facts)).contains("0:30:00 excused for one outage counts all the same"))
    }

    @Test(
        "an excusable event without effect says why",
        arguments: [
            (Cause.overCapacity, nil, "2026-11-05 10:00:00", "the terms do not accept this cause"),
            (
                .customerAct, "INC-9", "2026-11-05 10:00:00",
                "the outage that it explains is not in this period"
            ),
            (.customerAct, nil, "2026-11-06 10:00:00", "no covered downtime that it could excuse"),
        ] as [(Cause, String?, String, String)])
    func ineffective(_ cause: Cause, _ outage: String?, _ start: String, _ reason: String) {
        var terms = Samples.axantis
        terms.excusable = [.customerAct]
        var facts = Samples.facts(calendar: Samples.calendar(terms))
        facts.outages = [Samples.outage("INC-1", "2026-11-05 10:00:00", "2026-11-05 11:00:00")]
        let from = Samples.at(start)
        facts.excusableEvents = [
            ExcusableEvent(
                source: "noc", id: "EX-1", cause: cause,
                interval: from..<Instant(microseconds: from.microseconds + Microseconds.perHour),
                evidence: "call", outage: outage.map { OutageName(source: "noc", id: $0) })
        ]
        #expect(text(Samples.entry(facts)).contains(reason))
    }

    @Test("a month whose clock changes shows the change, and every time with its offset")
    func clockChange() {
        let october = Samples.month("2026-10")
        let explained = text(Samples.entry(Samples.facts(calendar: Samples.calendar(month: october))))
        #expect(explained.contains("clock         changes from +02:00 at Sun 2026-10-25 02:00:00 +01:00\n"))
        #expect(explained.contains("Thu 2026-10-01 00:00:00 +02:00 to Sun 2026-11-01 00:00:00 +01:00"))
    }

    @Test("maintenance that overlaps is taken out once, and that is said")
    func overlappingMaintenance() {
        var facts = Samples.facts()
        facts.maintenance = ["MW-1", "MW-2"].map {
            Maintenance(
                source: "noc", id: $0,
                interval: Samples.from("2026-11-10 16:00:00", to: "2026-11-10 17:00:00"))
        }
        #expect(text(Samples.entry(facts)).contains("maintenance together      -1:00:00  they overlap\n"))
    }
}
