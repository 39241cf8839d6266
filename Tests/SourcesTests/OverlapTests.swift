import Intake
import SLA
import TestSupport
import Testing

/// Exports that repeat and overlap each other give what one whole export gives.
/// Source: docs/reference/sources.md "Repeated exports".
@Suite struct OverlapTests {
    private static let objects = "object,service,subscription\na,svc,\nb,,S1\nb,,S2\nlab,,\n"

    /// The history of some keys: `(key, second, state)`, sorted by time.
    private static func history(_ chance: inout SeededGenerator) -> [(
        key: String, second: Int, state: String
    )] {
        var second = 0
        return (0..<chance.pick(5...60)).map { _ in
            second += chance.pick(1...90)
            return (
                chance.pick(["a", "b", "lab", "zzz"]), second, chance.pick(["D", "D", "U", "U", "?", "S"])
            )
        }
    }

    private static func file(_ records: some Sequence<(key: String, second: Int, state: String)>) -> String {
        TrackTests.header
            + records.map { record in
                let instant = Instant(microseconds: Int64(1_791_270_000 + record.second) * 1_000_000)
                return "\(record.key),\(instant.utcText),\(record.state),\n"
            }.joined()
    }

    private static func run(_ files: [String], _ more: String, chunk: Int = .max) throws -> Outcome {
        var trial = Trial(TrackTests.mapping + "\n" + more, objects: objects)
        trial.files = files.map { ("f", $0) }
        trial.chunk = chunk
        return try trial.run()
    }

    @Test(arguments: 0..<60)
    func filesThatOverlapInAnyOrderGiveWhatOneWholeFileGives(round: Int) throws {
        var chance = Seed.generator(7100 + round)
        let history = Self.history(&chance)
        let more =
            "order: time" + (chance.chance(50) ? "\nsampled: true" : "")
            + (chance.chance(50) ? "\npairs: true" : "")
        let whole = try Self.run([Self.file(history)], more)
        var files: [String] = []
        var covered = 0
        while covered < history.count {
            let start = chance.pick(0...covered)
            let end = chance.pick(covered + 1...history.count)
            var part = Array(history[start..<end])
            if chance.chance(50) { part.shuffle(using: &chance) }
            files.append(Self.file(part))
            covered = end
        }
        files.shuffle(using: &chance)
        let parts = try Self.run(files, more)
        #expect(parts.table == whole.table)
        #expect(parts.codes.count == whole.codes.count)
    }

    @Test(arguments: 0..<40)
    func consecutiveFilesInAnyOrderGiveWhatOneWholeFileGives(round: Int) throws {
        var chance = Seed.generator(7200 + round)
        let history = Self.history(&chance)
        let more = "order: file\nat_end: \(chance.pick(["open", "last_record"]))"
        let whole = try Self.run([Self.file(history)], more)
        var files: [String] = []
        var rest = history[...]
        while !rest.isEmpty {
            let part = rest.prefix(chance.pick(1...max(1, rest.count)))
            files.append(Self.file(part))
            rest = rest.dropFirst(part.count)
        }
        files.shuffle(using: &chance)
        let parts = try Self.run(files, more)
        #expect(parts.table == whole.table)
        #expect(
            parts.codes.sorted { $0.rawValue < $1.rawValue }
                == whole.codes.sorted { $0.rawValue < $1.rawValue })
    }

    /// A row by its id, as an import would keep it: the last one that was imported.
    private static func imported(_ exports: [Outcome]) -> Set<String> {
        var rows: [Substring: String] = [:]
        for row in exports.flatMap(\.rows) {
            let cells = row.split(separator: "|", omittingEmptySubsequences: false)
            rows[cells[1]] = row
        }
        return Set(rows.values)
    }

    @Test(arguments: 0..<60)
    func exportsThatBeginAtTheBeginningLeaveWhatTheLastOneGives(round: Int) throws {
        var chance = Seed.generator(7300 + round)
        let history = Self.history(&chance)
        let lengths =
            (0..<chance.pick(1...4)).map { _ in chance.pick(1...history.count) }.sorted() + [history.count]
        let more = "order: time"
        let exports = try lengths.map { try Self.run([Self.file(history[..<$0])], more) }
        let whole = try Self.run([Self.file(history)], more)
        #expect(Self.imported(exports) == Set(whole.rows))
    }

    @Test(arguments: 0..<30)
    func howManyBytesAFileGivesAtATimeDoesNotMatter(round: Int) throws {
        var chance = Seed.generator(7400 + round)
        let file = Self.file(Self.history(&chance))
        let whole = try Self.run([file], "order: time")
        let parts = try Self.run([file], "order: time", chunk: chance.pick(1...40))
        #expect(parts.table == whole.table)
        #expect(parts.said == whole.said)
    }

    @Test(arguments: 0..<60)
    func noMinuteOfWhichNothingIsKnownBecomesDowntime(round: Int) throws {
        var chance = Seed.generator(7500 + round)
        let history = Self.history(&chance)
        let outcome = try Self.run([Self.file(history)], "order: time")
        // Second by second: down from a record that says so until one that says something else.
        for key in ["a", "b"] {
            let last = history.last?.second ?? 0
            let own = history.filter { $0.key == key && $0.state != "S" }
            var down: Set<Int> = []
            for (index, record) in own.enumerated() where record.state == "D" {
                let next = index + 1 < own.count ? own[index + 1].second : last + 1
                down.formUnion(record.second..<next)
            }
            var told: Set<Int> = []
            for row in outcome.rows {
                let cells = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
                guard cells[1].hasPrefix("\(key)@") else { continue }
                let instant = try #require(Timestamp.instant(cells[4]))
                let start = instant.microseconds / 1_000_000 - 1_791_270_000
                let end = Timestamp.instant(cells[5]).map { $0.microseconds / 1_000_000 - 1_791_270_000 }
                let first = Int(start)
                for second in first..<max(first, end.map { Int($0) } ?? last + 1) { told.insert(second) }
            }
            #expect(told == down)
        }
    }
}
