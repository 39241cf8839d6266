import Glibc

/// A generator whose numbers follow from its seed (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The seed of this run's random tests: `AVOIR_TEST_SEED` repeats one.
package enum Seed {
    package static let value: UInt64 = {
        let given = getenv("AVOIR_TEST_SEED").flatMap { UInt64(String(cString: $0)) }
        let seed = given ?? UInt64.random(in: 0 ... .max)
        print("seed \(seed) (AVOIR_TEST_SEED=\(seed) repeats this run's random tests)")
        return seed
    }()

    /// Each test has numbers of its own, whichever runs first.
    package static func generator(_ test: Int) -> SeededGenerator {
        var mixer = SeededGenerator(seed: value ^ UInt64(truncatingIfNeeded: test &* 0x1000_0001))
        return SeededGenerator(seed: mixer.next())
    }
}

extension RandomNumberGenerator {
    package mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    /// A whole number of the range.
    package mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    package mutating func pick(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &self) }

    /// One of the values, of which there is at least one.
    package mutating func pick<Value>(_ values: [Value]) -> Value { values[pick(0...values.count - 1)] }
}
