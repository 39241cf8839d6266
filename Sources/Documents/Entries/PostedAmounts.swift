import SLA

/// What of a note is posted, in euros; net and VAT make the gross.
///
/// In another currency gross and total VAT are converted by the note's rate, each rounded half up to the cent: the total
/// VAT is the one that the note states in euros (BT-111). Its rates share it in proportion, the cents that are left going
/// to the largest remainders. The net is the rest of the gross: the cost's line takes the cent that rounding leaves.
struct PostedAmounts: Equatable {
    let net: Cents
    /// In the order of the note's rates.
    let vat: [Cents]
    let gross: Cents

    /// - Parameter note: one that `Entries.faults` says nothing of.
    init(_ note: CreditNote) {
        guard note.currency != Currency.euro, let rate = note.content.eurRate,
            let gross = rate.euros(for: note.gross), let total = rate.euros(for: note.vatTotal)
        else {
            net = note.net
            vat = note.vat.map(\.vat)
            self.gross = note.gross
            return
        }
        let shares = splitByVAT(total, over: note.vat.map { (rate: $0.rate, amount: $0.vat) })
        let byRate = Dictionary(uniqueKeysWithValues: shares.map { ($0.rate, $0.net) })
        vat = note.vat.map { byRate[$0.rate] ?? .zero }
        net = gross - total
        self.gross = gross
    }
}
