import SLA
import TestSupport
import Testing

/// The rules of docs/reference/terms.md beside the contract's, at their boundaries.
@Suite struct TermsRulesTests {
    private static let september = month("2026-09")

    private static func terms(_ change: (inout Terms) -> Void) -> Terms {
        var terms = axantis(weekly: always, holidays: false, notificationRequired: false)
        change(&terms)
        return terms
    }

    private static func outage(_ from: Instant, _ to: Instant?, id: String = "O") -> Outage {
        Outage(source: "noc", id: id, startedAt: from, endedAt: to, notifiedAt: nil)
    }

    @Test(
        "T6: maintenance leaves coverage when it was announced early enough, to the microsecond and to the day",
        arguments: [
            (MaintenanceNotice.length(48 * hour), local(9, 7, 22), true),
            (.length(48 * hour), local(9, 7, 22, micro: 1), false), (.length(48 * hour), nil, false),
            (.length(48 * hour), local(9, 9, 22, micro: 1), false),
            (.workingDays(2), local(9, 7, 23, 59), true), (.workingDays(2), local(9, 8, 0), false),
            (.workingDays(2), local(9, 5, 12), true), (.workingDays(3), local(9, 5, 12), false),
            (.workingDays(2), nil, false), (.workingDays(1), local(9, 9, 22, micro: 1), false),
        ] as [(MaintenanceNotice, Instant?, Bool)])
    func notice(notice: MaintenanceNotice, announcedAt: Instant?, leaves: Bool) {
        let terms = Self.terms { $0.coverage.maintenanceNotice = notice }
        let work = Maintenance(
            source: "change", id: "M", interval: local(9, 9, 22)..<local(9, 9, 23), announcedAt: announcedAt)
        let facts = facts(
            Self.september, terms, outages: [Self.outage(local(9, 9, 22, 30), local(9, 9, 23, 30))],
            maintenance: [work])
        let classes = judge(facts).statement.classes
        #expect(classes.plannedMaintenance == (leaves ? hour : 0))
        #expect(classes.countedDowntime == (leaves ? hour / 2 : hour))
    }

    @Test("T2, T6: holidays are no working days, also before the month and where coverage keeps them")
    func workingDays() {
        // Easter Monday is 6 April 2026, Labour Day a Friday.
        let terms = Self.terms { $0.coverage.maintenanceNotice = .workingDays(1) }
        for (day, announced, leaves) in [
            (local(5, 4, 6), local(5, 1, 0), false), (local(5, 4, 6), local(4, 30, 23, 59), true),
            (local(5, 2, 6), local(4, 30, 0), true), (local(5, 2, 6), local(5, 1, 0), false),
        ] {
            let work = Maintenance(
                source: "change", id: "M", interval: day..<Instant(microseconds: day.microseconds + hour),
                announcedAt: announced)
            let classes = judge(facts(may, terms, maintenance: [work])).statement.classes
            #expect((classes.plannedMaintenance == hour) == leaves, "\(day) \(announced)")
        }
        let saturdays = Self.terms {
            $0.coverage.maintenanceNotice = .workingDays(1)
            $0.workingWeek = [.mon, .tue, .wed, .thu, .fri, .sat]
        }
        let work = Maintenance(
            source: "change", id: "M", interval: local(5, 4, 6)..<local(5, 4, 7), announcedAt: local(5, 2, 18)
        )
        #expect(
            judge(facts(may, saturdays, maintenance: [work])).statement.classes.plannedMaintenance == hour)
    }

    @Test("T8: of covered time less excused time, one hour of 710")
    func lessExcused() {
        let terms = Self.terms { $0.availability.basis = .coverageLessExcused }
        let facts = facts(
            Self.september, terms,
            outages: [
                Self.outage(local(9, 9, 10), local(9, 9, 11), id: "1"),
                Self.outage(local(9, 10, 10), local(9, 10, 20), id: "2"),
            ],
            excusable: [
                ExcusableEvent(
                    source: "desk", id: "E", cause: .forceMajeure,
                    interval: local(9, 10, 10)..<local(9, 10, 20), evidence: "arrêté")
            ])
        let statement = judge(facts).statement
        #expect(statement.availability == MeasuredAvailability(downtime: hour, base: 710 * hour))
        #expect(statement.availability.percentText == "99.8591")
        #expect(statement.isMet == true)
        #expect(statement.otherAvailability.base == 720 * hour)
        var whole = facts
        whole.outages = [Self.outage(local(9, 1, 0), local(10, 1, 0), id: "1")]
        whole.excusableEvents[0].interval = local(9, 1, 0)..<local(10, 1, 0)
        #expect(judge(whole).statement.credit.status == .notMeasurable)
    }

    @Test(
        "T22: less than the minimum is not due, exactly the minimum is",
        arguments: [(9_90, 0), (10_00, 100), (9_94, 0), (9_95, 100)] as [(Int64, Int64)])
    func minimum(base: Int64, due: Int64) {
        let terms = Self.terms { $0.credit?.minimum = Cents(100) }
        let facts = facts(
            Self.september, terms, outages: [Self.outage(local(9, 9, 0), local(9, 9, 10))], base: [base])
        let credit = judge(facts).statement.credit
        #expect(credit.earned?.percentage == percent(10_000_000))
        #expect(credit.amount == Cents(due))
        #expect(credit.status == (due == 0 ? .nothingDue : .issuable))
    }

    @Test(
        "T23: a request counts on its last day, and not on the next",
        arguments: [
            (RequestWindow.days(30), "2026-10-30"), (.days(0), "2026-09-30"), (.months(1), "2026-10-31"),
            (.months(5), "2027-02-28"), (.workingDays(1), "2026-10-01"), (.workingDays(2), "2026-10-02"),
            (.workingDays(3), "2026-10-05"), (.workingDays(23), "2026-11-02"),
        ])
    func request(window: RequestWindow, last: String) throws {
        let last = try #require(LocalDate(last))
        let terms = Self.terms {
            $0.credit?.onRequest = true
            $0.credit?.requestWithin = window
        }
        for (day, status) in [(last, CreditStatus.issuable), (last.adding(days: 1), .expired)] {
            let facts = facts(
                Self.september, terms, outages: [Self.outage(local(9, 9, 0), local(9, 9, 10))],
                request: CreditRequest(requestedOn: day))
            let credit = judge(facts).statement.credit
            #expect(credit.status == status)
            #expect(credit.requestUntil == last)
        }
    }
}
