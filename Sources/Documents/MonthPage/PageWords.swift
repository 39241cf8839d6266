import Messages
import SLA

extension LocalText {
    /// One of two texts of the program's own, set as the language's printers do.
    ///
    /// French: a no-break space before a colon, a narrow one before `;` `!` `?` and inside « ».
    package func say(_ french: String, _ english: String) -> String {
        guard language == .french else { return english }
        var result = ""
        var spaceIsPending = false
        var followsOpeningQuote = false
        for character in french {
            if character == " ", !spaceIsPending {
                spaceIsPending = true
                continue
            }
            if spaceIsPending {
                switch character {
                case ":": result += "\u{A0}"
                case ";", "!", "?", "»": result += "\u{202F}"
                default: result += followsOpeningQuote ? "\u{202F}" : " "
                }
                spaceIsPending = false
            }
            followsOpeningQuote = character == "«"
            if character == " " { spaceIsPending = true } else { result.append(character) }
        }
        return spaceIsPending ? result + " " : result
    }

    /// `1 abonnement`, `27 abonnements`.
    func subscriptions(_ count: Int) -> String {
        let isOne = count == 1
        return integer(count) + "\u{A0}"
            + pick(isOne ? "abonnement" : "abonnements", isOne ? "subscription" : "subscriptions")
    }

    /// Four decimals as they are truncated (R8); a dash where nothing could be measured.
    func availability(_ measured: MeasuredAvailability) -> String {
        measured.percentText.map { percent($0) } ?? "–"
    }

    /// An amount of a month; without a currency its bare number.
    func money(_ amount: Cents, in currency: String?) -> String {
        currency.map { money(amount, TerminalText.safe($0)) } ?? decimal(amount.description)
    }

    /// `5 oct.`, `5 Oct`.
    func shortDay(_ number: Int, of month: Month) -> String {
        let day = language == .french && number == 1 ? "1er" : String(number)
        return "\(day)\u{A0}\(shortName(month.number))"
    }

    /// The name of a month, 1 to 12: `oct.`, `Oct`.
    func shortName(_ month: Int) -> String {
        let french = [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
        ]
        let english = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        return (language == .french ? french : english)[month - 1]
    }

    /// What availability is measured against. Source: contract R7, R15.
    func basis(_ basis: Terms.Basis) -> String {
        switch basis {
        case .coverage: pick("la période de couverture", "the coverage period")
        case .calendar: pick("le mois entier", "the whole month")
        case .coverageLessExcused:
            pick("la période de couverture, temps excusé déduit", "the coverage period less excused time")
        }
    }

    func downtime(_ kind: MonthStrip.Kind) -> String {
        switch kind {
        case .counted: pick("comptées", "counted")
        case .unnotified: pick("non signalées", "unnotified")
        case .excused: pick("excusées", "excused")
        case .maintenance: pick("de maintenance", "maintenance")
        }
    }
}
