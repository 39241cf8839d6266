internal import Postgres
internal import SLA
internal import Store
import TestSupport

extension RandomMonth {
    /// How many subscriptions `storeBoundaries` adds.
    static let boundaries = 6

    /// Subscriptions whose downtime is a microsecond less than what a bound allows, exactly that, and a
    /// microsecond more: chance would not come upon them.
    func storeBoundaries(_ connection: Connection) throws {
        var terms = try axantis(id: "T-exact", onRequest: false)
        terms.timeZone = "UTC"
        terms.coverage.weekly = always
        terms.availability.basis = .calendar
        terms.availability.target = .atLeast(try percent(99_000_000))
        terms.credit?.schedule = .tiers([
            .init(below: try percent(99_000_000), rate: try percent(5_000_000)),
            .init(below: try percent(98_000_000), rate: try percent(10_000_000)),
        ])
        try add(terms, on: connection)
        let start = Int64(month.firstDay.daysSinceEpoch) * Microseconds.perDay
        let hundredth = Int64(month.length) * Microseconds.perDay / 100
        let lengths = [1, 2].flatMap { percent in (-1...1).map { percent * hundredth + $0 } }
        try importing(
            "subscriptions",
            rows: lengths.indices.map { index in
                [
                    .text("E-\(index)"), .text("C-1"), .text("V-exact"), .text("T-exact"),
                    .day(month.firstDay), .absent, .text("none"), .absent, .absent,
                    .bool(false),
                ]
            }, on: connection)
        try importing(
            "invoices",
            rows: lengths.indices.map { index in
                [
                    .text("F"), .absent, .text("E-\(index)"), .day(month.firstDay), .day(month.lastDay),
                    // Half a cent of credit at 5 % and none at 10 %.
                    .integer(1010), .integer(20_000_000), .text("EUR"), .text("recurring"), .absent,
                    .absent, .absent, .absent, .bool(false),
                ]
            }, on: connection)
        try importing(
            "outages",
            rows: lengths.enumerated().map { index, length in
                [
                    .text("exact"), .text("E-\(index)"), .absent, .text("E-\(index)"), .instant(start),
                    .instant(start + length), .instant(start), .absent, .integer(100_000_000),
                    .absent, .bool(false),
                ]
            }, on: connection)
    }
}
