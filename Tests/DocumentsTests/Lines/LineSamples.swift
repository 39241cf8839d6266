import Documents
import SLA

/// Notes of several lines.
enum LineSamples {
    /// Two subscriptions, two VAT rates, two months; the second line supplements an earlier note and was cut.
    static let three = NoteSamples.note(of: [
        NoteSamples.line(
            1, of: "SUB-0001", parts: parts([(20, 12_345)]), cap: Cents(24_690),
            measured: NoteSamples.measured),
        NoteSamples.line(
            2, of: "SUB-0002", parts: parts([(20, 3_760), (10, 940)]), cap: Cents(20_000), measured: cut),
        NoteSamples.line(
            3, of: "SUB-0002", in: Samples.month("2026-10"), parts: parts([(10, 5_000)]), cap: nil,
            measured: october),
    ])

    static let reversal = NoteSamples.reversal(of: three, no: 2)

    /// What `Samples.fourEntries` says of SUB-0001.
    static func entry(_ line: CreditLine) -> ReportEntry? {
        line.line == 1 ? Samples.entry(Samples.everyClass) : nil
    }

    private static func parts(_ parts: [(rate: Int64, net: Int64)]) -> [CreditLine.Part] {
        parts.map { CreditLine.Part(rate: Samples.percent($0.rate * 1_000_000), net: Cents($0.net)) }
    }

    private static func invoice(
        _ number: String, on day: String, _ cents: Int64, rate: Int64
    ) -> InvoiceLine {
        InvoiceLine(
            invoice: number, issuedOn: Samples.day(day), amount: Cents(cents),
            vatRate: Samples.percent(rate * 1_000_000), currency: "EUR")
    }

    private static let cut: LineContent = {
        var content = NoteSamples.measured
        content.service = "ivr"
        content.availability = MeasuredAvailability(downtime: 9_000_000_000, base: 720_000_000_000)
        content.amount = Cents(10_000)
        content.creditedBefore = [LineContent.EarlierCredit(number: "AV-2026-000009", net: Cents(4_000))]
        content.cutBefore = Cents(500)
        content.cut = Cents(800)
        content.invoices = [
            invoice("FA-2026-1107", on: "2026-12-01", 80_000, rate: 20),
            invoice("FA-2026-1108", on: "2026-12-01", 20_000, rate: 10),
        ]
        content.request = nil
        return content
    }()

    private static let october: LineContent = {
        var content = NoteSamples.measured
        content.service = "ivr"
        content.availability = MeasuredAvailability(downtime: 3_600_000_000, base: 792_000_000_000)
        content.earned = Earned(.rate(Rate(Samples.percent(5_000_000))))
        content.amount = Cents(5_000)
        content.invoices = [invoice("FA-2026-1008", on: "2026-11-01", 100_000, rate: 10)]
        content.request = CreditRequest(requestedOn: Samples.day("2026-11-20"), reference: nil)
        return content
    }()

    /// A customer with a line for each of so many subscriptions, at two VAT rates, with an invoice each.
    static func many(_ count: Int) -> CreditNote {
        NoteSamples.note(
            of: (1...count).map { no in
                var content = NoteSamples.measured
                content.invoices = [
                    invoice("FA-2026-\(no)", on: "2026-12-01", 123_450, rate: no.isMultiple(of: 2) ? 20 : 10)
                ]
                return NoteSamples.line(
                    no, of: "SUB-\(no)", parts: parts([(no.isMultiple(of: 2) ? 20 : 10, 12_345)]),
                    cap: Cents(24_690), measured: content)
            })
    }
}
