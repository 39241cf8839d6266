import SLA
import Sense
import TestSupport
import Testing

@testable import TimeZones

@Suite("The bytes of a TZif file")
struct TZifFormatTests {
    typealias File = TZifFile

    private func zone(_ file: File) throws -> Zone {
        try TZif.zone(named: "A/B", from: file.bytes, path: "file")
    }

    @Test("transitions are read, then the footer's rule goes on through 2200")
    func wholeFile() throws {
        let zone = try zone(File())
        #expect(zone.initialOffset == 3600)
        #expect(zone.transitions.prefix(2).map(\.offset) == [7200, 3600])
        #expect(zone.transitions.prefix(2).map(\.start.microseconds) == [0, 1_000_000_000])
        #expect(zone.transitions[2].start == (try tzifInstant("1970-03-29T01:00:00")))
        #expect(zone.transitions.last?.start == (try tzifInstant("2200-10-26T01:00:00")))
    }

    @Test("version 1 has 32-bit times and no rule")
    func versionOne() throws {
        let zone = try zone(File(version: 0, times: [-5, 1000]))
        #expect(zone.transitions.map(\.start.microseconds) == [-5_000_000, 1_000_000_000])
    }

    @Test(
        "versions 2, 3 and 4 are known, others are not",
        arguments: ["1", "2", "3", "4", "5"] as [Unicode.Scalar])
    func version(version: Unicode.Scalar) throws {
        let file = File(version: UInt8(ascii: version))
        if "234".unicodeScalars.contains(version) {
            #expect(try zone(file) == zone(File()))
        } else {
            #expect(throws: TimeZoneError.self) { try zone(file) }
        }
    }

    @Test("transitions before year 1 only set the first offset, those after 2200 are left out")
    func farTransitions() throws {
        let zone = try zone(
            File(times: [-(1 << 59), 5, 1 << 59], indices: [1, 0, 1], footer: "\n\n"))
        #expect(zone.initialOffset == 7200)
        #expect(zone.transitions == [Zone.Transition(start: Instant(microseconds: 5_000_000), offset: 3600)])
    }

    @Test("a transition that leaves the offset as it was is left out")
    func sameOffset() throws {
        let zone = try zone(File(times: [0, 5, 9], indices: [0, 1, 1], footer: "\n\n"))
        #expect(zone.transitions == [Zone.Transition(start: Instant(microseconds: 5_000_000), offset: 7200)])
    }

    @Test("a rule without any transition holds from year 1")
    func ruleAlone() throws {
        let zone = try zone(File(times: [], indices: [], offsets: [3600]))
        #expect(zone.initialOffset == 3600)
        #expect(zone.transitions.first?.start == (try tzifInstant("0001-03-25T01:00:00")))
        #expect(zone.transitions.count == 4400)
    }

    @Test(
        "what contradicts itself is refused",
        arguments: [
            (File(times: [9, 9]), "its transitions are out of order"),
            (File(times: [9, 8]), "its transitions are out of order"),
            (File(indices: [0, 2]), "a transition names a local time type that does not exist"),
            (File(times: [], indices: [], offsets: []), "it has no usable local time types"),
            (File(offsets: [3600, 93_600]), "an offset from UTC is beyond a day"),
            (File(offsets: [-90_000, 3600]), "an offset from UTC is beyond a day"),
            (File(leapSeconds: 1), "it counts leap seconds"),
            (File(indicators: 1), "its counts contradict each other"),
            (File(footer: "\nCET-1CEST\n"), "its rule for the years after its last transition is malformed"),
            (File(footer: "\nUTC0"), "its footer is cut short"),
            (File(footer: "UTC0\n"), "its footer is cut short"),
        ])
    func contradiction(file: File, reason: String) {
        #expect(throws: TimeZoneError.damaged(path: "file", reason: reason)) { try zone(file) }
    }

    @Test("a file cut off anywhere is refused")
    func truncated() {
        let bytes = File().bytes
        for length in 0..<bytes.count {
            #expect(throws: TimeZoneError.self, "\(length) bytes") {
                try TZif.zone(named: "A/B", from: Array(bytes.prefix(length)), path: "file")
            }
        }
    }

    @Test("random damage is refused or read, never more")
    func randomDamage() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        var refused = 0
        for _ in 0..<3000 {
            var bytes = File().bytes
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = .random(
                    in: .min ... .max, using: &generator)
            }
            do {
                let zone = try TZif.zone(named: "A/B", from: bytes, path: "file")
                #expect(zone.transitions.allSatisfy { abs($0.offset) < 100_000 }, "seed \(seed)")
            } catch {
                refused += 1
            }
        }
        #expect(1..<3000 ~= refused, "seed \(seed)")
    }
}
