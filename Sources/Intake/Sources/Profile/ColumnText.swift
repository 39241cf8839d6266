import SLA

extension ValueForms {
    /// A value as avoir's own files write a column of this type. Throws for a text that is no such value.
    ///
    /// Texts and codes stay as they are; the checks of rows have the last word on everything.
    func text(of found: SourceValue, as type: FactColumn.ValueType) throws(ValueFault) -> String {
        do {
            return try written(found, as: type)
        } catch {
            throw ValueFault(reason: error.reason, value: found.text)
        }
    }

    private func written(_ found: SourceValue, as type: FactColumn.ValueType) throws(Fault) -> String {
        switch type {
        // Without a form the checks of rows read the text as it is.
        case .date:
            return found.cellClock == nil && dates.isEmpty ? found.text : try day(found, dates).description
        case .month:
            return found.cellClock == nil && months.isEmpty
                ? found.text : try day(found, months).month.description
        case .money:
            let digits = number(found.text)
            guard !isFrenchNumber || !Self.isFinerThanCents(digits) else {
                throw Fault("has more than two decimals")
            }
            return Self.decimal(try DecimalText.money(digits.span), places: 2, fewest: 2)
        case .share:
            return Self.decimal(try DecimalText.share(number(found.text).span), places: 6, fewest: 0)
        case .vatRate:
            return Self.decimal(try DecimalText.vatRate(number(found.text).span), places: 6, fewest: 0)
        case .exchangeRate:
            return Self.decimal(try DecimalText.exchangeRate(number(found.text).span), places: 6, fewest: 0)
        case .boolean: return boolean(found.text)
        case .instant, .timeOfDay, .code, .text, .currency, .country, .siren, .siret, .buyerKind,
            .addressScheme, .exemptionCode, .vatNumber, .email, .cause, .builtInCalendar, .invoiceLineKind:
            return found.text
        }
    }

    /// The day that a date cell shows, whatever its time of day, or that a text writes.
    private func day(_ found: SourceValue, _ forms: [TimeForm]) throws(Fault) -> LocalDate {
        let clock = if let clock = found.cellClock { clock } else { try forms.read(found.text).clock }
        let day = LocalDate(daysSinceEpoch: Int(floorDivide(clock, by: Microseconds.perDay)))
        guard Limits.years.contains(day.components.year) else {
            throw Fault(day.components.year < Limits.years.lowerBound ? "is before 1900" : "is after 2199")
        }
        return day
    }

    /// A French number without its blanks and its currency; any other as it is.
    private func number(_ text: String) -> [UInt8] {
        guard isFrenchNumber else { return Array(text.utf8) }
        var scalars = Array(text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "€" })
        if let place = scalars.indices.first(where: { scalars[$0...].starts(with: "EUR".unicodeScalars) }) {
            scalars.removeSubrange(place..<place + 3)
        }
        return Array(String(String.UnicodeScalarView(scalars)).utf8)
    }

    /// Whether digits stand around one decimal mark, more than two of them after it.
    private static func isFinerThanCents(_ text: [UInt8]) -> Bool {
        let unsigned = text.first == ASCII.minus || text.first == ASCII.plus ? text.dropFirst() : text[...]
        let parts = unsigned.split(omittingEmptySubsequences: false) { $0 == ASCII.comma || $0 == ASCII.dot }
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(ASCII.isDigit) }
            && parts[1].count > 2
    }

    /// `true` or nothing, where the text is a truth value; else as it is.
    private func boolean(_ text: String) -> String {
        switch text.lowercased() {
        case "true", "1": "true"
        case "false", "0": ""
        case "oui" where language == .french, "vrai" where language == .french: "true"
        case "non" where language == .french, "faux" where language == .french: ""
        default: text
        }
    }

    /// A number of its last places, with a point, and with so many decimals at least.
    private static func decimal(_ value: Int64, places: Int, fewest: Int) -> String {
        let digits = padded(Int(value.magnitude), to: places + 1)
        let whole = digits.dropLast(places)
        var decimals = digits.suffix(places)
        while decimals.count > fewest, decimals.last == "0" { decimals.removeLast() }
        return (value < 0 ? "-" : "") + whole + (decimals.isEmpty ? "" : ".\(decimals)")
    }
}
