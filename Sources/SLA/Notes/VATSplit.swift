/// A net amount spread over VAT rates in proportion to weights, to the cent, nothing lost: whole cents
/// first, then one cent each to the largest remainders, the higher rate first among equals.
///
/// - Parameters:
///   - net: not negative.
///   - weights: one a rate; only positive ones take a part.
/// - Returns: the parts that are not zero, by falling rate. Their sum is `net`.
package func splitByVAT(
    _ net: Cents, over weights: [(rate: Percentage, amount: Cents)]
) -> [(rate: Percentage, net: Cents)] {
    let positive = weights.filter { $0.amount > .zero }.sorted { $0.rate > $1.rate }
    let whole = positive.reduce(Int128(0)) { $0 + Int128($1.amount.amount) }
    guard whole > 0 else { return [] }
    var parts = positive.map { weight in
        let exact = Int128(net.amount) * Int128(weight.amount.amount)
        return (rate: weight.rate, cents: Int64(exact / whole), remainder: exact % whole)
    }
    let left = Int(net.amount - parts.reduce(0) { $0 + $1.cents })
    let order = parts.indices.sorted {
        (parts[$0].remainder, parts[$0].rate) > (parts[$1].remainder, parts[$1].rate)
    }
    for index in order.prefix(left) { parts[index].cents += 1 }
    return parts.filter { $0.cents > 0 }.map { (rate: $0.rate, net: Cents($0.cents)) }
}
