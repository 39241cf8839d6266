import Intake
import SLA
import Sense
import TestSupport
import Testing

@Suite("Whatever is valid comes back equal")
struct RoundTripTests {
    @Test(
        "random rows written as CSV and as JSON Lines are read as what they are", arguments: FactKind.allCases
    )
    func roundTrip(kind: FactKind) throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<40 {
            var rows: [RandomRow] = []
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                rows.append(RandomRow(kind, using: &random))
            }
            let chunk = [1, 7, 64, 4096].randomElement(using: &random) ?? 1
            let csv = RandomFile.csv(kind, rows, using: &random)
            let json = RandomFile.jsonLines(kind, rows, using: &random)
            for text in [csv, json] {
                let read = try ReadFile(kind, text, chunk: chunk)
                #expect(read.reasons == [], "seed \(seed)")
                #expect(read.rows.map(\.values) == rows.map(\.values), "seed \(seed)")
            }
        }
    }
}
