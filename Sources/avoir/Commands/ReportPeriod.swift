import ArgumentParser
import SLA

/// What a report is of: `2026-10` or `2026`.
enum ReportPeriod: ExpressibleByArgument {
    case month(Month)
    case year(ClosedRange<Month>)

    init?(argument: String) {
        if let month = Month(argument) {
            self = .month(month)
        } else if let year = Year(argument: argument) {
            self = .year(year.months)
        } else {
            return nil
        }
    }
}

/// A calendar year, written with four digits.
struct Year: ExpressibleByArgument {
    let months: ClosedRange<Month>

    init?(argument: String) {
        guard argument.utf8.count == 4, argument.utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
            let months = Int(argument).flatMap({ ClosedRange(year: $0) })
        else { return nil }
        self.months = months
    }
}
