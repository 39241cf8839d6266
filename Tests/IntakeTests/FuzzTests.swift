import Intake
import Testing

@Suite("Whatever is not valid is accounted for")
struct FuzzTests {
    private static let lineFeed = UInt8(ascii: "\n")

    /// Bytes in which the marks of both formats are frequent.
    private func bytes(_ count: Int, using random: inout SplitMix) -> [UInt8] {
        let marks = Array("\"\"\"\n\n\r,,,;\t{}:\\u0 -2026T+Z.".utf8)
        return (0..<count).map { _ in
            Int.random(in: 0..<8, using: &random) == 0
                ? UInt8.random(in: .min ... .max, using: &random)
                : marks.randomElement(using: &random) ?? 0
        }
    }

    /// Every line that is not blank belongs to the header or to one row or rejection, in order.
    private func checkLines(_ read: ReadFile, _ bytes: [UInt8], headerLines: Int, _ comment: Comment) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let content = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
        let lines = content.split(separator: Self.lineFeed, omittingEmptySubsequences: false)
        var spans: [(first: Int, count: Int)] = read.rows.map { ($0.line, $0.lineCount) }
        spans += read.rejections.map { ($0.line, $0.lineCount) }
        spans.sort { $0.first < $1.first }
        var next = headerLines + 1
        for span in spans + [(lines.count + 1, 0)] {
            #expect(span.first >= next, comment)
            guard span.first >= next else { return }
            for line in next..<span.first {
                #expect(lines[line - 1].allSatisfy { [0x20, 0x09, 0x0D].contains($0) }, comment)
            }
            next = span.first + span.count
        }
        for rejection in read.rejections where rejection.lineCount == 1 {
            var line = lines[rejection.line - 1]
            if line.last == 0x0D && rejection.record.count < line.count { line.removeLast() }
            #expect(rejection.record == Array(line), comment)
        }
        for row in read.rows {
            let whole = lines[(row.line - 1)..<(row.line - 1 + row.lineCount)].joined(separator: [
                Self.lineFeed
            ])
            #expect(Array(whole).starts(with: row.record), comment)
        }
    }

    @Test("random bytes as rows of CSV", arguments: [",", ";", "\t"])
    func csv(separator: String) throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SplitMix(seed: seed)
        let header = Array("calendar,date,name\n".replacing(",", with: separator).utf8)
        for _ in 0..<1500 {
            let content = header + bytes(.random(in: 0...160, using: &random), using: &random)
            let read = try ReadFile(.holidays, bytes: content, chunk: .random(in: 1...64, using: &random))
            checkLines(read, content, headerLines: 1, "seed \(seed)")
            #expect(try ReadFile(.holidays, bytes: content) == read, "seed \(seed)")
        }
    }

    @Test("random bytes among good rows")
    func damagedFile() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SplitMix(seed: seed)
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
            let mark = isCSV ? Self.lineFeed : UInt8(ascii: "{")
            let headerEnd = (content.firstIndex(of: mark) ?? 0) + 1
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let position = Int.random(in: headerEnd..<content.count, using: &random)
                let end = min(content.count, position + Int.random(in: 0...3, using: &random))
                let damage = bytes(.random(in: 0...3, using: &random), using: &random)
                content.replaceSubrange(position..<end, with: damage)
            }
            let read = try ReadFile(.outages, bytes: content, chunk: .random(in: 1...200, using: &random))
            checkLines(read, content, headerLines: isCSV ? 1 : 0, "seed \(seed)")
            #expect(try ReadFile(.outages, bytes: content) == read, "seed \(seed)")
        }
    }

    @Test("random bytes as JSON Lines")
    func jsonLines() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SplitMix(seed: seed)
        for _ in 0..<1500 {
            let content = Array("{\"".utf8) + bytes(.random(in: 0...160, using: &random), using: &random)
            let read = try ReadFile(.outages, bytes: content, chunk: .random(in: 1...64, using: &random))
            checkLines(read, content, headerLines: 0, "seed \(seed)")
        }
    }

    @Test("random bytes as a whole file are read or refused, never worse", arguments: Kind.allCases)
    func wholeFile(kind: Kind) {
        let seed = UInt64.random(in: .min ... .max)
        var random = SplitMix(seed: seed)
        for _ in 0..<150 {
            let content = bytes(.random(in: 0...200, using: &random), using: &random)
            let error = refusal(kind, bytes: content)
            #expect(error == nil || error?.cause == .refused, "seed \(seed)")
        }
    }

    @Test("random text as one value of every column", arguments: Kind.allCases)
    func values(kind: Kind) throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SplitMix(seed: seed)
        for column in kind.columns {
            for _ in 0..<60 {
                let content = bytes(.random(in: 1...30, using: &random), using: &random)
                let read = try OneValue(kind, column.name, bytes: content)
                #expect((read.value == nil) != (read.reason == nil), "seed \(seed), \(content)")
            }
        }
    }
}
