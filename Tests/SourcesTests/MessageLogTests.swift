import Intake
import SLA
import Testing

/// What a conversion says. Source: docs/reference/sources.md "What is reported".
@Suite struct MessageLogTests {
    /// The groups of one file of outages, whose records are `ID,START,HOST`.
    private func groups(_ records: [String], keepsAll: Bool = false) throws -> (log: MessageLog, refused: Int)
    {
        let trial = Trial(
            "read: { format: csv }\nid: id\nstart: from\nobject: host", objects: "object,service\na,s\n")
        let profile = try trial.read()
        let mapping = try #require(profile.mapping(of: .outages))
        var options = ConversionOptions(source: "trial")
        options.objects = try ObjectsFile.parse(Array("object,service\na,s\n".utf8))
        var refused = 0
        let log = MessageLog(keepsAll: keepsAll) { _ in refused += 1 }
        var conversion = Conversion(mapping, kind: .outages, options, log: log)
        let text = "id,from,host\n" + records.map { $0 + "\n" }.joined()
        try conversion.read([.bytes(Array(text.utf8))])
        _ = conversion.finish()
        return (log, refused)
    }

    @Test func sentencesOfOneKindAreKeptUpToFiveWithTheirLines() throws {
        let records = (1...30).map { $0 % 2 == 0 ? "\($0),,a" : "\($0),x,a" }
        let (log, refused) = try groups(records)
        #expect(log.groups.map(\.count) == [15, 15])
        #expect(log.groups.map(\.first.count) == [5, 5])
        #expect(log.groups[0].lines.map(\.lines) == (0..<8).map { 2 + $0 * 2...2 + $0 * 2 })
        #expect(log.groups.allSatisfy { $0.isCut })
        #expect(log.all.isEmpty)
        #expect(refused == 30)
        #expect(log.counts.refused == 30)
    }

    @Test func neighbouringLinesAreOneRange() throws {
        let (log, _) = try groups((1...7).map { "\($0),x,a" })
        #expect(log.groups.count == 1)
        #expect(log.groups[0].lines.map(\.lines) == [2...8])
        #expect(!log.groups[0].isCut)
    }

    @Test func otherReasonsAndOtherObjectsAreOtherKinds() throws {
        let (log, _) = try groups([
            "1,x,a", "2,2026-02-30T00:00:00Z,a", "3,,a", "4,2026-10-05T00:00:00Z,b",
            "5,2026-10-05T00:00:00Z,c",
        ])
        #expect(log.groups.map(\.count) == [1, 1, 1, 1, 1])
    }

    @Test func allAreKeptWhereAllAreWanted() throws {
        let (log, _) = try groups((1...30).map { "\($0),x,a" }, keepsAll: true)
        #expect(log.all.count == 30)
        #expect(log.all.map(\.line) == (2...31).map { $0 })
    }

    @Test(arguments: SourceMessage.Code.allCases)
    func whatIsRefusedUnmappedOrIncompleteFailsAndNothingElse(code: SourceMessage.Code) {
        let failures: Set<SourceMessage.Code> = [
            .unmapped, .noScope, .badValue, .endsBeforeStart, .endUnknown, .unknownState, .incomplete,
        ]
        #expect(code.isFailure == failures.contains(code))
        #expect(code.isRefusal == (failures.contains(code) && code != .unmapped && code != .incomplete))
    }
}
