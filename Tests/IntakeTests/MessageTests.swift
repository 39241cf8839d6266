import Intake
import SLA
import Sense
import Testing

@Suite("Messages")
struct MessageTests {
    @Test("a rejection is one line: LINE: column: reason (value)")
    func rejection() throws {
        let file = try ReadFile(.holidays, "calendar,date,name\nX,2026-5-1,\"a\nb\"\nX\n,2026-05-01,N\n")
        #expect(
            file.reasons == [
                "2: date: is not a date; write 2026-10-05 (2026-5-1)",
                "4: has 1 field, but the header has 3 (X)",
                "5: calendar: is required but empty",
            ])
        #expect(file.rejections[0].lineCount == 2)
        #expect(file.rejections[0].record == Array("X,2026-5-1,\"a\nb\"".utf8))
    }

    @Test("every fault of a row is told, in the order of the interface")
    func everyFault() throws {
        let file = try ReadFile(.holidays, "name,date,calendar\n,never,\n")
        #expect(
            file.reasons == [
                """
                2: calendar: is required but empty
                2: date: is not a date; write 2026-10-05 (never)
                2: name: is required but empty
                """
            ])
    }

    @Test("a rejection keeps at most 64 KiB of its record, and says so", arguments: [65_535, 65_536, 65_537])
    func record(length: Int) throws {
        let start = "X,never,"
        let line = start + String(repeating: "n", count: length - start.utf8.count)
        let file = try ReadFile(.holidays, "calendar,date,name\n\(line)\n")
        #expect(file.rejections.map(\.record.count) == [min(length, 65_536)])
        #expect(file.rejections.map(\.recordIsTruncated) == [length > 65_536])
    }

    @Test("the caller can reject a row for what only it can know")
    func callersRejection() throws {
        var reader = try Reader(
            kind: .requests,
            source: .bytes(Array("subscription,month,requested_on\nS-1,2026-10,2026-11-02\n".utf8)))
        var row = Row()
        _ = try reader.next(&row)
        let rejection = row.rejection(.requests, column: 0, reason: "is not a known subscription")
        #expect(rejection.description == "2: subscription: is not a known subscription (S-1)")
        #expect(rejection.record == Array("S-1,2026-10,2026-11-02".utf8))
        let month = row.rejection(.requests, column: 1, reason: "is closed")
        #expect(month.description == "2: month: is closed (2026-10)")
    }
}
