internal import SLA
import Testing

@testable import Documents

@Suite("What needs attention")
struct AttentionTests {
    /// Nothing to do, on 10 December 2026: November is run.
    private static func calm() -> Attention {
        var november = MonthAttention(month: Samples.november, isOver: true)
        november.assessed = MonthAttention.Deed(at: Samples.at("2026-12-05 08:00:00"), by: "billing")
        november.issued = MonthAttention.Deed(at: Samples.at("2026-12-05 08:01:00"), by: "billing")
        return Attention(
            now: Samples.at("2026-12-10 12:00:00"), zone: Samples.paris, months: [november],
            lateRequests: [], openOutages: [], feeds: [], maxAge: nil, refusedRows: [], plans: [],
            verified: nil, anchors: Attention.Anchors(last: nil, missing: nil))
    }

    private func whats(_ change: (inout Attention) -> Void) -> [String] {
        var attention = Self.calm()
        change(&attention)
        return attention.needs(in: .english).map(\.what)
    }

    @Test("a month that was run, and one that is running, need nothing")
    func calm() {
        #expect(whats { _ in }.isEmpty)
        #expect(
            whats {
                var december = MonthAttention(month: Samples.month("2026-12"), isOver: false)
                december.hasNewFacts = true
                december.credits[.provisional, default: MonthAttention.Credits()].add(
                    nil, in: nil, until: nil)
                $0.months.insert(december, at: 0)
                $0.months[1].credits[.awaitingRequest] = MonthAttention.Credits()
                $0.months[1].credits[.onHold] = MonthAttention.Credits()
            }.isEmpty)
    }

    @Test(
        "a month that is over and was not run is named, after the last one that was; without any, the last one alone"
    )
    func notRun() {
        let october = MonthAttention(month: Samples.month("2026-10"), isOver: true)
        #expect(whats { $0.months.append(october) }.isEmpty)
        #expect(
            whats { $0.months = [MonthAttention(month: Samples.november, isOver: true), october] }
                == ["2026-11 is over and has not been run"])
        #expect(
            whats {
                $0.months = [MonthAttention(month: Samples.november, isOver: true), october]
                $0.months[1].issued = MonthAttention.Deed(
                    at: Samples.at("2026-11-05 08:01:00"), by: "billing")
            } == ["2026-11 is over and has not been run"])
    }

    @Test("new facts, credits to issue, beyond what is due, above the cap: each is said with its remedy")
    func credits() {
        #expect(whats { $0.months[0].hasNewFacts = true } == ["2026-11: facts came since it was assessed"])
        func one(_ status: CreditStatus) -> [String] {
            whats {
                $0.months[0].credits[status, default: MonthAttention.Credits()].add(
                    Cents(100), in: "EUR", until: nil)
            }
        }
        #expect(one(.issuable) == ["2026-11: 1 credit to be issued"])
        #expect(one(.overcredited) == ["2026-11: 1 subscription credited beyond what is due"])
        #expect(one(.heldByCap).isEmpty)
        #expect(
            whats { $0.months[0].undecided = 2 } == [
                "2026-11: 2 credits above the cap, which only a person cuts"
            ])
    }

    @Test("a feed is late when its last import is older than the age, by a microsecond")
    func feeds() {
        let now = Samples.at("2026-12-10 12:00:00")
        for (age, isLate) in [(Microseconds.perHour, false), (Microseconds.perHour + 1, true)] {
            let found = whats {
                $0.maxAge = Microseconds.perHour
                $0.feeds = [
                    Feed(
                        kind: .outages, source: "noc",
                        lastImport: Instant(microseconds: now.microseconds - age),
                        lastEvent: nil)
                ]
            }
            #expect(found == (isLate ? ["outages of noc: silent for 1 h"] : []))
        }
    }

    @Test("an outage has lost its end after 31 days, and a microsecond")
    func openOutages() {
        let now = Samples.at("2026-12-10 12:00:00")
        for (age, isLost) in [(31 * Microseconds.perDay, false), (31 * Microseconds.perDay + 1, true)] {
            let found = whats {
                $0.openOutages = [
                    OpenOutage(
                        source: "noc", id: "1", scope: "svc",
                        startedAt: Instant(microseconds: now.microseconds - age), summary: nil)
                ]
            }
            #expect(found == (isLost ? ["The outage noc/1 has been open for 31 days"] : []))
        }
    }

    @Test("the status as people read it, in English and French")
    func text() {
        var attention = Self.calm()
        attention.months[0].credits[.awaitingRequest, default: MonthAttention.Credits()].add(
            Cents(5000), in: "EUR", until: Samples.day("2026-12-30"))
        attention.lateRequests = [
            LateRequest(
                month: Samples.november, subscription: "S1", customerName: "Client Un",
                requestedOn: Samples.day("2026-12-08"), importedAt: Samples.at("2026-12-09 09:00:00"))
        ]
        attention.feeds = [
            Feed(
                kind: .outages, source: "noc", lastImport: Samples.at("2026-12-10 11:00:00"),
                lastEvent: Samples.at("2026-12-09 11:00:00"))
        ]
        #expect(
            attention.text(in: .english) == """
                1 thing needs attention:
                  2026-11: 1 request came after the month was run: S1 (Client Un)
                    avoir run 2026-11

                month    assessed             issued               credits
                2026-11  2026-12-05, billing  2026-12-05, billing  1 awaiting request 50.00 EUR, 20 days left

                facts    source  last import       last event
                outages  noc     2026-12-10 11:00  2026-12-09 11:00

                Last verification: never here. Last anchor: none here.

                """)
        let french = attention.text(in: .french)
        #expect(french.hasPrefix("1 point demande votre attention\u{A0}:\n"))
        #expect(french.contains("1 demande attendue 50,00\u{A0}€, 20 jours restants\n"))
    }
}
