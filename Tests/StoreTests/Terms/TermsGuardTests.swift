internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("The database guards its terms")
struct TermsGuardTests {
    private func window(_ weekday: Int, _ from: String, _ to: String) -> String {
        """
        insert into terms_window (terms_key, weekday, from_us, to_us)
        select terms_key, \(weekday), extract(epoch from interval '\(from)') * 1000000,
            extract(epoch from interval '\(to)') * 1000000 from terms_version
        """
    }

    private func tier(_ position: Int, below: Int, rate: Int) -> String {
        """
        insert into terms_tier (terms_key, position, condition, bound, rate_numerator, rate_denominator)
        select terms_key, \(position), 'below', \(below), \(rate), 100000000 from terms_version
        """
    }

    @Test("a stored version is neither changed nor removed")
    func unchangeable() throws {
        try TestDatabase.with { _, connection in
            try add(axantis(), on: connection)
            let columns = [
                ("terms_version", "title = 'x'"), ("terms_window", "to_us = to_us + 1"),
                ("terms_tier", "bound = 1"),
            ]
            for (table, change) in columns {
                try Planted.refused(
                    [
                        Planted("delete from \(table)", Planted.unchangeable),
                        Planted("truncate \(table) cascade", Planted.unchangeable),
                        Planted("update \(table) set \(change)", Planted.unchangeable),
                    ], on: connection)
            }
        }
    }

    @Test("a stored version gets no further window and no further tier")
    func complete() throws {
        try TestDatabase.with { _, connection in
            try add(axantis(), on: connection)
            try Planted.refused(
                [
                    Planted(window(7, "00:00", "24:00"), Planted.foreignKey),
                    Planted(tier(4, below: 95_000_000, rate: 30_000_000), Planted.foreignKey),
                ], on: connection)
        }
    }

    @Test("the windows of a day may touch but not overlap, and lie within the day")
    func windows() throws {
        try TestDatabase.with { _, connection in
            try add(axantis(), on: connection)
            let overlap = "terms_windows_do_not_overlap"
            try Planted.refused(
                [
                    Planted(window(1, "17:59:59.999999", "19:00"), Planted.exclusion, overlap),
                    Planted(window(1, "07:00", "08:00:00.000001"), Planted.exclusion, overlap),
                    Planted(window(1, "09:00", "10:00"), Planted.exclusion, overlap),
                    Planted(window(1, "00:00", "24:00"), Planted.exclusion, overlap),
                    Planted(window(6, "09:00", "09:00"), Planted.check),
                    Planted(window(6, "09:00", "24:00:00.000001"), Planted.check),
                    Planted(window(6, "-1", "09:00"), Planted.check),
                    Planted(window(0, "09:00", "10:00"), Planted.check),
                    Planted(window(8, "09:00", "10:00"), Planted.check),
                ], on: connection)
            try connection.executeScript("alter table terms_window disable trigger references_hold")
            for good in [
                window(1, "18:00", "24:00"), window(1, "00:00", "08:00"), window(7, "00:00", "24:00"),
            ] {
                #expect(try connection.execute(good) == 1)
            }
        }
    }

    /// A Sunday's last window and another version's Monday are neighbours in the exclusion's numbers.
    @Test("the windows of two versions never meet")
    func versions() throws {
        try TestDatabase.with { _, connection in
            for version in 1...12 {
                var terms = try axantis(id: "terms-\(version)")
                terms.coverage.weekly = always
                #expect(try add(terms, on: connection))
            }
        }
    }

    /// R10.
    @Test("tiers fall in bound, rise in rate, and none lies above the target, in whatever order they come")
    func tiers() throws {
        try TestDatabase.with { _, connection in
            try add(axantis(), on: connection)
            try Planted.refused(
                [
                    Planted(tier(4, below: 97_000_000, rate: 30_000_000), Planted.check),
                    Planted(tier(4, below: 98_000_000, rate: 30_000_000), Planted.check),
                    Planted(tier(4, below: 90_000_000, rate: 20_000_000), Planted.check),
                    Planted(tier(4, below: 90_000_000, rate: 15_000_000), Planted.check),
                    Planted(tier(5, below: 99_850_001, rate: 30_000_000), Planted.check),
                    Planted(tier(4, below: 0, rate: 30_000_000), Planted.check),
                    Planted(tier(4, below: 90_000_000, rate: 100_000_001), Planted.check),
                    Planted(tier(3, below: 90_000_000, rate: 30_000_000), Planted.unique),
                    Planted(tier(0, below: 99_850_000, rate: 1), Planted.check),
                ], on: connection)
            try connection.executeScript("alter table terms_tier disable trigger references_hold")
            #expect(try connection.execute(tier(5, below: 90_000_000, rate: 40_000_000)) == 1)
            try Planted.refused(
                [Planted(tier(4, below: 89_000_000, rate: 30_000_000), Planted.check)], on: connection)
            #expect(try connection.execute(tier(4, below: 95_000_000, rate: 30_000_000)) == 1)
        }
    }

    @Test("a tier above the target is refused, one at the target is not")
    func target() throws {
        try TestDatabase.with { _, connection in
            var terms = try axantis()
            terms.credit?.schedule = .tiers([
                .init(below: try percent(99_850_001), rate: try percent(5_000_000))
            ])
            let stored = terms
            let error = try refusal { try add(stored, on: connection) }
            #expect(error.sqlState == Planted.check)
            #expect(try TermsVersions.list(connection).isEmpty)
            #expect(try connection.number("select count(*) from import_batch") == 0)
        }
    }

    @Test("terms that contradict themselves are refused")
    func contradictions() throws {
        try TestDatabase.with { _, connection in
            let contradictions: [(inout Terms) -> Void] = [
                {
                    $0.availability.notificationRequired = false
                    $0.availability.countedFrom = .notification
                },
                { $0.availability.target = nil },
                {
                    $0.credit?.onRequest = false
                    $0.credit?.requestWithin = .days(30)
                },
                { $0.credit?.requestWithin = .days(-1) },
                { $0.credit?.cap?.consecutiveDays = 0 },
                { $0.credit?.cap?.consecutiveDays = 367 },
                { $0.credit?.cap?.rate = .zero },
            ]
            for (index, contradict) in contradictions.enumerated() {
                var terms = try axantis()
                contradict(&terms)
                let contradictory = terms
                let error = try refusal { try add(contradictory, on: connection) }
                #expect(error.sqlState == Planted.check, "contradiction \(index)")
            }
            #expect(try add(axantis(), on: connection))
        }
    }
}
