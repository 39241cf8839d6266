import Intake
import SLA
import Sense
import Testing

@Suite("Hostile content")
struct HostileContentTests {
    private static let many = 200_000

    private func holiday(_ name: String) -> String {
        #"{"calendar":"X","date":"2026-05-01","name":\#(name)}"# + "\n"
    }

    @Test("JSON nested without end is rejected at its first bracket", arguments: ["[", #"{"a":"#])
    func depth(opening: String) throws {
        let bomb = holiday(String(repeating: opening, count: Self.many / opening.utf8.count))
        let read = try ReadFile(.holidays, bomb + holiday("\"N\""))
        #expect(read.rows.map(\.line) == [2])
        #expect(read.rejections.map(\.column) == ["name"])
        #expect(read.rejections[0].reason.hasSuffix("a value is text, a number, true, false or null"))
    }

    @Test("an array around everything is refused as a whole")
    func array() {
        let error = refusal(.holidays, String(repeating: "[", count: Self.many))
        #expect(error?.reason == "is a JSON array; write one object per line (JSON Lines)")
    }

    @Test("numbers of any size are refused for it, never cut", arguments: ["9", "0.", "-9", "1e"])
    func hugeNumber(start: String) throws {
        let number = start + String(repeating: "9", count: Self.many)
        for text in [number, "\"\(number)\""] {
            let read = try ReadFile(
                .invoices,
                #"{"invoice":"F","subscription":"S","month":"2026-10","issued_on":"2026-10-31","vat_rate":20,"#
                    + "\"amount_excl_tax\":\(text)}")
            #expect(read.rows.isEmpty)
            #expect(read.rejections.map(\.column) == ["amount_excl_tax"])
        }
        #expect(try OneValue(.invoices, "vat_rate", number).value == nil)
        #expect(try OneValue(.holidays, "date", number).value == nil)
        #expect(try OneValue(.outages, "ended_at", number).value == nil)
    }

    @Test("a key that comes again and again is rejected once")
    func duplicateKeys() throws {
        let members = String(repeating: #""name":"N","#, count: Self.many / 11)
        let read = try ReadFile(.holidays, "{\(members)\"date\":\"2026-05-01\"}")
        #expect(read.reasons.count == 1)
        #expect(read.rejections.map(\.column) == ["name"])
        #expect(read.rejections[0].reason == "appears twice in the object")
    }

    @Test("more columns than memory is worth are refused by the header", arguments: [",", ";", "\t"])
    func columns(separator: String) {
        let header = ["calendar", "date", "name"] + [String](repeating: "x", count: Self.many)
        #expect(refusal(.holidays, header.joined(separator: separator))?.column == "x")
    }

    @Test("more fields than columns reject their row")
    func fields() throws {
        let row = String(repeating: ",", count: Self.many)
        let read = try ReadFile(.holidays, "calendar,date,name\n\(row)\nX,2026-05-01,N\n")
        #expect(read.rows.map(\.line) == [3])
        #expect(read.rejections.map(\.reason) == ["has \(Self.many + 1) fields, but the header has 3"])
    }

    @Test(
        "what UTF-8 forbids is rejected in both formats: overlong forms, surrogates, beyond U+10FFFF, cut short",
        arguments: [
            [0xC0, 0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xE0, 0x9F, 0xBF],
            [0xF0, 0x80, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80], [0x80], [0xFE], [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]])
    func forbiddenUTF8(bytes: [UInt8]) throws {
        let csv = Array("calendar,date,name\nX,2026-05-01,n".utf8) + bytes + Array("n\nX,2026-05-02,N\n".utf8)
        let json =
            Array(#"{"calendar":"X","date":"2026-05-01","name":"n"#.utf8) + bytes
            + Array(("n\"}\n" + holiday("\"N\"")).utf8)
        for file in [csv, json] {
            let read = try ReadFile(.holidays, bytes: file)
            #expect(read.rows.count == 1)
            #expect(read.rejections.map(\.column) == ["name"])
            #expect(read.rejections[0].reason.hasPrefix("is not valid UTF-8 at byte "))
        }
    }
}
