/// What a month's live credits bear at each VAT rate, where the invoices say otherwise now. Source: contract R14.
package struct VATChange: Equatable, Sendable {
    /// By falling rate: what is credited, and what the whole credit would have by the invoices.
    package var credited: [CreditLine.Part]
    package var invoiced: [CreditLine.Part]
    /// More is due, and no supplement can bring it: at a rate the whole has less than is credited.
    package var blocksSupplement: Bool

    /// nil where the credits bear what the invoices say, or what a supplement will make them bear.
    ///
    /// - Parameters:
    ///   - credited: the live credits' net over the rates.
    ///   - creditable: what is or would be credited in all.
    ///   - invoices: those of the current revision, together no more than an amount can be.
    package init?(
        credited: [CreditLine.Part], creditable: Cents, invoices: [InvoiceLine], treatment: Terms.VATTreatment
    ) {
        guard !credited.isEmpty else { return nil }
        let sum = credited.reduce(Cents.zero) { $0 + $1.net }
        var weights: [Percentage: Cents] = [:]
        for line in invoices {
            weights[line.vatRate, default: .zero] = (weights[line.vatRate] ?? .zero) + line.amount
        }
        let whole = max(creditable, sum)
        let split =
            treatment == .priceReduction
            ? splitByVAT(whole, over: weights.map { (rate: $0.key, amount: $0.value) })
            : [(rate: .zero, net: whole)]
        guard !split.isEmpty else { return nil }
        let right = Dictionary(uniqueKeysWithValues: split.map { ($0.rate, $0.net) })
        let exceeds = credited.contains { $0.net > right[$0.rate] ?? .zero }
        // Of less than is credited, only a rate that is invoiced no longer tells: a reversal is due anyway.
        let isChanged = creditable < sum ? credited.contains { right[$0.rate] == nil } : exceeds
        guard isChanged else { return nil }
        self.credited = credited
        invoiced = split.map { CreditLine.Part(rate: $0.rate, net: $0.net) }
        blocksSupplement = creditable > sum
    }
}
