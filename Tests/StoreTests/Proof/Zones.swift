internal import SLA

/// The time zones of the tests, as data for 2025 to 2027; a test holds them against PostgreSQL's own.
///
/// One without daylight saving east of UTC by half an hour, one west by half an hour, one that moves by
/// half an hour, and two whose summer is the northern winter.
let zones: [String: Zone] = [
    "UTC": .utc,
    "Asia/Kolkata": Zone(name: "Asia/Kolkata", initialOffset: 19_800, transitions: []),
    "Europe/Paris": changing(
        "Europe/Paris", offsets: (3600, 7200),
        [
            (2025, 3, 30, 60), (2025, 10, 26, 60), (2026, 3, 29, 60), (2026, 10, 25, 60), (2027, 3, 28, 60),
            (2027, 10, 31, 60),
        ]),
    "America/St_Johns": changing(
        "America/St_Johns", offsets: (-12_600, -9000),
        [
            (2025, 3, 9, 330), (2025, 11, 2, 270), (2026, 3, 8, 330), (2026, 11, 1, 270),
            (2027, 3, 14, 330), (2027, 11, 7, 270),
        ]),
    "Australia/Lord_Howe": changing(
        "Australia/Lord_Howe", offsets: (39_600, 37_800),
        [
            (2025, 4, 5, 900), (2025, 10, 4, 930), (2026, 4, 4, 900), (2026, 10, 3, 930),
            (2027, 4, 3, 900), (2027, 10, 2, 930),
        ]),
    "Pacific/Auckland": changing(
        "Pacific/Auckland", offsets: (46_800, 43_200),
        [
            (2025, 4, 5, 840), (2025, 9, 27, 840), (2026, 4, 4, 840), (2026, 9, 26, 840),
            (2027, 4, 3, 840), (2027, 9, 25, 840),
        ]),
]

/// The zone of that name; the tests use no other.
@Sendable func zone(_ name: String) throws -> Zone { try sample(zones[name], name) }

/// A zone that goes to and fro between two offsets in seconds; it begins 2025 with the first one.
///
/// - Parameter changes: the day in UTC, and minutes after its midnight.
private func changing(
    _ name: String, offsets: (Int, Int), _ changes: [(year: Int, month: Int, day: Int, minute: Int64)]
) -> Zone {
    Zone(
        name: name, initialOffset: offsets.0,
        transitions: changes.enumerated().map { index, change in
            let day = LocalDate(year: change.year, month: change.month, day: change.day)
            let start = Int64(day?.daysSinceEpoch ?? 0) * Microseconds.perDay
            return Zone.Transition(
                start: Instant(microseconds: start + change.minute * Microseconds.perMinute),
                offset: index % 2 == 0 ? offsets.1 : offsets.0)
        })
}
