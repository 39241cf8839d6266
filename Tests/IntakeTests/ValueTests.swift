import Intake
import SLA
import Sense
import Testing

@Suite("Codes and texts")
struct ValueTests {
    @Test(
        "codes of 1 to 200 bytes are kept as they are written",
        arguments: [
            "x", "INC-42", "a b", "é", "=1+1", "\"", String(repeating: "x", count: 200),
            String(repeating: "é", count: 100),
        ])
    func codes(text: String) throws {
        #expect(try OneValue(.outages, "id", text).value == .text(text))
    }

    private static let blanks = "has blanks around it; remove them"

    @Test(
        "other codes are rejected",
        arguments: [
            (" x", blanks), ("x ", blanks), (" ", blanks), ("x\u{A0}", blanks), ("\u{FEFF}x", blanks),
            ("\u{200B}x", blanks), ("\u{3000}x", blanks), ("x\u{2003}", blanks),
            ("\tx", "contains the control character \\t"),
            ("a\u{7F}b", "contains the control character \\u{7F}"),
            ("a\u{1B}[0m", "contains the control character \\u{1B}"),
            ("a\u{85}b", "contains the control character \\u{85}"),
            ("a\u{9B}b", "contains the control character \\u{9B}"),
            ("a\rb", "contains the control character \\r"),
            ("a\u{0}b", "contains a NUL byte; the file is damaged or not UTF-8"),
            ("a\u{FFFF}b", "contains \\u{FFFF}, which is not a character"),
            (String(repeating: "x", count: 201), "has 201 bytes; at most 200 are allowed here"),
            (String(repeating: "é", count: 101), "has 202 bytes; at most 200 are allowed here"),
        ])
    func invalidCodes(text: String, reason: String) throws {
        #expect(try OneValue(.outages, "id", text).reason == "id: \(reason)")
    }

    @Test(
        "text may have lines, tabs and blanks",
        arguments: ["a\nb\r\nc\td", "  x  ", "😀", "\u{A0}\u{2028}"])
    func texts(text: String) throws {
        #expect(try OneValue(.outages, "summary", text).value == .text(text))
    }

    @Test(
        "other texts are rejected",
        arguments: [
            ("a\u{0}", "contains a NUL byte; the file is damaged or not UTF-8"),
            ("a\u{1}", "contains the control character \\u{1}"),
            ("a\u{FFFE}", "contains \\u{FFFE}, which is not a character"),
        ])
    func invalidTexts(text: String, reason: String) throws {
        #expect(try OneValue(.outages, "summary", text).reason == "summary: \(reason)")
    }

    @Test("text of 64 KiB is kept, and rejected with a byte more")
    func longText() throws {
        let text = String(repeating: "x", count: 65_536)
        #expect(try OneValue(.outages, "summary", text).value == .text(text))
        #expect(
            try OneValue(.outages, "summary", text + "x").reason
                == "summary: has 65537 bytes; at most 65536 are kept")
    }

    @Test("a required text of blanks is rejected", arguments: [" ", " \t ", "\u{A0}", "\n"])
    func blankText(text: String) throws {
        #expect(
            try OneValue(.holidays, "name", text).reason == "name: is required but holds only blanks")
    }

    @Test(
        "bytes that are not UTF-8 are rejected in any column, naming it",
        arguments: [
            [0xE9], [0x41, 0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xFF],
        ] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) throws {
        for column in ["id", "summary", "started_at", "withdrawn"] {
            let reason = try #require(try OneValue(.outages, column, bytes: bytes).reason)
            #expect(reason.hasPrefix("\(column): is not valid UTF-8 at byte "))
            #expect(reason.hasSuffix("; save the file as UTF-8, not as Windows-1252"))
        }
    }

    @Test(
        "a NUL byte is rejected in any column, naming it", arguments: ["started_at", "withdrawn", "service"])
    func nul(column: String) throws {
        #expect(
            try OneValue(.outages, column, "a\u{0}").reason
                == "\(column): contains a NUL byte; the file is damaged or not UTF-8")
    }

    @Test(
        "truth is true, false, 1 or 0", arguments: [("true", 1 as Int64), ("1", 1), ("false", 0), ("0", 0)])
    func truth(text: String, value: Int64) throws {
        #expect(try OneValue(.outages, "withdrawn", text).value == .integer(value))
    }

    @Test("any other word is rejected", arguments: ["TRUE", "yes", "vrai", "2", "true ", "t", "-1"])
    func notTruth(text: String) throws {
        #expect(
            try OneValue(.outages, "withdrawn", text).reason
                == "withdrawn: is neither true nor false; write one of these words, in small letters")
    }

    @Test("a currency has three capital letters and two decimals", arguments: ["EUR", "USD", "CHF", "MGA"])
    func currency(text: String) throws {
        #expect(try OneValue(.invoices, "currency", text).value == .text(text))
    }

    @Test(
        "a currency without two decimals is refused with that reason",
        arguments: [
            ("JPY", "is a currency with 0 decimals; amounts are kept with two"),
            ("KRW", "is a currency with 0 decimals; amounts are kept with two"),
            ("XPF", "is a currency with 0 decimals; amounts are kept with two"),
            ("TND", "is a currency with 3 decimals; amounts are kept with two"),
            ("BHD", "is a currency with 3 decimals; amounts are kept with two"),
            ("KWD", "is a currency with 3 decimals; amounts are kept with two"),
            ("CLF", "is a currency with 4 decimals; amounts are kept with two"),
            ("XAU", "is a currency without a minor unit; amounts are kept with two decimals"),
            ("eur", "is not a currency; write three capital letters, as in EUR"),
            ("€", "is not a currency; write three capital letters, as in EUR"),
            ("EURO", "is not a currency; write three capital letters, as in EUR"),
        ])
    func otherCurrencies(text: String, reason: String) throws {
        #expect(try OneValue(.invoices, "currency", text).reason == "currency: \(reason)")
    }

    @Test(
        "the forms of a customer's details are checked",
        arguments: [
            ("siren", "200000008", true), ("siren", "20000000", false), ("siren", "2000000080", false),
            ("siren", "200 000 008", false), ("siren", "20000000A", false),
            ("vat_number", "FR37200000008", true), ("vat_number", "DE123456789", true),
            ("vat_number", "RO12", true), ("vat_number", "FR1234567890123", true),
            ("vat_number", "FR12345678901234", false), ("vat_number", "FR1", false),
            ("vat_number", "fr37200000008", false), ("vat_number", "F137200000008", false),
            ("vat_number", "FR 37200000008", false),
            ("country", "FR", true), ("country", "fr", false), ("country", "FRA", false),
            ("country", "F1", false),
            ("email", "a@b", true), ("email", "prénom.nom@exemple.fr", true), ("email", "a", false),
            ("email", "a@b@c", false), ("email", "@b", false), ("email", "a@", false),
            ("email", "a b@c", false),
            ("email", "a@b\n", false), ("email", String(repeating: "x", count: 252) + "@b", true),
            ("email", String(repeating: "x", count: 253) + "@b", false),
            ("postcode", "01000", true),
        ])
    func details(column: String, text: String, isValid: Bool) throws {
        let read = try OneValue(.customers, column, text)
        #expect(read.value == (isValid ? .text(text) : nil))
        #expect((read.reason == nil) == isValid)
    }

    @Test("each of the seven causes is a cause", arguments: Cause.allCases)
    func causes(cause: Cause) throws {
        #expect(try OneValue(.excusableEvents, "cause", cause.rawValue).value == .text(cause.rawValue))
    }

    @Test("any other cause is rejected, naming the seven")
    func otherCause() throws {
        #expect(
            try OneValue(.excusableEvents, "cause", "Force_majeure").reason
                == "cause: is not a cause; write force_majeure, third_party_equipment, customer_act, "
                + "planned_maintenance, over_capacity, other_operator, customer_unavailable")
    }
}
