import Documents
import SLA

extension Samples {
    static func explanation(_ entry: ReportEntry) -> Explanation {
        var entry = entry
        entry.revision = 2
        return Explanation(
            entry: entry, recordedAt: Samples.at("2026-12-02 08:00:00"), watermark: 12,
            revisions: [
                RevisionHistory.Revision(
                    number: 1, assessedAt: Samples.at("2026-12-01 08:00:00"), by: "alice",
                    result: result(downtime: 0, rate: .zero, amount: .zero)),
                RevisionHistory.Revision(
                    number: 2, assessedAt: Samples.at("2026-12-02 08:00:00"), by: "bob",
                    result: result(downtime: 8_580_500_001, rate: percent(10_000_000), amount: Cents(12345))),
            ])
    }

    /// Of a month with 198 hours covered and 1234.50 EUR invoiced.
    static func result(
        downtime: Int64, rate: Percentage, amount: Cents, status: CreditStatus = .issuable
    ) -> RevisionHistory.Result {
        RevisionHistory.Result(
            terms: "office 1", status: status,
            availability: MeasuredAvailability(downtime: downtime, base: 198 * Microseconds.perHour),
            target: .atLeast(percent(99_850_000)), earned: Earned(.rate(Rate(rate))), base: Cents(123450),
            amount: amount, currency: "EUR")
    }
}
