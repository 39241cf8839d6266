import SLA
import StrictYAML

/// Lengths and sums. Source: contract T1.
extension YAMLField {
    private static let units: [(key: String, microseconds: Int64)] = [
        ("seconds", Microseconds.perSecond), ("minutes", Microseconds.perMinute),
        ("hours", Microseconds.perHour), ("days", Microseconds.perDay),
    ]
    private static let longestLength = 366 * Microseconds.perDay

    /// `{ hours: 4 }`, in microseconds: one unit and a whole number, at least 1 and at most 366 days.
    func length() -> Int64? {
        let read = count(of: Self.units.map(\.key), but: "working_days")
        guard let read, let unit = Self.units.first(where: { $0.key == read.unit }) else { return nil }
        return read.count.integer(in: 1...Int(Self.longestLength / unit.microseconds)).map {
            Int64($0) * unit.microseconds
        }
    }

    /// The one unit of a mapping, with its number.
    ///
    /// - Parameter other: a unit that is refused by name here.
    func count(
        of units: [String], but other: String? = nil, beside keys: [String] = []
    ) -> (unit: String, count: YAMLField, section: YAMLSection)? {
        let all = units + (other.map { [$0] } ?? [])
        guard let section = section(keys: all + keys) else { return nil }
        let given = all.filter(section.has)
        guard let unit = given.first, given.count == 1, units.contains(unit) else {
            refuse(
                other == nil
                    ? "must have one of \(units.joined(separator: ", "))"
                    : "must be one length such as { hours: 4 }; working days go with coverage hours")
            return nil
        }
        return section.required(unit).map { (unit, $0, section) }
    }

    /// An amount `"50.00"` in quotes, more than zero, before tax.
    func sum() -> Cents? {
        guard let (text, isQuoted) = scalar("an amount such as \"1.00\"") else { return nil }
        guard let match = text.wholeMatch(of: /([0-9]{1,13})\.([0-9]{2})/),
            let cents = Int64("\(match.1)\(match.2)"), cents > 0, isQuoted
        else {
            refuse("must be an amount of more than zero with two decimals, in quotes, such as \"1.00\"")
            return nil
        }
        return Cents(cents)
    }
}
