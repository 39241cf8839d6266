import SLA

extension EInvoice {
    /// The texts that explain a line of a note, in French.
    struct Wording {
        let note: CreditNote
        let line: CreditLine

        /// BT-153.
        ///
        /// - Parameter subscription: the line's, where the note's lines are of several.
        func item(of subscription: String?) -> String {
            let title = note.kind == .credit ? "Avoir SLA" : "Annulation de l'avoir SLA"
            let owner = subscription.map { " - \($0)" } ?? ""
            return Self.plain("\(title) \(Self.text(line.month)) - \(line.content.service)\(owner)")
        }

        /// BT-20. A credit has no date: it is settled with what the customer owes next, or refunded.
        static func paymentTerms(of note: CreditNote) -> String {
            switch note.kind {
            case .credit:
                plain(
                    typed(
                        SettlementText.of(
                            note.content.settlement ?? .offset, note.content.issuer.mentions, french)))
            case .reversal:
                note.dueOn.map { "À régler au plus tard le \(text($0))." }
                    ?? "Document interne : rien à régler."
            }
        }

        /// BG-1, subject TXD.
        static let onDebits = "Option pour le paiement de la taxe d'après les débits"

        /// BT-154: how the amount came about, or why the note is cancelled.
        func description(of part: CreditLine.Part) -> String {
            let whole = (note.kind == .credit ? calculation : Self.cancellation(of: note)) + references
            guard line.parts.count > 1 else { return Self.plain(whole) }
            return Self.plain("\(whole) - part au taux de TVA de \(Self.percent(part.rate)) %")
        }

        private var calculation: String {
            let arithmetic = CreditArithmetic(line: line, text: Self.french) {
                "\(Self.money($0)) \(note.currency)"
            }
            return Self.typed("\(arithmetic.availability) : \(arithmetic.lines.joined(separator: ", "))")
        }

        /// The orders and the contract that the note as a whole does not name.
        private var references: String {
            let orders = note.orderReference == nil ? line.content.orderReferences : []
            let contract = note.contractReference == nil ? line.content.contractReference : nil
            return (orders.isEmpty ? "" : " - commande \(orders.joined(separator: ", "))")
                + (contract.map { " - contrat \($0)" } ?? "")
        }

        static func cancellation(of note: CreditNote) -> String {
            let date = note.content.reversedOn.map { " du \(text($0))" } ?? ""
            let reason = note.reason.map { " : \($0)" } ?? ""
            return "Annulation de l'avoir \(note.reverses ?? "")\(date)\(reason)"
        }

        private static let french = LocalText(.french)

        static func text(_ month: Month) -> String { french.month(month) }

        private static func text(_ date: LocalDate) -> String { typed(french.date(date)) }

        static func percent(_ rate: Percentage) -> String { typed(french.decimal(rate.description)) }

        /// A percentage to compare: exact, but with two decimals at least.
        ///
        /// The availability comes truncated to four decimals (R8); only zeros are left out, so that 99.8499 never
        /// reads as a target of 99.85 that was met.
        static func measured(_ percent: String) -> String {
            var text = percent.contains(".") ? percent : percent + "."
            while text.last == "0" { text.removeLast() }
            let decimals = text.reversed().prefix { $0 != "." }.count
            return typed(french.decimal(text + String(repeating: "0", count: max(0, 2 - decimals))))
        }

        /// `1 000,00`
        static func money(_ cents: Cents) -> String { typed(french.decimal(cents.description)) }

        /// With the blanks and the minus of a keyboard: programs read these texts, too.
        private static func typed(_ text: String) -> String {
            String(
                text.map { character in
                    switch character {
                    case "\u{A0}", "\u{202F}": " "
                    case "\u{2212}": "-"
                    case "’": "'"
                    default: character
                    }
                })
        }

        /// One line: line breaks, tabs and blanks in a row become one blank, none stands at an end.
        static func plain(_ text: String) -> String {
            var line = String.UnicodeScalarView()
            for scalar in text.unicodeScalars {
                switch scalar {
                case " ", "\t"..."\r", "\u{85}", "\u{2028}", "\u{2029}":
                    if let last = line.last, last != " " { line.append(" ") }
                default: line.append(scalar)
                }
            }
            if line.last == " " { line.removeLast() }
            return String(line)
        }
    }
}
