/// The characters that no pattern of a program tells apart, each kind with a number.
struct PatternAlphabet: Sendable {
    private let sets: [ScalarSet]
    private let scalars: [UInt32]
    /// By what they are in, as bits; one for each set and scalar of the program.
    private var kinds: [[UInt64]: Int] = [:]
    /// One character of each kind.
    private(set) var samples: [UInt32] = []
    /// The kinds of the first 128 characters.
    private(set) var low: [UInt16] = []
    private var others: [UInt32: Int] = [:]

    /// Beyond it what is known of rare characters is forgotten.
    private static let mostOthers = 4_096

    init(_ program: PatternProgram) {
        // The edges of words and the end of the text are places, whatever the sets are.
        sets = program.sets + [.word]
        scalars = Set(
            program.instructions.filter { $0.operation == .scalar }.map { UInt32($0.argument) }
        ).sorted()
        for value: UInt32 in 0..<128 { low.append(UInt16(truncatingIfNeeded: kind(byContent: value))) }
    }

    var count: Int { samples.count }

    /// The kind of a character beyond ASCII; it may be a new one.
    mutating func kind(_ value: UInt32) -> Int {
        if let known = others[value] { return known }
        if others.count >= Self.mostOthers { others.removeAll(keepingCapacity: true) }
        let kind = kind(byContent: value)
        others[value] = kind
        return kind
    }

    private mutating func kind(byContent value: UInt32) -> Int {
        var bits = [UInt64](repeating: 0, count: (sets.count + 1 + 63) / 64)
        for (number, set) in sets.enumerated() where set.contains(value) {
            bits[number / 64] |= 1 << UInt64(number % 64)
        }
        // A character is at most one of the scalars.
        bits.append(scalars.contains(value) ? UInt64(value) + 1 : 0)
        if let known = kinds[bits] { return known }
        kinds[bits] = samples.count
        samples.append(value)
        return samples.count - 1
    }
}
