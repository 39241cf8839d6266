import SLA
import Testing

@testable import TimeZones

/// `2026-03-29T01:00:00`, UTC.
func tzifInstant(_ text: String) throws -> Instant {
    let parts = text.split(separator: "T")
    let date = try #require(LocalDate(parts[0]))
    let clock = try parts[1].split(separator: ":").map { try #require(Int64($0)) }
    let seconds = Int64(date.daysSinceEpoch) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    return Instant(microseconds: seconds * Microseconds.perSecond)
}

extension Zone {
    /// Looked up naively, to test the transitions and not a search.
    func tzifOffset(at instant: Instant) -> Int {
        transitions.last { $0.start <= instant }?.offset ?? initialOffset
    }
}

@Suite("The time zones of the machine")
struct TZifTests {
    let data = TimeZoneData(environment: [:])

    @Test(
        "each zone has its published offset, in seconds, at each instant",
        arguments: [
            ("Europe/Paris", "1900-01-01T00:00:00", 561),
            ("Europe/Paris", "1912-01-01T00:00:00", 0),
            ("Europe/Paris", "1970-01-01T00:00:00", 3600),
            ("Europe/Paris", "1976-03-27T23:59:59", 3600),
            ("Europe/Paris", "1976-03-28T00:00:00", 7200),
            ("Europe/Paris", "2026-03-29T00:59:59", 3600),
            ("Europe/Paris", "2026-03-29T01:00:00", 7200),
            ("Europe/Paris", "2026-10-25T00:59:59", 7200),
            ("Europe/Paris", "2026-10-25T01:00:00", 3600),
            ("Europe/Paris", "2050-03-27T00:59:59", 3600),
            ("Europe/Paris", "2050-03-27T01:00:00", 7200),
            ("Europe/Paris", "2199-10-27T00:59:59", 7200),
            ("Europe/Paris", "2199-10-27T01:00:00", 3600),
            ("America/St_Johns", "1970-01-01T00:00:00", -12_600),
            ("America/St_Johns", "2011-03-13T03:30:59", -12_600),
            ("America/St_Johns", "2011-03-13T03:31:00", -9_000),
            ("America/St_Johns", "2020-07-01T00:00:00", -9_000),
            ("Australia/Lord_Howe", "2020-01-01T00:00:00", 39_600),
            ("Australia/Lord_Howe", "2020-07-01T00:00:00", 37_800),
            ("Asia/Kolkata", "1970-01-01T00:00:00", 19_800),
            ("Asia/Kolkata", "2020-07-01T00:00:00", 19_800),
            ("Africa/Casablanca", "2019-05-05T01:59:59", 3600),
            ("Africa/Casablanca", "2019-05-05T03:00:00", 0),
            ("Africa/Casablanca", "2020-01-01T00:00:00", 3600),
            ("America/Nuuk", "2020-01-01T00:00:00", -10_800),
            ("America/Nuuk", "2020-07-01T00:00:00", -7_200),
            ("America/Nuuk", "2024-01-01T00:00:00", -7_200),
            ("America/Godthab", "2020-07-01T00:00:00", -7_200),
            ("Asia/Gaza", "2020-01-01T00:00:00", 7200),
            ("Asia/Gaza", "2020-07-01T00:00:00", 10_800),
            ("Europe/Dublin", "1970-01-01T00:00:00", 3600),
            ("Europe/Dublin", "1971-12-01T00:00:00", 0),
            ("Europe/Dublin", "2020-07-01T00:00:00", 3600),
            ("Asia/Kathmandu", "1985-12-31T18:29:59", 19_800),
            ("Asia/Kathmandu", "1985-12-31T18:30:00", 20_700),
            ("Africa/Monrovia", "1970-01-01T00:00:00", -2_670),
            ("Etc/GMT+12", "2020-01-01T00:00:00", -43_200),
            ("UTC", "2199-12-31T23:59:59", 0),
        ])
    func offset(name: String, at text: String, expected: Int) throws {
        let zone = try data.zone(named: name)
        #expect(zone.name == name)
        #expect(zone.tzifOffset(at: try tzifInstant(text)) == expected)
    }

    @Test("UTC never changes")
    func utc() throws {
        #expect(try data.zone(named: "UTC") == Zone.utc)
    }

    @Test("every year from 1996 through 2200 has its two changes in Paris, and no transition changes nothing")
    func complete() throws {
        let zone = try data.zone(named: "Europe/Paris")
        let since = try tzifInstant("1996-01-01T00:00:00")
        #expect(zone.transitions.filter { $0.start >= since }.count == 2 * 205)
        let offsets = [zone.initialOffset] + zone.transitions.map(\.offset)
        #expect(zip(offsets, offsets.dropFirst()).allSatisfy { $0 != $1 })
    }

    @Test(
        "a name that no zone can have is refused before any file is looked for",
        arguments: [
            "", "../etc/passwd", "/etc/localtime", "Europe//Paris", "Europe/Paris/", "Europe/../UTC",
            "Europe/Pa ris",
            "Europe/Paris\0", "zone.tab", "localtime", "posixrules", "right/Europe/Paris", "Genève",
            String(repeating: "x", count: 65),
        ])
    func malformedName(name: String) {
        #expect(throws: TimeZoneError.malformedName(name)) { try data.zone(named: name) }
    }

    @Test("a refused name cannot rewrite the terminal")
    func printableName() {
        let text = "\(TimeZoneError.malformedName("a\u{1B}[2J\nb"))"
        #expect(
            text
                == "time zone \"a\\u{1B}[2J\\nb\" is not a name of the IANA database; names look like Europe/Paris"
        )
    }

    @Test(
        "an unknown name is answered with the names it looks like",
        arguments: [
            ("Europe/Pari", "Europe/Paris"), ("Paris", "Europe/Paris"), ("europe/paris", "Europe/Paris"),
        ])
    func suggestion(name: String, near: String) {
        #expect(throws: TimeZoneError.unknown(name, near: [near])) { try data.zone(named: name) }
        #expect("\(TimeZoneError.unknown(name, near: [near]))".hasSuffix("did you mean \(near)?"))
    }

    @Test("a region, and a name like no other, are unknown", arguments: ["Europe", "Atlantis/Poseidonis"])
    func unknown(name: String) {
        #expect(throws: TimeZoneError.unknown(name, near: [])) { try data.zone(named: name) }
    }

    @Test("without any data the message says what to install")
    func noData() {
        let empty = TimeZoneData(folders: ["/nowhere/at/all"])
        let error = #expect(throws: TimeZoneError.noData(folders: ["/nowhere/at/all"])) {
            try empty.zone(named: "Europe/Paris")
        }
        #expect(error?.description.contains("install the package tzdata") == true)
    }

    @Test("TZDIR comes before the usual folders, an empty one counts for nothing")
    func folderOrder() {
        #expect(TimeZoneData(environment: ["TZDIR": "/z"]).folders.first == "/z")
        #expect(TimeZoneData(environment: ["TZDIR": ""]).folders.first == "/usr/share/zoneinfo")
    }
}
