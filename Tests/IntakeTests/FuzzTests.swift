import Intake
import SLA
import Sense
import TestSupport
import Testing

@Suite("Whatever is not valid is accounted for")
struct FuzzTests {
    /// Bytes in which the marks of both formats are frequent.
    private func bytes(_ count: Int, using random: inout SeededGenerator) -> [UInt8] {
        let marks = Array("\"\"\"\n\n\r,,,;\t{}:\\u0 -2026T+Z.".utf8)
        return (0..<count).map { _ in
            Int.random(in: 0..<8, using: &random) == 0
                ? UInt8.random(in: .min ... .max, using: &random)
                : marks.randomElement(using: &random) ?? 0
        }
    }

    @Test("random bytes as rows of CSV", arguments: [",", ";", "\t"])
    func csv(separator: String) throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let header = Array("calendar,date,name\n".replacing(",", with: separator).utf8)
        for _ in 0..<1500 {
            let content = header + bytes(.random(in: 0...160, using: &random), using: &random)
            let chunk = Int.random(in: 1...64, using: &random)
            #expect(FileSense.nonsense(.holidays, content, chunks: [chunk]) == nil, "seed \(seed)")
        }
    }

    @Test("random bytes among good rows")
    func damagedFile() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<600 {
            var rows: [RandomRow] = []
            for _ in 0..<6 { rows.append(RandomRow(.outages, using: &random)) }
            let isCSV = Bool.random(using: &random)
            let text =
                isCSV
                ? RandomFile.csv(.outages, rows, using: &random)
                : RandomFile.jsonLines(.outages, rows, using: &random)
            var content = Array(text.utf8)
            // The header, or what tells JSON from CSV, stays as it is.
            let mark = isCSV ? UInt8(ascii: "\n") : UInt8(ascii: "{")
            let headerEnd = (content.firstIndex(of: mark) ?? 0) + 1
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let position = Int.random(in: headerEnd..<content.count, using: &random)
                let end = min(content.count, position + Int.random(in: 0...3, using: &random))
                let damage = bytes(.random(in: 0...3, using: &random), using: &random)
                content.replaceSubrange(position..<end, with: damage)
            }
            let chunk = Int.random(in: 1...200, using: &random)
            #expect(FileSense.nonsense(.outages, content, chunks: [chunk]) == nil, "seed \(seed)")
        }
    }

    @Test("random bytes as JSON Lines")
    func jsonLines() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<1500 {
            let content = Array("{\"".utf8) + bytes(.random(in: 0...160, using: &random), using: &random)
            let chunk = Int.random(in: 1...64, using: &random)
            #expect(FileSense.nonsense(.outages, content, chunks: [chunk]) == nil, "seed \(seed)")
        }
    }

    @Test("random bytes as a whole file are read or refused, never worse", arguments: FactKind.allCases)
    func wholeFile(kind: FactKind) {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            let content = bytes(.random(in: 0...200, using: &random), using: &random)
            #expect(FileSense.nonsense(kind, content) == nil, "seed \(seed)")
        }
    }

    @Test("random text as one value of every column", arguments: FactKind.allCases)
    func values(kind: FactKind) throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for column in kind.columns {
            for _ in 0..<60 {
                let content = bytes(.random(in: 1...30, using: &random), using: &random)
                let read = try OneValue(kind, column.name, bytes: content)
                #expect((read.value == nil) != (read.reason == nil), "seed \(seed), \(content)")
            }
        }
    }
}
