import Intake
import Sense
import TestSupport
import Testing

@Suite("Random JSON")
struct JSONRandomTests {
    private static let paths = ["a", "b.id", "id", "é.a.b", "^.a", "^.id.b", "^.^.id"]

    /// As `SourceReading` writes a record, without its line.
    private func shown(_ record: RandomJSON, _ around: [RandomJSON]) -> String {
        Self.paths.compactMap { path in
            let steps = path.split(separator: ".").map(String.init)
            let climbs = steps.prefix { $0 == "^" }.count
            guard climbs <= around.count else { return nil }
            let start = climbs == 0 ? record : around[around.count - climbs]
            let values = start.values(steps.dropFirst(climbs)).flatMap(\.scalars)
            return values.isEmpty ? nil : "\(path)=\(values.joined(separator: "|"))"
        }.joined(separator: " ")
    }

    private func records(_ format: SourceFormat, _ text: String, chunk: Int) -> [String] {
        SourceReading(format, Array(text.utf8), chunk: chunk).items.compactMap { item in
            item.contains(": refused ") ? nil : String(item.drop { $0 != ":" }.dropFirst(2))
        }
    }

    @Test("gives the records of a plain reading", arguments: ["*", "a.*", "*.*", "a.*.b.*", "a.b.*.*.id.*"])
    func documents(each: String) throws {
        var random = Seed.generator(821 + each.count)
        let format = try SourceFormat.json(.json(isTable: false), each: each, Self.paths)
        let steps = each.split(separator: ".").map(String.init)
        var found = 0
        for _ in 0..<600 {
            let value = RandomJSON(&random, along: steps[...])
            let text = value.written(&random)
            let expected = value.elements(steps[...]).map { shown($0.0, $0.1) }
            found += expected.count
            let chunk = random.pick(1...40)
            #expect(records(format, text, chunk: chunk) == expected, "\(text.debugDescription)")
        }
        #expect(found > 100)
    }

    @Test("gives the lines of a plain reading, and what is around their parts")
    func lines() throws {
        var random = Seed.generator(829)
        let format = try SourceFormat.json(.jsonLines, each: "a.*", Self.paths)
        for _ in 0..<1_500 {
            let value = RandomJSON.object([
                ("a", RandomJSON(&random, depth: 4)), ("id", RandomJSON(&random, depth: 2)),
            ])
            let text = value.written(&random).replacing("\r\n", with: " ").replacing("\n", with: " ")
            let expected = value.elements(["a", "*"]).map { shown($0.0, [value]) }
            #expect(records(format, text, chunk: random.pick(1...40)) == expected, "\(text.debugDescription)")
        }
    }

    @Test("that is damaged anywhere is read alike in pieces of any size")
    func damaged() throws {
        var random = Seed.generator(830)
        let formats = try [
            SourceFormat.json(.json(isTable: false), each: "a.*", Self.paths, document: ["b.id", "id"]),
            SourceFormat.json(.json(isTable: true), Self.paths), SourceFormat.json(.jsonLines, Self.paths),
        ]
        for _ in 0..<1_500 {
            var bytes = Array(RandomJSON(&random, depth: 5).written(&random).utf8)
            for _ in 0..<random.pick(1...3) {
                let place = random.pick(0...bytes.count)
                let end = min(bytes.count, place + random.pick(0...2))
                let damage = (0..<random.pick(0...2)).map { _ in
                    random.pick(Array("[]{},:\"\\a1 \u{1}é".utf8))
                }
                bytes.replaceSubrange(place..<end, with: damage)
            }
            let format = random.pick(formats)
            let whole = SourceReading(format, bytes)
            let pieces = SourceReading(format, bytes, chunk: random.pick(1...30))
            #expect(pieces == whole, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }
}
