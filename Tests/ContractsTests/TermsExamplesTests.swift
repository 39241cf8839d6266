import SLA
import TestSupport
import Testing

@testable import Contracts

/// A file of `examples/`, as bytes.
func exampleFile(_ name: String) throws -> [UInt8] {
    try Checkout.bytes(of: "\(Checkout.root)/examples/\(name)")
}

@Suite struct TermsExamplesTests {
    private static let workdays: [Weekday] = [.mon, .tue, .wed, .thu, .fri]
    private static let hour: Int64 = 3_600_000_000

    private func windows(_ days: [Weekday], _ from: Int64, _ to: Int64) -> [Terms.WeeklyWindow] {
        days.map { Terms.WeeklyWindow(day: $0, from: from * Self.hour, to: to * Self.hour) }
    }

    private func percent(_ hundredths: Int64) throws -> Percentage {
        try #require(Percentage(millionths: hundredths * 10_000))
    }

    @Test("the Axantis contract is read in every detail")
    func axantis() throws {
        let terms = try TermsSample.parse(bytes: exampleFile("terms/axantis-contact-experience.yaml"))
        let tier = { (below: Int64, rate: Int64) in
            try Schedule.Tier(below: percent(below), rate: percent(rate))
        }
        let expected = Terms(
            id: "axantis-contact-experience", version: "2025-03",
            title: "Conditions Particulières – Contact Experience",
            source: "Axantis, Contact Experience, version 03.2025, article 7",
            effectiveFrom: try #require(LocalDate(year: 2025, month: 3, day: 1)), timeZone: "Europe/Paris",
            coverage: .init(
                weekly: windows(Self.workdays, 8, 18), excludesPublicHolidays: true,
                excludesPlannedMaintenance: true),
            availability: .init(
                basis: .coverage, target: .atLeast(try percent(9985)), notificationRequired: true,
                countedFrom: .outageStart),
            excusable: Cause.allCases,
            credit: .init(

                .tiers([try tier(9985, 500), try tier(9950, 1000), try tier(9700, 2000)]), onRequest: true,
                requestWithin: nil, vatTreatment: .priceReduction,
                cap: .init(rate: try percent(2000), consecutiveDays: 30, excess: .held)))
        #expect(terms == expected)
    }

    @Test(
        "the documents that promise nothing are measured around the clock, without target or credit",
        arguments: [
            ("alls-heberg", "2018-01-21", []),
            ("alpega-live-chat", "1900-01-01", [Cause.thirdPartyEquipment]),
            ("messagebird-on-premises", "2022-02-28", []),
        ])
    func aroundTheClock(name: String, effectiveFrom: String, excusable: [Cause]) throws {
        let terms = try TermsSample.parse(bytes: exampleFile("terms/\(name).yaml"))
        #expect(terms.id == name)
        #expect(terms.effectiveFrom.description == effectiveFrom)
        #expect(terms.coverage.weekly == windows(Weekday.allCases, 0, 24))
        #expect(!terms.coverage.excludesPublicHolidays)
        #expect(!terms.coverage.excludesPlannedMaintenance)
        #expect(terms.availability.target == nil)
        #expect(!terms.availability.notificationRequired)
        #expect(terms.excusable == excusable)
        #expect(terms.credit == nil)
    }

    @Test("CALLKOM is measured in its support hours, holidays left out, and excuses what it names")
    func callkom() throws {
        let terms = try TermsSample.parse(bytes: exampleFile("terms/callkom.yaml"))
        #expect(terms.effectiveFrom.description == "2025-01-18")
        #expect(terms.coverage.weekly == windows(Self.workdays, 9, 18))
        #expect(terms.coverage.excludesPublicHolidays)
        #expect(!terms.coverage.excludesPlannedMaintenance)
        #expect(terms.availability.target == nil)
        #expect(
            terms.excusable == [.forceMajeure, .thirdPartyEquipment, .plannedMaintenance, .otherOperator])
        #expect(terms.credit == nil)
    }
}
