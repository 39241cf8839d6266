import SLA
import Testing

@Suite("R2: special hours, and maintenance that was announced too late")
struct SpecialHoursTests {
    private func classes(_ days: [SpecialDay], outages: [Outage] = []) -> Classes {
        var facts = facts(outages: outages)
        facts.spells = [spell(special: days, startsOn: month("2025-06").firstDay)]
        return judge(facts).statement.classes
    }

    private func special(_ day: Int, _ windows: Range<Int64>...) -> SpecialDay {
        SpecialDay(
            date: may.firstDay.adding(days: day - 1),
            windows: windows.map { $0.lowerBound * hour..<$0.upperBound * hour },
            name: "s")
    }

    @Test("they take the place of the weekly hours on that date alone")
    func inPlace() {
        let usual = classes([])
        #expect(usual.covered == 170 * hour)
        // Monday the 4th until noon; a Saturday opened; a Wednesday closed.
        #expect(classes([special(4, 8..<12)]).covered == usual.covered - 6 * hour)
        #expect(classes([special(9, 8..<18)]).covered == usual.covered + 10 * hour)
        #expect(classes([special(6)]).covered == usual.covered - 10 * hour)
        let night = classes([special(4, 0..<24)])
        #expect(night.covered == usual.covered + 14 * hour)
        #expect(night.outsideHours == usual.outsideHours - 14 * hour)
    }

    @Test("they take the place of a holiday, and closed time is outside hours")
    func holiday() {
        let usual = classes([])
        let open = classes([special(1, 10..<16)])
        #expect(open.holiday == usual.holiday - 10 * hour)
        #expect(open.covered == usual.covered + 6 * hour)
        let closed = classes([special(1)])
        #expect(closed.holiday == usual.holiday - 10 * hour)
        #expect(closed.outsideHours == usual.outsideHours + 10 * hour)
    }

    @Test("windows that touch or overlap count once, and downtime counts in them alone")
    func windows() {
        let down = [outage(local(5, 4, 10), local(5, 4, 16))]
        #expect(classes([special(4, 8..<12)], outages: down).countedDowntime == 2 * hour)
        #expect(classes([special(4, 8..<12, 12..<13, 9..<14)]).covered == (170 - 4) * hour)
    }

    @Test("maintenance announced at its start is planned; a microsecond later it is not")
    func announcement() {
        func classes(_ announcedAt: Instant?) -> Classes {
            let work = Maintenance(
                source: "m", id: "M", interval: local(5, 4, 9)..<local(5, 4, 11), announcedAt: announcedAt)
            let down = [outage(local(5, 4, 10), local(5, 4, 12))]
            return judge(facts(outages: down, maintenance: [work])).statement.classes
        }
        for announcedAt in [nil, local(5, 4, 9), local(5, 4, 8)] {
            #expect(classes(announcedAt).plannedMaintenance == 2 * hour)
            #expect(classes(announcedAt).countedDowntime == hour)
        }
        #expect(classes(local(5, 4, 9, micro: 1)).plannedMaintenance == 0)
        #expect(classes(local(5, 4, 9, micro: 1)).countedDowntime == 2 * hour)
    }
}
