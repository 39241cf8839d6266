internal import Postgres
internal import SLA
internal import Store

struct BadSample: Error, CustomStringConvertible {
    let description: String
}

/// A value written in a test, or the test fails saying which.
func sample<Value>(_ value: Value?, _ text: some CustomStringConvertible) throws -> Value {
    guard let value else { throw BadSample(description: "the test itself is wrong: \(text)") }
    return value
}

func month(_ text: String) throws -> Month { try sample(Month(text), text) }

func date(_ text: String) throws -> LocalDate { try sample(LocalDate(text), text) }

func percent(_ millionths: Int64) throws -> Percentage {
    try sample(Percentage(millionths: millionths), millionths)
}

/// An instant as input files write it: `2026-05-05T17:50:00+02:00`, with or without microseconds, or `Z`.
func instant(_ text: String) throws -> Instant {
    let halves = text.split(separator: "T")
    guard halves.count == 2, let day = LocalDate(halves[0]) else {
        throw BadSample(description: "no instant: \(text)")
    }
    let clock = halves[1].prefix { "0123456789:.".contains($0) }
    let numbers = clock.split(whereSeparator: { ":.".contains($0) }).compactMap { Int64($0) }
    let zone = halves[1].dropFirst(clock.count)
    let ahead = zone.dropFirst().split(separator: ":").compactMap { Int64($0) }
    guard numbers.count >= 3, zone == "Z" || ahead.count == 2 else {
        throw BadSample(description: "no instant: \(text)")
    }
    let minutes = zone == "Z" ? 0 : (zone.hasPrefix("-") ? -1 : 1) * (ahead[0] * 60 + ahead[1])
    return Instant(
        microseconds: Int64(day.daysSinceEpoch) * Microseconds.perDay
            + numbers[0] * Microseconds.perHour + (numbers[1] - minutes) * Microseconds.perMinute
            + numbers[2] * Microseconds.perSecond + (numbers.count > 3 ? numbers[3] : 0))
}

let officeHours = [Weekday.mon, .tue, .wed, .thu, .fri].map {
    Terms.WeeklyWindow(day: $0, from: 8 * Microseconds.perHour, to: 18 * Microseconds.perHour)
}

let always = Weekday.allCases.map { Terms.WeeklyWindow(day: $0, from: 0, to: Microseconds.perDay) }

/// Article 7 as data. Source: contract R2 to R13.
func axantis(
    id: String = "axantis", version: String = "2025-03", effectiveFrom: String = "2025-03-01",
    onRequest: Bool = true
) throws -> Terms {
    Terms(
        id: id, version: version, title: "Conditions Particulières – Contact Experience",
        source: "Axantis, Contact Experience, version 03.2025, article 7",
        effectiveFrom: try date(effectiveFrom), timeZone: "Europe/Paris",
        coverage: .init(
            weekly: officeHours, excludesPublicHolidays: true, excludesPlannedMaintenance: true),
        availability: .init(
            basis: .coverage, target: .atLeast(try percent(99_850_000)), notificationRequired: true,
            countedFrom: .outageStart),
        excusable: Cause.allCases,
        credit: .init(
            .tiers([
                .init(below: try percent(99_850_000), rate: try percent(5_000_000)),
                .init(below: try percent(99_500_000), rate: try percent(10_000_000)),
                .init(below: try percent(97_000_000), rate: try percent(20_000_000)),
            ]), onRequest: onRequest, requestWithin: nil, vatTreatment: .priceReduction,
            cap: .init(rate: try percent(20_000_000), consecutiveDays: 30, excess: .forfeited)))
}

/// Stores terms; the file's bytes are made from their id and version.
@discardableResult
func add(_ terms: Terms, restate: Bool = true, on connection: Connection) throws -> Bool {
    try TermsVersions.add(
        terms, yaml: Array("\(terms.id) \(terms.version)".utf8), file: "\(terms.id).yaml", restate: restate,
        now: .afterTheTests, on: connection)
}

/// A month's run on a given day, by default long after it ended.
func assess(
    _ text: String, _ connection: Connection, subscriptions: [Int32]? = nil,
    at time: String = "2030-01-01T00:00:00Z"
) throws -> Assess.Outcome {
    try Assess(
        month: try month(text), subscriptions: subscriptions, assessedAt: try instant(time),
        program: "StoreTests"
    ).run(connection, zone: zone)
}
