import Intake
import SLA
import Sense
import Testing

@Suite("Decimals")
struct DecimalTests {
    @Test(
        "money is read to the cent",
        arguments: [
            ("1234.53", 123_453 as Int64), ("1234,53", 123_453), ("1234.5", 123_450), ("1234", 123_400),
            ("0", 0),
            ("-0.05", -5), ("+7", 700), ("-0", 0), ("007", 700), ("0.00", 0),
            ("10000000000000.00", 1_000_000_000_000_000), ("-10000000000000", -1_000_000_000_000_000),
            ("000000000000000000000000000001.10", 110),
        ])
    func money(text: String, cents: Int64) throws {
        #expect(try OneValue(.invoices, "amount_excl_tax", text).value == .integer(cents))
    }

    private static let separated = "has a blank or a thousands separator in it; write 1234.53"
    private static let three =
        "has three decimals or a thousands separator; write 1234.53, without separators"
    private static let shape = "is not an amount of money; write 1234.53"
    private static let range = "is beyond 10,000,000,000,000.00, positive or negative"

    @Test(
        "other amounts are rejected, saying what would be right",
        arguments: [
            ("1,234", three), ("1.234", three), ("-1.234", three),
            ("1.2345", "has more than two decimals; nothing is rounded: write 1234.53"),
            ("1,234.00", separated), ("1.234,00", separated), ("1 234.00", separated),
            ("1'234.00", separated),
            ("1\u{A0}234,00", separated), ("1\u{202F}234,00", separated), ("1.234.567", separated),
            (" 12", "has blanks around it; remove them"), ("12 ", "has blanks around it; remove them"),
            ("1e3", "uses an exponent; write plain digits, as in 1234.53"),
            ("1.5E+3", "uses an exponent; write plain digits, as in 1234.53"),
            ("10000000000000.01", range), ("-10000000000000.01", range),
            ("99999999999999999999999999", range),
            ("9223372036854775808", range), ("18446744073709551616.00", range),
            ("100000000000000000.5", range),
            ("12.", shape), (".5", shape), ("-", shape), ("--1", shape), ("1-", shape), ("12€", shape),
            ("EUR 12", shape), ("(12.00)", shape), ("0x10", shape), ("NaN", shape), ("−12", shape),
            ("١٢", shape),
        ])
    func invalidMoney(text: String, reason: String) throws {
        #expect(try OneValue(.invoices, "amount_excl_tax", text).reason == "amount_excl_tax: \(reason)")
    }

    @Test(
        "percentages are read to a millionth of a percent",
        arguments: [
            ("20", 20_000_000 as Int64), ("20%", 20_000_000), ("20 %", 20_000_000), ("5.5", 5_500_000),
            ("5,5 %", 5_500_000), ("100", 100_000_000), ("100.000000", 100_000_000),
            ("0.000001", 1),
            ("99.85", 99_850_000),
        ])
    func percentages(text: String, millionths: Int64) throws {
        #expect(try OneValue(.outages, "share", text).value == .integer(millionths))
    }

    @Test(
        "a VAT rate is 0 or at least 1 %: a smaller one is a fraction that was meant as a percentage",
        arguments: [("0", 0 as Int64), ("1", 1_000_000), ("2.1", 2_100_000), ("100", 100_000_000)])
    func vatRates(text: String, millionths: Int64) throws {
        #expect(try OneValue(.invoices, "vat_rate", text).value == .integer(millionths))
    }

    @Test("a VAT rate between 0 and 1 % is refused", arguments: ["0.2", "0.999999", "0.000001", "0,055"])
    func vatFractions(text: String) throws {
        #expect(
            try OneValue(.invoices, "vat_rate", text).reason
                == "vat_rate: is a rate below 1 %; a rate is written in percent: 20 % is written 20, not 0.2")
    }

    @Test("a share of nothing is refused", arguments: ["0", "0.0", "0 %"])
    func noShare(text: String) throws {
        #expect(
            try OneValue(.outages, "share", text).reason
                == "share: is 0 %; the share that was down lies above 0 and up to 100")
    }

    @Test(
        "other percentages are rejected, saying what would be right",
        arguments: [
            ("100.000001", "is more than 100 %; a percentage lies between 0 and 100"),
            ("101", "is more than 100 %; a percentage lies between 0 and 100"),
            ("99999999999999999999", "is more than 100 %; a percentage lies between 0 and 100"),
            ("-1", "is negative; a percentage lies between 0 and 100"),
            ("0.0000001", "has more than six decimals; nothing is rounded: write 20 or 5.5"),
            ("2e1", "uses an exponent; write plain digits, as in 20 or 5.5"),
            ("20%%", "is not a percentage; write 20 or 5.5"), ("%", "is not a percentage; write 20 or 5.5"),
            ("twenty", "is not a percentage; write 20 or 5.5"),
            ("20.", "is not a percentage; write 20 or 5.5"),
        ])
    func invalidPercentages(text: String, reason: String) throws {
        #expect(try OneValue(.invoices, "vat_rate", text).reason == "vat_rate: \(reason)")
    }
}
