import Intake
import SLA
import Testing

/// Records that are parts of JSON documents and lines. Source: docs/reference/sources.md "Mappings".
@Suite struct DocumentTests {
    private static let mapping = """
        read: { format: json }
        each: "incidents.*.parts.*"
        nothing: "incident {id} names no part"
        where: { kind: { not: group } }
        id: "{^.id}/{id}"
        start: ^.from
        object: id
        """
    private static let objects = "object,service\na,svc\nlab,\n"

    private static func incident(_ id: String, _ parts: String...) -> String {
        #"{"id":"\#(id)","from":"2026-10-05T10:00:00Z","parts":[\#(parts.map { "{\($0)}" }.joined(separator: ","))]}"#
    }

    private func run(_ incidents: String..., mapping: String = mapping, more: String = "") throws -> Outcome {
        try Trial(
            mapping, #"{"incidents":[\#(incidents.joined(separator: ",\n"))]\#(more)}"#, objects: Self.objects
        ).run()
    }

    @Test func partsKnowWhatIsAroundThem() throws {
        let outcome = try run(Self.incident("1", #""id":"a""#, #""id":"lab""#))
        #expect(outcome.rows == ["trial|1/a|svc||2026-10-05T10:00:00Z|"])
        #expect(outcome.said.isEmpty)
        #expect(outcome.counts.leftOut == 1)
    }

    @Test func whatComesToNothingIsToldUnlessItIsLeftOutOrSomethingElseWasSaid() throws {
        let outcome = try run(
            Self.incident("none"), Self.incident("groups", #""id":"a","kind":"group""#),
            Self.incident("left out", #""id":"lab""#), Self.incident("unmapped", #""id":"zzz""#),
            Self.incident("both", #""id":"lab""#, #""id":"a","kind":"group""#))
        #expect(outcome.rows.isEmpty)
        #expect(
            outcome.said == [
                "1:4: zzz: is not in the objects file (1 event)", "1:1: incident none names no part",
                "1:2: incident groups names no part",
            ])
        #expect(outcome.codes == [.unmapped, .nothing, .nothing])
    }

    @Test func theSameInTwoExportsIsToldOnceAndNotWhereOneOfThemGivesARow() throws {
        let first = #"{"incidents":[\#(Self.incident("1", #""id":"a""#)),\#(Self.incident("2"))]}"#
        let second = #"{"incidents":[\#(Self.incident("1", #""id":"a""#)),\#(Self.incident("2"))]}"#
        var trial = Trial(Self.mapping, objects: Self.objects)
        trial.files = [("a", first), ("b", second)]
        let outcome = try trial.run()
        #expect(outcome.rows.count == 1)
        #expect(outcome.said == ["a:1: incident 2 names no part"])
    }

    @Test func anOutermostRecordThatIsPassedOverAsAWholeHasNotComeToNothing() throws {
        let mapping = """
            read: { format: json }
            each: "*"
            nothing: "{id} is nothing"
            where: { kind: { not: test } }
            id: id
            start: from
            service: svc
            """
        let outcome = try Trial(
            mapping, #"[{"id":"1","kind":"test"},{"id":"2","from":"2026-10-05T10:00:00Z"}]"#
        ).run()
        #expect(outcome.said == ["1:1: 2: names neither a subscription nor a service nor an object"])
        #expect(outcome.counts.passedOver == 1)
    }

    @Test func aTracksIncidentsThatRecordNoOutageAreTold() throws {
        let mapping = """
            read: { format: json }
            each: "i.*.u.*.c.*"
            nothing: "incident {id} records no outage"
            key: "{^.^.id}/{n}"
            at: ^.at
            state: s
            states: { up: up, down: down }
            order: time
            id: "{^.^.id}/{n}"
            object: "n"
            """
        func update(_ minute: Int, _ states: String) -> String {
            #"{"at":"2026-10-05T10:0\#(minute):00Z","c":[\#(states)]}"#
        }
        func part(_ name: String, _ state: String) -> String { #"{"n":"\#(name)","s":"\#(state)"}"# }
        let document = """
            {"i":[
            {"id":"1","u":[\(update(2, part("a", "up"))),\(update(1, part("a", "down")))]},
            {"id":"2","u":[\(update(2, part("a", "up")))]},
            {"id":"3","u":[\(update(2, part("lab", "up")))]},
            {"id":"4","u":[\(update(2, part("lab", "down")))]},
            {"id":"5","u":[\(update(2, part("lab", "up") + "," + part("a", "up")))]},
            {"id":"6","u":[]}
            ]}
            """
        let outcome = try Trial(mapping, document, objects: Self.objects).run()
        #expect(outcome.rows == ["trial|1/a|svc||2026-10-05T10:01:00Z|2026-10-05T10:02:00Z"])
        #expect(
            outcome.said == [
                "1:3: incident 2 records no outage", "1:6: incident 5 records no outage",
                "1:7: incident 6 records no outage",
            ])
    }

    @Test(arguments: [
        (#","more":true"#, ["1:1: is one page of several"]), (#","more":false"#, []), ("", []),
        (#","page":{"next":"x"},"more":true"#, ["1:1: is one page of several", "1:1: goes on at x"]),
    ])
    func aFileThatSaysThatItIsNotAllIsIncomplete(more: String, said: [String]) throws {
        let mapping =
            Self.mapping
            + "\nincomplete:\n  - { when: { more: \"true\" }, say: is one page of several }\n"
            + "  - { when: { page.next: { present: true } }, say: \"goes on at {page.next}\" }"
        let outcome = try run(Self.incident("1", #""id":"a""#), mapping: mapping, more: more)
        #expect(outcome.rows.count == 1)
        #expect(outcome.said == said)
        #expect(outcome.hasFailure == !said.isEmpty)
        #expect(outcome.codes.allSatisfy { $0 == .incomplete })
    }

    @Test func aLineThatSaysThatItIsNotAllIsIncompleteByItself() throws {
        let mapping = """
            read: { format: jsonl }
            incomplete:
              - { when: { cut: { at_least: "1" } }, say: "{cut} were cut off" }
            each: "alerts.*"
            id: id
            start: at
            service: svc
            """
        func line(_ id: Int, cut: Int) -> String {
            #"{"cut":\#(cut),"alerts":[{"id":\#(id),"at":"2026-10-05T10:00:00Z","svc":"s"}]}"#
        }
        let outcome = try Trial(mapping, [line(1, cut: 0), line(2, cut: 3), ""].joined(separator: "\n")).run()
        #expect(outcome.rows.count == 2)
        #expect(outcome.said == ["1:2: 3 were cut off"])
        #expect(outcome.hasFailure)
    }

    @Test func aBadLineIsRefusedAndTheNextOneRead() throws {
        let mapping = "read: { format: jsonl }\nid: id\nstart: at\nservice: svc"
        let good = #"{"id":"1","at":"2026-10-05T10:00:00Z","svc":"s"}"#
        let outcome = try Trial(mapping, "{\"id\":\n\(good)\n").run()
        #expect(outcome.rows.count == 1)
        #expect(outcome.codes == [.badValue])
        #expect(outcome.counts.records == 2)
        #expect(outcome.counts.refused == 1)
        #expect(outcome.hasFailure)
    }
}
