import SLA

/// One thing that keeps a credit from becoming a note.
package enum MissingDetail: Equatable, Sendable {
    /// A detail of the customer, by its column.
    case customer(String)
    case issuer(String)
    /// A holiday calendar that is not known to the month's end; what SQL's `run_out_calendars` says of it.
    case calendar(String)
    /// The invoices bear VAT in another currency and lack one `eur_rate`.
    case eurRate(currency: String)
    /// VAT beside an exemption outside its scope.
    case mixedScope
    /// An invoice of a later date than the note's.
    case later(invoice: String)
    /// A rule that the note would break, as a sentence.
    case rule(String)

    /// - Parameter name: as the database gives it.
    init(_ name: String, currency: String) {
        let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
        self =
            switch parts.first {
            case "calendar": .calendar(name)
            case "issuer": .issuer(parts.last ?? "")
            case "invoice": name == "invoice one eur_rate" ? .eurRate(currency: currency) : .mixedScope
            case "later": .later(invoice: parts.last ?? "")
            case Withheld.mark: .rule(parts.last ?? "")
            default: .customer(name)
            }
    }
}

/// What keeps a credit from becoming a note, in words.
/// Source: contract R14; docs/reference/file-formats.md "Who can receive a note", "Before a note has a number".
struct Incompleteness {
    let details: [MissingDetail]

    /// - Parameter missing: the names of what is missing, as the database gives them.
    init(missing: [String], currency: String) {
        details = missing.map { MissingDetail($0, currency: currency) }
    }

    var sentence: String {
        var lacks: [String] = []
        var others: [String] = []
        for detail in details {
            switch detail {
            case .customer(let name): lacks.append(explained(name))
            case .issuer(let name): others.append("the issuer lacks \(name)")
            case .calendar(let text): others.append("holiday \(RunOutCalendar.sentence(text))")
            case .eurRate(let currency):
                others.append(
                    "the invoices in \(currency) bear VAT and lack one eur_rate, the EUR for one \(currency)")
            case .mixedScope:
                others.append(
                    "an exemption outside the scope of VAT (\(VATExemption.outsideScope)) cannot stand beside VAT in one note"
                )
            case .later(let invoice):
                others.append(
                    "its invoice \(invoice) is later than the note: issue it on that day or later")
            case .rule(let sentence): others.append(sentence)
            }
        }
        let customer = lacks.isEmpty ? [] : ["the customer lacks \(lacks.joined(separator: ", "))"]
        return (customer + others).joined(separator: "; ")
    }

    private func explained(_ detail: String) -> String {
        switch detail {
        case "exemption_reason": "\(detail) (why it is invoiced without VAT)"
        case "endpoint_id": "an \(detail) of scheme 0225 that begins with its SIREN"
        default: detail
        }
    }
}

extension PlannedCredit {
    /// What is missing, as the rest of a sentence.
    package var incompleteness: String { Incompleteness(missing: missing, currency: currency).sentence }

    /// The same, one by one.
    package var missingDetails: [MissingDetail] {
        Incompleteness(missing: missing, currency: currency).details
    }
}
