import SLA

/// What keeps a credit from becoming a note, in words.
/// Source: contract R14; docs/reference/file-formats.md "Who can receive a note", "Before a note has a number".
struct Incompleteness {
    /// The names of what is missing, as the database gives them.
    let missing: [String]
    let currency: String

    var sentence: String {
        var details: [String] = []
        var others: [String] = []
        for name in missing {
            let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
            switch parts.first {
            case "calendar": others.append("holiday \(RunOutCalendar.sentence(name))")
            case "issuer": others.append("the issuer lacks \(parts.last ?? "")")
            case "invoice": others.append(invoices(lack: name))
            case "later":
                others.append(
                    "its invoice \(parts.last ?? "") is later than the note: issue it on that day or later")
            case Withheld.mark: others.append(parts.last ?? "")
            default: details.append(explained(name))
            }
        }
        let lacks = details.isEmpty ? [] : ["the customer lacks \(details.joined(separator: ", "))"]
        return (lacks + others).joined(separator: "; ")
    }

    private func explained(_ detail: String) -> String {
        switch detail {
        case "exemption_reason": "\(detail) (why it is invoiced without VAT)"
        case "endpoint_id": "an \(detail) of scheme 0225 that begins with its SIREN"
        default: detail
        }
    }

    private func invoices(lack name: String) -> String {
        name == "invoice one eur_rate"
            ? "the invoices in \(currency) bear VAT and lack one eur_rate, the EUR for one \(currency)"
            : "an exemption outside the scope of VAT (\(VATExemption.outsideScope)) cannot stand beside VAT in one note"
    }
}

extension PlannedCredit {
    /// What is missing, as the rest of a sentence.
    package var incompleteness: String { Incompleteness(missing: missing, currency: currency).sentence }
}
