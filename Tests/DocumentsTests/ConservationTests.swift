import Documents
import SLA
import TestSupport
import Testing

@Suite struct ConservationTests {
    @Test("in every document the classes printed sum to the period printed, exactly (R16)")
    func classesSum() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for index in 0..<150 {
            let entry = Samples.entry(.random("SUB-\(index)", using: &random))
            let place = Comment("seed \(seed), month \(index)")
            let month = entry.facts.month
            let explained = try JSON(Samples.explanation(entry).json)
            let report = try JSON(try Samples.report([entry], as: .json, on: month))
            let reported = report["subscriptions"].elements[0]
            #expect(explained["assessment"]["seconds"] == reported["seconds"], place)
            let rows = try Samples.report([entry], as: .csv(.standard), on: month)
            let text = String(decoding: Samples.explanation(entry).text(.english), as: UTF8.self)
            let seconds = reported["seconds"]
            guard seconds != .null else {
                #expect(entry.facts.calendar == nil, place)
                continue
            }
            try #require(sum(seconds) == seconds["period"].microseconds, place)
            try #require(sumOfCSV(rows) == seconds["period"].microseconds, place)
            try #require(sumOfText(text) == seconds["period"].microseconds, place)
            for outage in reported["outages"].elements {
                let excused = total(outage["excused"])
                #expect(excused == outage["excused_seconds"].microseconds, place)
            }
        }
    }

    /// Of an object of lengths.
    private func total(_ value: JSON) -> Int64? {
        guard case .object(let members) = value else { return nil }
        return members.values.reduce(0) { $0 + ($1.microseconds ?? .min / 64) }
    }

    private func sum(_ seconds: JSON) -> Int64? {
        let classes = [
            "outside_hours", "holiday", "planned_maintenance", "available", "counted_downtime",
            "unnotified_downtime",
        ]
        return total(seconds["excused"]).map { excused in
            classes.reduce(excused) { $0 + (seconds[$1].microseconds ?? .min / 64) }
        }
    }

    private func sumOfCSV(_ bytes: [UInt8]) -> Int64? {
        let lines = bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        let cells = lines[1].split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
        let others = ["period", "covered", "excused", "up", "of"].map { $0 + "_seconds" }
        return zip(CSVReport.columns, cells).reduce(0 as Int64?) { sum, cell in
            guard cell.0.hasSuffix("_seconds"), !others.contains(cell.0) else { return sum }
            guard let sum, let time = JSON.microseconds(cell.1) else { return nil }
            return sum + time
        }
    }

    /// The seconds of the section of classes, up to its sum.
    private func sumOfText(_ text: String) -> Int64? {
        let section = text.split(separator: "\n").drop { $0 != "Classes of every instant (R16)" }.dropFirst()
        return section.prefix { !$0.hasPrefix("  sum ") }.reduce(0 as Int64?) { sum, line in
            let words = line.split(separator: " ")
            guard let sum, let time = JSON.microseconds(String(words[words.count - 2])) else {
                return nil
            }
            return sum + time
        }
    }
}
