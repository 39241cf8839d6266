import SLA
import StrictYAML

extension YAMLField {
    /// `99.85%`: the sign is written, up to six decimals, from 0 to 100 %. Source: contract R8.
    func percentage() -> Percentage? {
        guard let (text, _) = scalar("a percentage such as 99.85%") else { return nil }
        if let reason = refusal(ofPercentage: text) {
            refuse(reason)
            return nil
        }
        let parts = text.dropLast().split(separator: ".")
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        let millionths = Int64(
            String(parts[0]) + fraction + String(repeating: "0", count: 6 - fraction.count))
        guard let percentage = millionths.flatMap(Percentage.init(millionths:)) else {
            refuse("is more than 100%")
            return nil
        }
        return percentage
    }

    /// Why the text has not the form of a percentage; its size is another question.
    private func refusal(ofPercentage text: String) -> String? {
        let digits = text.filter { $0 != "%" && $0 != " " }
        let withPoint = String(digits.map { $0 == "," ? "." : $0 })
        if withPoint.wholeMatch(of: /[0-9]+(\.[0-9]+)?/) == nil {
            return "is not a percentage from 0% to 100%, written like 99.85%"
        }
        if digits.contains(",") { return "has a decimal comma: write \(withPoint)%" }
        if !text.contains("%") { return "is ambiguous without its sign: write a percentage like 99.85%" }
        if text != digits + "%" { return "must be written \(digits)%" }
        let parts = digits.split(separator: ".")
        if parts[0].count > 3 { return "is more than 100%" }
        if parts.count > 1, parts[1].count > 6 {
            return "has more than six decimals, the most that exact arithmetic holds"
        }
        return nil
    }

    /// A wall-clock time `"HH:MM"` in quotes, in microseconds since midnight; `"24:00"` only ends a day.
    func timeOfDay(mayBeMidnightAtEnd: Bool) -> Int64? {
        guard let (text, isQuoted) = scalar("a time such as \"08:00\"") else { return nil }
        guard let match = text.wholeMatch(of: /([0-9]{2}):([0-9]{2})/),
            let hours = Int64(match.1), let minutes = Int64(match.2), minutes < 60,
            hours * 60 + minutes <= 1440
        else {
            refuse("must be a time from \"00:00\" to \"24:00\", written HH:MM in quotes")
            return nil
        }
        if !isQuoted {
            refuse("must be in quotes: YAML 1.1 readers take an unquoted time for a base-60 number")
            return nil
        }
        if hours == 24, !mayBeMidnightAtEnd {
            refuse("can only end a window, not begin one: the day begins at \"00:00\"")
            return nil
        }
        return (hours * 60 + minutes) * 60_000_000
    }

    /// A day `2025-03-01`, with or without quotes, of the years 1900 to 2199.
    func date() -> LocalDate? {
        guard let (text, _) = scalar("a date such as 2025-03-01") else { return nil }
        guard let date = LocalDate(text), 1900...2199 ~= date.components.year else {
            refuse("must be a date from 1900 to 2199, written like 2025-03-01")
            return nil
        }
        return date
    }
}
