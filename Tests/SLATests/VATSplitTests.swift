import SLA
import Testing

@Suite("A net amount over VAT rates")
struct VATSplitTests {
    private func split(_ net: Int64, _ weights: [(Int64, Int64)]) -> [[Int64]] {
        splitByVAT(
            Cents(net), over: weights.map { (rate: percent($0.0 * 100_000), amount: Cents($0.1)) }
        ).map { [$0.rate.millionths / 100_000, $0.net.amount] }
    }

    struct Sample: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let net: Int64
        /// Rate in tenths of a percent, and cents.
        let weights: [(Int64, Int64)]
        let parts: [[Int64]]
    }

    static let samples = [
        Sample(testDescription: "one rate", net: 1235, weights: [(200, 7)], parts: [[200, 1235]]),
        Sample(
            testDescription: "in proportion", net: 100, weights: [(55, 1), (200, 3)],
            parts: [[200, 75], [55, 25]]),
        Sample(
            testDescription: "the odd cent to the largest remainder", net: 100,
            weights: [(200, 1), (100, 1), (55, 4)], parts: [[200, 17], [100, 17], [55, 66]]),
        Sample(
            testDescription: "equal remainders: the higher rate first", net: 100,
            weights: [(55, 1), (100, 1), (200, 1)], parts: [[200, 34], [100, 33], [55, 33]]),
        Sample(
            testDescription: "no part of nothing", net: 1, weights: [(55, 1), (100, 1), (200, 1)],
            parts: [[200, 1]]),
        Sample(
            testDescription: "zero and negative weights take no part", net: 100,
            weights: [(200, 10), (100, 0), (55, -3)], parts: [[200, 100]]),
        Sample(
            testDescription: "a rate of zero is a rate", net: 3, weights: [(0, 1), (200, 2)],
            parts: [[200, 2], [0, 1]]),
        Sample(testDescription: "nothing to split", net: 0, weights: [(200, 1)], parts: []),
        Sample(
            testDescription: "nothing to split over", net: 100, weights: [(200, 0), (100, -1)], parts: []),
        Sample(
            testDescription: "amounts at the ends of their range", net: .max,
            weights: [(200, .max / 2), (100, .max / 2)],
            parts: [[200, .max / 2 + 1], [100, .max / 2]]),
    ]

    @Test("is split in proportion, to the cent", arguments: samples)
    func split(sample: Sample) {
        #expect(split(sample.net, sample.weights) == sample.parts)
        #expect(split(sample.net, sample.weights.reversed()) == sample.parts)
    }

    @Test("nothing is lost, and no part is a cent or more from its exact share")
    func conserved() {
        for net in Int64(0)...60 {
            for weights in [[(200, 1), (100, 2), (55, 3)], [(200, 7), (21, 7)], [(200, 1), (0, 999)]]
                as [[(Int64, Int64)]]
            {
                let parts = split(net, weights)
                #expect(parts.reduce(0) { $0 + $1[1] } == net)
                let whole = weights.reduce(0) { $0 + $1.1 }
                for (rate, weight) in weights {
                    let part = parts.first { $0[0] == rate }?[1] ?? 0
                    #expect(abs(part * whole - net * weight) < whole)
                }
            }
        }
    }
}
