import Messages
import SLA

/// What reports of many months say, on a terminal and on a page.
extension LocalText {
    /// `2026-01 to 2026-08, 2026-11`: months in a row as one range.
    func ranges(of months: [Month], _ name: (Month) -> String) -> String {
        var ranges: [ClosedRange<Month>] = []
        for month in months.sorted() {
            if let last = ranges.last, last.upperBound.adding(months: 1) == month {
                ranges[ranges.count - 1] = last.lowerBound...month
            } else {
                ranges.append(month...month)
            }
        }
        return ranges.map { range in
            range.months == 1
                ? name(range.lowerBound)
                : name(range.lowerBound) + pick(" à ", " to ") + name(range.upperBound)
        }.joined(separator: ", ")
    }

    /// `2026`, or the first and the last month.
    func period(_ months: ClosedRange<Month>, _ name: (Month) -> String) -> String {
        months.year.map { padded($0, to: 4) } ?? ranges(of: months.all, name)
    }

    /// As in tables on a terminal: `1234.50 EUR`, `1 234,50 €`.
    func amount(_ amount: Cents, _ currency: String) -> String {
        language == .french ? money(amount, in: currency) : "\(amount) \(TerminalText.safe(currency))"
    }

    /// One after the other; a dash where there is none.
    func amounts(_ amounts: [String: Cents], none: String = "-") -> String {
        amounts.isEmpty
            ? none : amounts.inOrder.map { amount($0.amount, $0.currency) }.joined(separator: ", ")
    }

    /// Four decimals as they are truncated, with the sign of percent (R8); a dash where nothing was measured.
    func exact(_ percentText: String?) -> String { percentText.map { percent($0) } ?? "-" }

    /// By its code in English, as in the month's report on a terminal; by its name in French.
    func state(_ status: CreditStatus) -> String {
        language == .french ? StatusText(text: self).name(status) : status.rawValue
    }

    /// `below 99.85%: 5%`.
    func tier(_ earnedBy: EarnedBy?) -> String {
        guard let earnedBy else { return pick("sans barème", "no tier") }
        let (name, worth) = (name(earnedBy), worth(earnedBy.worth))
        return say("\(name) : \(worth)", "\(name): \(worth)")
    }

    func reason(_ reason: YearCredits.Reason) -> String {
        switch reason {
        case .rate(let rate): pick("taux ", "rate ") + self.rate(rate)
        case .other: pick("montants fixes ou au prorata", "sums, or in proportion")
        case .noTier: pick("sans barème", "no tier")
        case .commercial: pick("avoirs commerciaux", "commercial notes")
        }
    }
}
