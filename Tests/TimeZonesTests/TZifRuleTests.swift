import SLA
import Testing

@testable import TimeZones

@Suite("The rules of POSIX TZ strings")
struct TZifRuleTests {
    struct Year: CustomTestStringConvertible {
        let rule: String
        let year: Int
        /// When the offset changes, and to what.
        let changes: [(String, Int)]

        var testDescription: String { "\(rule) in \(year)" }
    }

    @Test(
        "yield the changes of a year",
        arguments: [
            Year(
                rule: "CET-1CEST,M3.5.0,M10.5.0/3", year: 2050,
                changes: [("2050-03-27T01:00:00", 7200), ("2050-10-30T01:00:00", 3600)]),
            Year(
                rule: "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", year: 2050,
                changes: [("2050-03-27T01:00:00", -3600), ("2050-10-30T01:00:00", -7200)]),
            Year(
                rule: "IST-1GMT0,M10.5.0,M3.5.0/1", year: 2199,
                changes: [("2199-03-31T01:00:00", 3600), ("2199-10-27T01:00:00", 0)]),
            Year(
                rule: "EET-2EEST,M3.4.4/50,M10.4.4/50", year: 2190,
                changes: [("2190-03-27T00:00:00", 10_800), ("2190-10-29T23:00:00", 7200)]),
            Year(
                rule: "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", year: 2199,
                changes: [("2199-04-06T15:00:00", 37_800), ("2199-10-05T15:30:00", 39_600)]),
            Year(
                rule: "NST3:30NDT,M3.2.0,M11.1.0", year: 2050,
                changes: [("2050-03-13T05:30:00", -9000), ("2050-11-06T04:30:00", -12_600)]),
            Year(
                rule: "<-04>4<-03>,M9.1.6/24,M4.1.6/24", year: 2050,
                changes: [("2050-04-03T03:00:00", -14_400), ("2050-09-04T04:00:00", -10_800)]),
            // Day 60 is 1 March whether or not there is a 29 February; counted from 0, day 59 is not.
            Year(
                rule: "AAA0BBB,J60/0,J365/23", year: 2028,
                changes: [("2028-03-01T00:00:00", 3600), ("2028-12-31T22:00:00", 0)]),
            Year(
                rule: "AAA0BBB,59/0,364/23", year: 2028,
                changes: [("2028-02-29T00:00:00", 3600), ("2028-12-30T22:00:00", 0)]),
            Year(
                rule: "AAA0BBB,59/0,364/23", year: 2027,
                changes: [("2027-03-01T00:00:00", 3600), ("2027-12-31T22:00:00", 0)]),
            Year(
                rule: "AAA0BBB-1:30:15,M2.5.2/0:30:01,M12.1.1/-167", year: 2028,
                changes: [("2028-02-29T00:30:01", 5415), ("2028-11-26T23:29:45", 0)]),
            // Daylight time that ends as the next one begins never ends.
            Year(rule: "<-03>3<-02>,0/0,J365/25", year: 2050, changes: [("2050-01-01T03:00:00", -7200)]),
        ])
    func changes(of year: Year) throws {
        let rule = try #require(PosixTimeZoneRule(year.rule.utf8))
        let before = try tzifInstant("\(year.year - 1)-12-31T23:59:59").microseconds / Microseconds.perSecond
        let after = try tzifInstant("\(year.year + 1)-01-01T00:00:00").microseconds / Microseconds.perSecond
        let found = rule.changes(after: before, through: year.year).filter { $0.time < after }
        let expected = try year.changes.map {
            (time: try tzifInstant($0.0).microseconds / Microseconds.perSecond, offset: $0.1)
        }
        #expect(found.map(\.time) == expected.map(\.time))
        #expect(found.map(\.offset) == expected.map(\.offset))
    }

    @Test(
        "without daylight time, there are none",
        arguments: [("<+01>-1", 3600), ("UTC0", 0), ("IST-5:30", 19_800), ("<-12>12", -43_200)])
    func fixed(text: String, offset: Int) throws {
        let rule = try #require(PosixTimeZoneRule(text.utf8))
        #expect(rule.standardOffset == offset && rule.daylight == nil)
        #expect(rule.changes(after: 0, through: 2200).isEmpty)
        #expect(rule.changes(after: nil, through: 2200).isEmpty)
    }

    @Test(
        "the last moment of the file may lie anywhere",
        arguments: [Int64.min, Int64.max, 1 << 59, -(1 << 59)])
    func extremeLast(last: Int64) throws {
        let rule = try #require(PosixTimeZoneRule("CET-1CEST,M3.5.0,M10.5.0/3".utf8))
        #expect(rule.changes(after: last, through: 2200).count == (last > 0 ? 0 : 4400))
    }

    @Test(
        "are refused when malformed",
        arguments: [
            "", "CET", "CE-1", "-1", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,M10.5.0/3 ",
            "CET-1CEST,M3.5.0,M10.5.0/3,", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
            "CET-1CEST,M3.0.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J365", "CET-1CEST,J1,J366",
            "CET-1CEST,0,366", "CET-1CEST,M3.5.0/168,M10.5.0", "CET-25", "CET-1:60", "<+1-1", "<+1>-1",
            "+01-1",
            "CET-99999999999999999999", "CET--1", "CET-1CEST,M3.5.0/,M10.5.0", ":Europe/Paris",
        ])
    func malformed(text: String) {
        #expect(PosixTimeZoneRule(text.utf8) == nil)
    }
}
