internal import SLA

extension LedgerReplay.Entry {
    /// R14: the whole credit's part at each rate, less what was credited at it.
    func vatFault(after before: [LedgerReplay.Entry]) -> String? {
        var weights: [Percentage: Cents] = [:]
        for line in invoices {
            weights[line.rate, default: .zero] = (weights[line.rate] ?? .zero) + line.amount
        }
        let whole = before.reduce(net) { $0 + $1.net }
        let split =
            treatment == .priceReduction
            ? splitByVAT(whole, over: weights.map { (rate: $0.key, amount: $0.value) })
            : [(rate: Percentage.zero, net: whole)]
        var parts: [Int64: Int64] = [:]
        for part in split { parts[part.rate.millionths, default: 0] += part.net.amount }
        for part in before.flatMap(\.parts) { parts[part.rate, default: 0] -= part.net }
        let expected = parts.filter { $0.value != 0 }.sorted { $0.key > $1.key }.map {
            (rate: $0.key, net: $0.value)
        }
        return expected.elementsEqual(self.parts, by: ==)
            ? nil : "\(name): its VAT does not follow from its invoices"
    }
}

extension LedgerReplay.Note {
    private var parts: [(rate: Int64, net: Int64)] { lines.flatMap(\.parts) + (commercial?.parts ?? []) }

    /// VAT is that of each rate's sum over the lines, rounded once.
    var totalsFault: String? {
        var sums: [Int64: Int64] = [:]
        for part in parts { sums[part.rate, default: 0] += part.net }
        let expected = sums.keys.sorted(by: >).map { rate in
            let net = Cents(sums[rate] ?? 0)
            let vat = Percentage(millionths: rate).map { Cents.credit($0, of: net) } ?? .zero
            return (rate: rate, net: net.amount, vat: vat.amount)
        }
        let net = lines.reduce(commercial?.net ?? .zero) { $0 + $1.net }
        let gross = expected.reduce(net.amount) { $0 + $1.vat }
        return expected.elementsEqual(vat, by: ==) && net == self.net && gross == self.gross.amount
            ? nil : "\(number): its totals do not follow from its lines"
    }
}
