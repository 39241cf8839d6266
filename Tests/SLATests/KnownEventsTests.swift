import SLA
import Testing

@Suite("A month as it stood at an instant")
struct KnownEventsTests {
    private let noon = local(5, 12, 12)

    private func counted(_ facts: SubscriptionMonth, at instant: Instant) -> Classes {
        judge(facts.known(at: instant)).statement.classes
    }

    @Test("an outage counts up to the instant, and one that began later does not exist yet")
    func outages() {
        let month = facts(outages: [
            outage("ended", local(5, 11, 9), local(5, 11, 9, 10)),
            outage("ends later", local(5, 12, 11, 55), local(5, 12, 15)),
            outage("later", local(5, 18, 9), local(5, 18, 10)),
        ])
        #expect(counted(month, at: noon).countedDowntime == 15 * 60 * second)
        #expect(counted(month, at: noon + 1).countedDowntime == 15 * 60 * second + 1)
        #expect(counted(month, at: local(5, 12, 11, 55)).countedDowntime == 10 * 60 * second)
        #expect(counted(month, at: local(5, 12, 11, 54)).countedDowntime == 10 * 60 * second)
        #expect(counted(month, at: local(5, 31, 23)).countedDowntime == 255 * 60 * second)
        #expect(counted(month, at: noon).covered == counted(month, at: local(5, 31, 23)).covered)
    }

    @Test("an outage that begins at the instant is open and has no length; one that ends at it is over")
    func bounds() {
        func isOpen(_ start: Instant, _ end: Instant?) -> Bool {
            SweptOutage(startedAt: start, endedAt: end, notifiedAt: nil).isOpen(at: noon)
        }
        #expect(isOpen(noon, nil) && isOpen(noon, noon + 1) && isOpen(local(5, 1, 0), nil))
        #expect(!isOpen(noon + 1, nil) && !isOpen(local(5, 12, 9), noon) && !isOpen(noon, noon))
        #expect(SweptOutage(startedAt: noon + 1, endedAt: nil, notifiedAt: nil).known(at: noon) == nil)
        #expect(SweptOutage(startedAt: noon, endedAt: nil, notifiedAt: nil).known(at: noon)?.endedAt == noon)
    }

    @Test("a notification that came later is not known yet")
    func notifications() {
        var late = outage("late", local(5, 12, 9), local(5, 12, 10))
        late.notifiedAt = noon + 1
        let month = facts(outages: [late])
        #expect(counted(month, at: noon).countedDowntime == 0)
        #expect(counted(month, at: noon).unnotifiedDowntime == hour)
        #expect(counted(month, at: noon + 1).countedDowntime == hour)
    }

    @Test("planned maintenance to come shortens the month once it was announced")
    func maintenance() {
        func month(announcedAt: Instant?) -> SubscriptionMonth {
            facts(maintenance: [
                Maintenance(
                    source: "m", id: "1", interval: local(5, 20, 9)..<local(5, 20, 11),
                    announcedAt: announcedAt)
            ])
        }
        for (announced, planned) in [(noon, 2 * hour), (noon + 1, 0), (nil, 2 * hour)] as [(Instant?, Int64)]
        {
            #expect(counted(month(announcedAt: announced), at: noon).plannedMaintenance == planned)
        }
    }

    @Test("an excusable event excuses what had been down by then")
    func excuses() {
        let month = facts(
            outages: [outage("o", local(5, 12, 9), local(5, 12, 17))],
            excusable: [event(.forceMajeure, local(5, 12, 11), local(5, 12, 16))])
        #expect(counted(month, at: noon).countedDowntime == 2 * hour)
        #expect(counted(month, at: noon).excused == [.forceMajeure: hour])
    }
}
