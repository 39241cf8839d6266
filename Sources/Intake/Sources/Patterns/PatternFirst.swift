/// With which bytes a match can begin: where none of them stands, none is looked for.
struct PatternFirst: Sendable {
    /// nil: a match can begin with anything, or is empty.
    private let bytes: [Bool]?

    init(_ program: PatternProgram) {
        var bytes = [Bool](repeating: false, count: 256)
        var seen = [Bool](repeating: false, count: program.instructions.count)
        var left = program.starts
        while let index = left.popLast() {
            guard !seen[index] else { continue }
            seen[index] = true
            let instruction = program.instructions[index]
            switch instruction.operation {
            case .match:
                self.bytes = nil
                return
            case .fork: left += [instruction.next, instruction.other]
            case .save, .place: left.append(instruction.next)
            case .scalar: Self.add(&bytes) { $0 == instruction.argument }
            case .set: Self.add(&bytes) { program.sets[instruction.argument].contains(UInt32($0)) }
            }
        }
        self.bytes = bytes
    }

    /// Beyond ASCII every byte may begin what a set holds.
    private static func add(_ bytes: inout [Bool], _ holds: (Int) -> Bool) {
        for byte in bytes.indices where byte >= 0x80 || holds(byte) { bytes[byte] = true }
    }

    /// Whether no match begins at `position`.
    func excludes(_ position: Int, in text: Span<UInt8>) -> Bool {
        guard let bytes else { return false }
        return position == text.count || !bytes[Int(text[position])]
    }

    /// The next place at which one may begin; beyond the text where there is none.
    func next(after position: Int, in text: Span<UInt8>) -> Int {
        guard let bytes else { return position + 1 }
        var next = position + 1
        while next < text.count, !bytes[Int(text[next])] { next += 1 }
        return next < text.count ? next : text.count + 1
    }
}
