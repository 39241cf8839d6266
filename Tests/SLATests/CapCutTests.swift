import SLA
import Testing

/// Source: contract R13.
@Suite("R13: a cut is the top part of the amount that it was cut from")
struct CapCutTests {
    private func cut(_ amount: Int64, _ cut: Int64, left: Int64) -> CapCut {
        CapCut(amount: Cents(amount), cut: Cents(cut), left: Cents(left))
    }

    @Test(
        "of less it takes less, and of more the same again",
        arguments: [(0, 0), (99, 99), (100, 100), (101, 100), (199, 100), (200, 100), (201, 101), (300, 200)])
    func one(amount: Int64, left: Int64) {
        #expect([cut(200, 100, left: 100)].left(of: Cents(amount)) == Cents(left))
    }

    @Test(
        "a later cut takes the top of what the earlier ones left",
        arguments: [(0, 0), (50, 50), (51, 50), (200, 50), (300, 50), (301, 51)])
    func two(amount: Int64, left: Int64) {
        // 200, of which the upper 100 are cut; then, nothing being credited any more, 300, of which 200 were left: 150 are cut.
        let cuts = [cut(200, 100, left: 100), cut(300, 150, left: 50)]
        #expect(cuts.left(of: Cents(amount)) == Cents(left))
    }

    @Test("any cuts, taken one after the other, are the set of cents that they took")
    func asSets() {
        var seed: UInt64 = 7
        func next(_ bound: Int64) -> Int64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int64(seed >> 33) % bound
        }
        for _ in 0..<300 {
            var taken = [Bool](repeating: false, count: 60)
            var cuts: [CapCut] = []
            for _ in 0..<next(5) {
                let amount = next(60)
                let free = (0..<Int(amount)).filter { !taken[$0] }
                let size = next(Int64(free.count) + 1)
                for place in free.suffix(Int(size)) { taken[place] = true }
                if size > 0 { cuts.append(cut(amount, size, left: Int64(free.count) - size)) }
            }
            for amount in 0...60 {
                let left = taken.prefix(amount).filter { !$0 }.count
                #expect(cuts.left(of: Cents(Int64(amount))) == Cents(Int64(left)))
            }
        }
    }
}
