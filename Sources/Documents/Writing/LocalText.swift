package import SLA

/// Numbers, amounts and dates as the readers of a language write them; exact, whatever the locale.
///
/// French typography: U+202F between thousands and before `%`, U+00A0 before `€`, a decimal comma.
package struct LocalText: Sendable {
    package let language: Language

    package init(_ language: Language) {
        self.language = language
    }

    /// A plain decimal (`-1234.50`) grouped: `-1 234,50`, `-1,234.50`. Digits are kept as they are.
    package func decimal(_ plain: String) -> String {
        let isNegative = plain.hasPrefix("-")
        let parts = plain.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
        let whole = Array(parts.first ?? "0")
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped += thousands }
            grouped.append(digit)
        }
        let fraction = parts.count > 1 ? decimalMark + parts[1] : ""
        return (isNegative ? minus : "") + grouped + fraction
    }

    /// A SIREN in threes; anything that is not nine digits stays as it is.
    package func grouped(_ siren: String) -> String {
        guard Siren.hasForm(siren) else { return siren }
        let digits = Array(siren)
        return [digits[0..<3], digits[3..<6], digits[6..<9]].map { String($0) }.joined(separator: "\u{202F}")
    }

    package func integer(_ value: Int) -> String { decimal(String(value)) }

    /// `1 000,00 €`, `€1,000.00`; other currencies by their code.
    package func money(_ amount: Cents, _ currency: String) -> String {
        let number = decimal(amount.description)
        switch (language, currency) {
        case (.french, "EUR"): return "\(number)\u{A0}€"
        case (.french, _): return "\(number)\u{A0}\(currency)"
        case (.english, "EUR"):
            return amount < .zero ? "\(minus)€\(number.dropFirst(minus.count))" : "€\(number)"
        case (.english, _): return "\(currency)\u{A0}\(number)"
        }
    }

    /// For a terminal: `1 000,00 €`, `1000.00 EUR`.
    package func plainMoney(_ amount: Cents, _ currency: String) -> String {
        pick(money(amount, currency), "\(amount) \(currency)")
    }

    /// The same of a sum.
    package func plainMoney(_ sum: CentsSum, _ currency: String) -> String {
        pick("\(decimal(sum.description))\u{A0}\(currency == "EUR" ? "€" : currency)", "\(sum) \(currency)")
    }

    /// In words, whatever the sign: `4 min 48 s`, `0,5 s`.
    package func words(_ microseconds: Int64) -> String {
        DurationText.words(microseconds, decimalMark: language == .french ? "," : ".")
    }

    /// A plain decimal as a percentage: `99,71 %`, `99.71%`.
    package func percent(_ plain: String) -> String {
        decimal(plain) + (language == .french ? "\u{202F}%" : "%")
    }

    package func percent(_ value: Percentage) -> String { percent(value.description) }

    /// Truncated to four decimals, never rounded; the zeros at its end go, two decimals stay. nil when not
    /// measurable. Source: R8.
    package func percent(_ availability: MeasuredAvailability) -> String? {
        availability.percentText.map { exact in
            percent(
                String(
                    exact.hasSuffix("00") ? exact.dropLast(2) : exact.dropLast(exact.hasSuffix("0") ? 1 : 0)))
        }
    }

    /// `5 novembre 2026`, `1er mai 2026`; `5 November 2026`.
    package func date(_ day: LocalDate) -> String {
        let (year, month, number) = day.components
        let ordinal = language == .french && number == 1 ? "1er" : String(number)
        return "\(ordinal)\u{A0}\(monthName(month)) \(year)"
    }

    /// `octobre 2026`, `October 2026`.
    package func month(_ month: Month) -> String { "\(monthName(month.number)) \(month.year)" }

    /// The name of a month, 1 to 12.
    package func monthName(_ number: Int) -> String {
        let names =
            language == .french
            ? [
                "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
                "octobre", "novembre", "décembre",
            ]
            : [
                "January", "February", "March", "April", "May", "June", "July", "August", "September",
                "October", "November", "December",
            ]
        return names[number - 1]
    }

    /// `lun.`, `Mon`.
    package func weekday(_ day: Weekday) -> String {
        let names =
            language == .french
            ? ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."]
            : ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return names[day.isoNumber - 1]
    }

    /// `05/11/2026 09:12`, `2026-11-05 09:12`, by the zone's wall clock; seconds only where there are any.
    ///
    /// - Parameter showsOffset: where the clock changes, some times come twice.
    package func instant(_ instant: Instant, in zone: Zone, showsOffset: Bool = false) -> String {
        let day = zone.day(of: instant)
        let (year, month, number) = day.components
        let offset = zone.offset(at: instant)
        let local = instant.microseconds + Int64(offset) * Microseconds.perSecond
        let time = timeOfDay(local - Int64(day.daysSinceEpoch) * Microseconds.perDay)
        let date =
            language == .french
            ? "\(padded(number, to: 2))/\(padded(month, to: 2))/\(padded(year, to: 4))" : day.description
        return "\(date) \(time)" + (showsOffset ? " (\(LocalTime.offset(offset)))" : "")
    }

    /// A time since local midnight: `08:00`, `24:00`; seconds only where there are any.
    package func timeOfDay(_ microseconds: Int64) -> String {
        let text = DurationText.timeOfDay(microseconds)
        return language == .french ? text.replacing(".", with: ",") : text
    }

    /// A length in minutes, exact to the microsecond as decimal minutes cannot be: `143 min`, `1 min 30 s`,
    /// `0,5 s`, `0 min`.
    package func duration(_ microseconds: Int64) -> String {
        let (minutes, rest) = microseconds.magnitude.quotientAndRemainder(
            dividingBy: UInt64(Microseconds.perMinute))
        let sign = microseconds < 0 ? minus : ""
        var parts: [String] = []
        if minutes > 0 || rest == 0 { parts.append("\(decimal(String(minutes)))\u{A0}min") }
        if rest > 0 { parts.append("\(decimal(DurationText.seconds(Int64(rest))))\u{A0}s") }
        return sign + parts.joined(separator: " ")
    }

    /// Minutes, and beside an hour or more the same in hours: `13 200 min (220 h)`, `143 min (2 h 23 min)`.
    package func durationWithHours(_ microseconds: Int64) -> String {
        let minutes = duration(microseconds)
        let hours = Int64(microseconds.magnitude / UInt64(Microseconds.perHour))
        guard hours > 0 else { return minutes }
        let rest = Int64(microseconds.magnitude) - hours * Microseconds.perHour
        let beside = rest == 0 ? "" : "\u{A0}" + duration(rest).replacing(" ", with: "\u{A0}")
        return "\(minutes) (\(decimal(String(hours)))\u{A0}h\(beside))"
    }

    package func cause(_ cause: Cause) -> String {
        switch (cause, language) {
        case (.forceMajeure, _): "force majeure"
        case (.thirdPartyEquipment, .french): "équipement d’un tiers"
        case (.thirdPartyEquipment, .english): "third-party equipment"
        case (.customerAct, .french): "fait du client"
        case (.customerAct, .english): "act of the customer"
        case (.plannedMaintenance, .french): "maintenance programmée"
        case (.plannedMaintenance, .english): "planned maintenance"
        case (.overCapacity, .french): "dépassement de capacité"
        case (.overCapacity, .english): "over capacity"
        case (.otherOperator, .french): "autre opérateur"
        case (.otherOperator, .english): "other operator"
        case (.customerUnavailable, .french): "client indisponible"
        case (.customerUnavailable, .english): "customer unavailable"
        }
    }

    /// The one of two texts that is in this language.
    package func pick(_ french: String, _ english: String) -> String {
        language == .french ? french : english
    }

    private var thousands: String { language == .french ? "\u{202F}" : "," }
    private var decimalMark: String { language == .french ? "," : "." }
    private var minus: String { "\u{2212}" }
}
