import SLA

extension EInvoice {
    /// The official rules that a note of the ledger can break: what the database lets in is wider in these.
    struct Rules {
        let note: CreditNote

        func check() throws(Refusal) {
            for reference in try preceding() { try check(reference) }
            try check(Document.Reference(number: note.number, issuedOn: note.issueDate))
            for month in note.months { try check(year: month.firstDay) }
            if note.vatTreatment == .priceReduction { try checkRates() }
            if note.currency != "EUR" { _ = try vatInEuros() }
        }

        /// BT-111: without VAT it needs no exchange rate.
        func vatInEuros() throws(Refusal) -> Cents {
            if note.vatTotal == .zero { return .zero }
            guard let euros = note.content.eurRate?.euros(for: note.vatTotal) else {
                throw refusal(
                    "BR-FR-CO-12",
                    "a note in \(note.currency) must state its VAT in EUR, and no exchange rate is known")
            }
            return euros
        }

        /// BG-3: of a credit, each invoice that the lines' bases come from, once; of a reversal, the note that it cancels.
        func preceding() throws(Refusal) -> [Document.Reference] {
            switch note.kind {
            case .credit:
                let references = note.invoices.map {
                    Document.Reference(number: $0.invoice, issuedOn: $0.issuedOn)
                }
                guard !references.isEmpty else {
                    throw refusal("BR-FR-CO-05", "it does not name the invoice that it corrects")
                }
                return references
            case .reversal:
                guard let number = note.reverses, let issuedOn = note.content.reversedOn else {
                    throw refusal("BR-55", "it does not give the number and date of the note that it cancels")
                }
                return [Document.Reference(number: number, issuedOn: issuedOn)]
            }
        }

        private func check(_ reference: Document.Reference) throws(Refusal) {
            let number = reference.number
            guard number.utf8.count <= 35 else {
                throw refusal("BR-FR-01", "the number \(number) has more than 35 characters")
            }
            guard !number.isEmpty, number.utf8.allSatisfy(Self.isOfNumber) else {
                throw refusal(
                    "BR-FR-02",
                    "the number \(number) may contain only letters without accents, digits and + - _ /")
            }
            try check(year: reference.issuedOn)
        }

        private func check(year date: LocalDate) throws(Refusal) {
            guard 2000...2099 ~= date.components.year else {
                throw refusal("BR-FR-03", "\(date) is not between 2000 and 2099")
            }
        }

        private func checkRates() throws(Refusal) {
            for part in note.vat where !Self.frenchRates.contains(part.rate.millionths) {
                throw refusal("BR-FR-16", "\(part.rate) % is not a French VAT rate")
            }
            guard note.vat.contains(where: { $0.rate == .zero }) else { return }
            guard let exemption = note.content.exemption else {
                throw refusal("BR-E-10", "it does not say why a part of it is without VAT")
            }
            guard exemption.category != .outsideScope || note.vat.count == 1 else {
                throw refusal("BR-O-11", "what is outside the scope of VAT stands beside VAT")
            }
        }

        private func refusal(_ rule: String, _ reason: String) -> Refusal {
            Refusal(note: note.number, rule: rule, reason: reason)
        }

        private static func isOfNumber(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: "/"):
                true
            default: false
            }
        }

        /// Present and past, in millionths of a percent. Source: XP Z12-012, rule BR-FR-16.
        private static let frenchRates: Set<Int64> = [
            0, 900_000, 1_050_000, 1_750_000, 2_100_000, 5_500_000, 7_000_000, 8_500_000, 9_200_000,
            9_600_000, 10_000_000, 13_000_000, 19_600_000, 20_000_000, 20_600_000,
        ]
    }
}
