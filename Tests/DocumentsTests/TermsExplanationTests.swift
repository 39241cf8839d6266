import SLA
import Testing

@testable import Documents

@Suite("A contract said back")
struct TermsExplanationTests {
    private func text(_ language: Language, _ change: (inout Terms) -> Void = { _ in }) -> String {
        var terms = Samples.axantis
        change(&terms)
        return String(decoding: TermsExplanation(terms, zone: Samples.paris).text(language), as: UTF8.self)
    }

    @Test("in English: hours, what counts, the promise, what a miss earns, and three outages")
    func english() {
        let text = text(.english)
        for line in [
            "  In force from 1\u{A0}March 2025, until a later version is.",
            "  Covered: Mon–Fri 08:00–18:00, Europe/Paris time.",
            "  Maintenance announced before it begins is not covered.",
            "  An outage that is notified counts from its start; without a notification it does not count.",
            "  In each month availability is at least 99.85%, measured against covered time.",
            "  Availability below 99.85%: 5%.", "  The customer must ask for it; there is no deadline.",
            "  It is a price reduction, with its VAT.", "Three outages, as an example",
        ] {
            #expect(text.split(separator: "\n").contains(Substring(line)), "\(line)")
        }
        #expect(!text.contains("To be checked"))
    }

    @Test("the worked outages are judged: an hour, eight hours and two days on the clock")
    func worked() throws {
        let worked = try #require(WorkedOutages(Samples.axantis, zone: Samples.paris))
        #expect(worked.month == Samples.month("2026-09"))
        #expect(
            worked.rows.map(\.statement.classes.countedDowntime)
                == [1, 8, 20].map { $0 * Microseconds.perHour })
        #expect(worked.rows.map(\.statement.credit.amount) == [5_000, 20_000, 20_000].map { Cents($0) })
    }

    @Test("in French, steps and limits too")
    func french() {
        let text = text(.french) { terms in
            terms.availability.target = .downtimeAtMost(4 * Microseconds.perHour)
            terms.credit?.schedule = .steps(
                .init(
                    unit: .time(.excess, every: Microseconds.perHour), counted: .started,
                    worth: .sum(Cents(1_000)),
                    first: .init(every: 2 * Microseconds.perHour, worth: .sum(Cents(2_500))),
                    most: .rate(.whole)))
            terms.credit?.requestWithin = .months(1)
            terms.credit?.minimum = Cents(100)
        }
        for part in [
            "Chaque mois, l’indisponibilité comptée ne dépasse pas 4 h.",
            "25,00 pour la première tranche de 2 h, puis 10,00 par tranche commencée de 1 h d’indisponibilité",
            "au plus tard le dernier jour du mois suivant", "Moins de 1,00 n’est pas dû.",
            "at_most n’est pas écrit",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test(
        "what may not be meant is asked about",
        arguments: [
            ("23:59", "A window ends at 23:59"), ("within", "In force from within a month"),
            ("ends", "They end within a month"),
            ("tier", "A tier that nothing reaches: more than 240 h of downtime"),
            ("request", "The last day to ask is the month's last"),
            ("cap", "The cap of 20% is below one step, 25%"),
        ])
    func doubts(case name: String, doubt: String) {
        var terms = Samples.axantis
        switch name {
        case "23:59": terms.coverage.weekly[0].to = 23 * Microseconds.perHour + 59 * Microseconds.perMinute
        case "within": terms.effectiveFrom = Samples.day("2025-03-02")
        case "ends": terms.effectiveUntil = Samples.day("2026-09-15")
        case "tier":
            terms.credit?.schedule = .tiers([
                .init(.downtimeOver(229 * Microseconds.perHour), .sum(Cents(1))),
                .init(.downtimeOver(240 * Microseconds.perHour), .sum(Cents(2))),
            ])
        case "request": terms.credit?.requestWithin = .days(0)
        default:
            terms.credit?.schedule = .steps(
                .init(
                    unit: .points(every: 1_000_000), counted: .complete,
                    worth: .rate(Rate(Samples.percent(25_000_000))),
                    most: .rate(Rate(Samples.percent(50_000_000)))))
        }
        let doubts = TermsExplanation.doubts(terms, .english)
        #expect(doubts.count == 1 && doubts[0].contains(doubt), "\(doubts)")
    }

    @Test("a page that needs nothing but itself", arguments: [Language.english, .french])
    func page(language: Language) throws {
        var terms = Samples.axantis
        terms.title = "<script>alert(1)</script>"
        let page = String(
            decoding: TermsExplanation(terms, zone: Samples.paris).page(language), as: UTF8.self)
        #expect(!page.contains("<script>alert"))
        #expect(page.hasSuffix("</html>\n") && page.contains("<table>"))
    }
}
