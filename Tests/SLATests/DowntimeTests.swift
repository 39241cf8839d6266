import SLA
import Testing

@Suite("R3 to R6 and R16: what counts")
struct DowntimeTests {
    @Test("R3: overlapping outages never count twice")
    func overlap() {
        let statement = judge(
            facts(outages: [
                outage("A", local(5, 5, 9), local(5, 5, 11)), outage("B", local(5, 5, 10), local(5, 5, 12)),
            ])
        ).statement
        #expect(statement.classes.countedDowntime == 3 * hour)
        #expect(statement.outages.map(\.counted) == [2 * hour, 2 * hour])
    }

    @Test("R3: an outage over a night counts its covered part only")
    func overnight() {
        let split = judge(facts(outages: [outage(local(5, 5, 17, 50), local(5, 6, 8, 12))])).statement
            .outages[0]
        #expect(split.counted == 22 * 60 * second)
        #expect(split.outsideCoverage == 14 * hour)
    }

    @Test("R3: an outage over three months is cut to each of them")
    func threeMonths() {
        let long = outage(local(4, 30, 17), local(6, 1, 9))
        #expect(judge(facts(month("2026-04"), outages: [long])).statement.classes.countedDowntime == hour)
        #expect(judge(facts(outages: [long])).statement.classes.available == 0)
        #expect(judge(facts(month("2026-06"), outages: [long])).statement.classes.countedDowntime == hour)
        #expect(judge(facts(month("2026-07"), outages: [long])).statement.outages.isEmpty)
    }

    @Test("R3: an open outage counts to the end of the month")
    func open() {
        let statement = judge(facts(outages: [outage(local(5, 29, 17), nil)])).statement
        #expect(statement.classes.countedDowntime == hour)
        #expect(statement.outages[0].outsideCoverage == 54 * hour)
    }

    @Test("R3: an outage without length adds nothing but is shown")
    func noLength() {
        let statement = judge(facts(outages: [outage(local(5, 5, 9), local(5, 5, 9))])).statement
        #expect(statement.classes.countedDowntime == 0)
        #expect(statement.outages.count == 1)
    }

    @Test("R4: an unnotified outage is kept with the time it would add, and does not count")
    func unnotified() {
        let silent = facts(outages: [outage(local(5, 20, 10), local(5, 20, 16), notified: false)])
        let statement = judge(silent).statement
        #expect(statement.classes.countedDowntime == 0)
        #expect(statement.classes.unnotifiedDowntime == 6 * hour)
        #expect(statement.outages[0].unnotified == 6 * hour)
        #expect(statement.credit.status == .none)
    }

    @Test("R4: terms that need no notification count it")
    func notRequired() {
        let statement = judge(
            facts(
                may, axantis(notificationRequired: false),
                outages: [outage(local(5, 20, 10), local(5, 20, 16), notified: false)])
        ).statement
        #expect(statement.classes.countedDowntime == 6 * hour)
        #expect(statement.classes.unnotifiedDowntime == 0)
    }

    @Test(
        "R4: counted from notification, an outage counts from the later of its start and its notification",
        arguments: [(8, 6, 0), (10, 6, 0), (13, 3, 3), (16, 0, 6), (17, 0, 6)] as [(Int, Int64, Int64)])
    func countedFromNotification(notifiedAt: Int, counted: Int64, unnotified: Int64) {
        var late = outage(local(5, 20, 10), local(5, 20, 16))
        late.notifiedAt = local(5, 20, notifiedAt)
        let classes = judge(facts(may, axantis(countedFrom: .notification), outages: [late])).statement
            .classes
        #expect(classes.countedDowntime == counted * hour)
        #expect(classes.unnotifiedDowntime == unnotified * hour)
        let fromStart = judge(facts(outages: [late])).statement.classes
        #expect(fromStart.countedDowntime == 6 * hour)
    }

    @Test("R5: an unlinked event excuses all downtime in its interval, a linked one its outage only")
    func linkedAndUnlinked() {
        let two = [
            outage("A", local(5, 19, 10), local(5, 19, 14)), outage("B", local(5, 19, 11), local(5, 19, 12)),
        ]
        let all = judge(
            facts(outages: two, excusable: [event(.customerAct, local(5, 19, 10), local(5, 19, 14))])
        ).statement.classes
        #expect(all.countedDowntime == 0)
        #expect(all.excused == [.customerAct: 4 * hour])
        // While B runs unexcused, the time counts although A is excused.
        let linked = judge(
            facts(
                outages: two,
                excusable: [event(.customerAct, local(5, 19, 10), local(5, 19, 14), linkedTo: "A")])
        ).statement
        #expect(linked.classes.countedDowntime == hour)
        #expect(linked.classes.excused == [.customerAct: 3 * hour])
        #expect(linked.outages.map(\.counted) == [0, hour])
        #expect(linked.outages.map(\.excusedTotal) == [4 * hour, 0])
    }

    @Test("R5: an event excuses within its own interval, and not beyond")
    func partOfAnOutage() {
        let classes = judge(
            facts(
                outages: [outage("A", local(5, 12, 9), local(5, 12, 12))],
                excusable: [event(.otherOperator, local(5, 12, 8), local(5, 12, 10), linkedTo: "A")])
        ).statement.classes
        #expect(classes.countedDowntime == 2 * hour)
        #expect(classes.excused == [.otherOperator: hour])
    }

    @Test("R5: a cause that the terms do not list excuses nothing")
    func unlistedCause() {
        let classes = judge(
            facts(
                may, axantis(excusable: [.forceMajeure]),
                outages: [outage(local(5, 12, 9), local(5, 12, 12))],
                excusable: [event(.otherOperator, local(5, 12, 9), local(5, 12, 12))])
        ).statement.classes
        #expect(classes.countedDowntime == 3 * hour)
    }

    @Test("R16: where two causes excuse, the first in the terms' own order has the time")
    func twoCauses() {
        let both = [
            event(.otherOperator, local(5, 12, 9), local(5, 12, 11)),
            event(.forceMajeure, local(5, 12, 10), local(5, 12, 12)),
        ]
        func excused(_ order: [Cause]) -> [Cause: Int64] {
            judge(
                facts(
                    may, axantis(excusable: order), outages: [outage(local(5, 12, 9), local(5, 12, 12))],
                    excusable: both)
            ).statement.classes.excused
        }
        #expect(excused([.forceMajeure, .otherOperator]) == [.forceMajeure: 2 * hour, .otherOperator: hour])
        #expect(excused([.otherOperator, .forceMajeure]) == [.forceMajeure: hour, .otherOperator: 2 * hour])
    }

    @Test("R16: excused comes before unnotified, and counted before both")
    func classOrder() {
        let statement = judge(
            facts(
                outages: [
                    outage("A", local(5, 12, 9), local(5, 12, 12), notified: false),
                    outage("B", local(5, 12, 11), local(5, 12, 13)),
                ],
                excusable: [event(.forceMajeure, local(5, 12, 9), local(5, 12, 10))])
        ).statement
        #expect(statement.classes.excused == [.forceMajeure: hour])
        #expect(statement.classes.unnotifiedDowntime == hour)
        #expect(statement.classes.countedDowntime == 2 * hour)
    }

    @Test("an excusable event without downtime changes nothing")
    func nothingToExcuse() {
        let quiet = judge(facts(excusable: [event(.forceMajeure, local(5, 1, 0), local(5, 31, 0))])).statement
        #expect(quiet.classes.excused.isEmpty)
        #expect(quiet.classes.available == 170 * hour)
    }
}
