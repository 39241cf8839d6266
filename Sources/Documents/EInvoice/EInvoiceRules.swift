import SLA

extension EInvoice {
    /// The official rules that a note can break: what imports and the ledger let in is wider in these.
    ///
    /// The plan asks them of each note before it has a number, and the export again.
    struct Rules {
        let note: NoteOutline

        /// Throws the first rule that it breaks.
        func check() throws(Refusal) {
            guard let fault = faults.first else { return }
            throw Refusal(note: note.number, rule: fault.rule ?? "", reason: fault.reason)
        }

        /// Every rule that it breaks; empty where both syntaxes can state it.
        var faults: [NoteFault] {
            references + numbers + currencies + (note.vatTreatment == .priceReduction ? rates : []) + parties
        }

        /// BT-111: without VAT it needs no exchange rate; nil where none is known, and beyond 64 bits.
        var vatInEuros: Cents? {
            note.vatTotal == .zero ? .zero : note.eurRate?.euros(for: note.vatTotal)
        }

        /// BG-3: of a credit, each invoice that it corrects, once; of a reversal, the note that it cancels.
        var preceding: [DocumentReference] {
            switch note.kind {
            case .credit: BillingDocuments(note.invoices).invoices
            case .reversal: [note.cancels].compactMap(\.self)
            }
        }

        private var references: [NoteFault] {
            guard preceding.isEmpty else { return [] }
            return switch note.kind {
            case .credit:
                [fault(.invoice, "BR-FR-CO-05", "it does not name the invoice that it corrects")]
            case .reversal:
                [
                    fault(
                        .cancelledNote, "BR-55",
                        "it does not give the number and date of the note that it cancels")
                ]
            }
        }

        private var numbers: [NoteFault] {
            let isReversal = note.kind == .reversal
            let corrected = preceding.flatMap {
                check(
                    $0.number, isReversal ? "the number" : "the number of invoice",
                    isReversal ? .cancelledNote : .invoice)
                    + check(year: $0.issuedOn, isReversal ? .cancelledNote : .issuedOn)
            }
            return corrected + check(note.number, "the number", .series)
                + check(year: note.issueDate, .series)
                + note.months.flatMap { check(year: $0.firstDay, .month) }
        }

        private func check(_ number: String, _ name: String, _ field: NoteFault.Field) -> [NoteFault] {
            guard number.utf8.count <= 35 else {
                return [fault(field, "BR-FR-01", "\(name) \(number) has more than 35 characters")]
            }
            guard !number.isEmpty, number.utf8.allSatisfy(Self.isOfNumber) else {
                return [
                    fault(
                        field, "BR-FR-02",
                        "\(name) \(number) may contain only letters without accents, digits and + - _ /")
                ]
            }
            return []
        }

        private func check(year date: LocalDate, _ field: NoteFault.Field) -> [NoteFault] {
            2000...2099 ~= date.components.year
                ? [] : [fault(field, "BR-FR-03", "\(date) is not between 2000 and 2099")]
        }

        private var currencies: [NoteFault] {
            guard note.currency != Currency.euro else { return [] }
            guard Currency.isKnown(note.currency) else {
                return [
                    fault(.currency, "BR-CL-04", "\(note.currency) is not a currency that e-invoices know")
                ]
            }
            guard vatInEuros == nil else { return [] }
            return [
                fault(
                    .eurRate, "BR-FR-CO-12",
                    note.eurRate == nil
                        ? "a note in \(note.currency) must state its VAT in EUR, and no exchange rate is known"
                        : "its VAT in EUR is larger than an amount can be")
            ]
        }

        private var rates: [NoteFault] {
            var faults = note.vat.filter { !Self.frenchRates.contains($0.rate.millionths) }.map { part in
                let invoices = note.invoices.filter { $0.vatRate == part.rate }.map(\.invoice)
                let names = Set(invoices).sorted().map { ", invoice \($0)," }.first ?? ""
                return fault(.vatRate, "BR-FR-16", "\(part.rate) %\(names) is not a French VAT rate")
            }
            guard note.vat.contains(where: { $0.rate == .zero }) else { return faults }
            guard let exemption = note.exemption else {
                faults.append(
                    fault(
                        .exemptionReason, "BR-E-10", "it does not say why a part of it is without VAT"))
                return faults
            }
            if exemption.category == .outsideScope, note.vat.count > 1 {
                faults.append(
                    fault(
                        .exemptionCode, "BR-O-11", "what is outside the scope of VAT stands beside VAT"))
            }
            return faults
        }

        func fault(_ field: NoteFault.Field, _ rule: String, _ reason: String) -> NoteFault {
            NoteFault(field: field, rule: rule, reason: reason)
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
