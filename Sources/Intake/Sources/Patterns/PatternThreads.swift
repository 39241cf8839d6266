/// Finds matches with their groups by going all ways at once: for texts that are too long to keep where one has been.
struct PatternThreads: Sendable {
    /// The ways that lie open before one character, the preferred ones first.
    private struct List {
        var instructions: [Int] = []
        /// Of each instruction, its place in the list, which counts only where the list says the same.
        var places: [Int]
        /// The slots of each way, one after the other.
        var slots: [Int] = []

        init(_ count: Int) { places = Array(repeating: 0, count: count) }

        func has(_ instruction: Int) -> Bool {
            let place = places[instruction]
            return place < instructions.count && instructions[place] == instruction
        }

        mutating func add(_ instruction: Int, _ kept: [Int]) {
            places[instruction] = instructions.count
            instructions.append(instruction)
            slots += kept
        }

        mutating func clear() {
            instructions.removeAll(keepingCapacity: true)
            slots.removeAll(keepingCapacity: true)
        }
    }

    private let program: PatternProgram
    private let first: PatternFirst
    private(set) var slots: [Int]
    /// The slots of the way that is being followed.
    private var kept: [Int]
    /// What is still to be added: an instruction; or, below 0, the slot that gets a position back.
    private var left: [(instruction: Int, position: Int)] = []

    init(_ program: PatternProgram, _ first: PatternFirst) {
        self.program = program
        self.first = first
        kept = Array(repeating: -1, count: program.slots)
        slots = Array(repeating: -1, count: program.slots)
    }

    /// Fills the slots with the first match at or after `start`.
    mutating func search(_ text: Span<UInt8>, from start: Int) -> Bool {
        var now = List(program.instructions.count)
        var next = List(program.instructions.count)
        var isFound = false
        var position = start
        while position <= text.count {
            if !isFound, !(position > 0 && program.areAnchored[0]) {
                if now.instructions.isEmpty && first.excludes(position, in: text) {
                    position = first.next(after: position, in: text)
                    continue
                }
                for slot in kept.indices { kept[slot] = -1 }
                kept[0] = position
                add(program.starts[0], to: &now, text, at: position)
            }
            guard !now.instructions.isEmpty else { break }
            let (value, length) =
                position < text.count ? UTF8Text.scalar(at: position, in: text) : (UInt32.max, 1)
            if advance(now, over: value, into: &next, text, to: position + length) {
                slots = kept
                slots[1] = position
                isFound = true
            }
            swap(&now, &next)
            next.clear()
            position += length
        }
        return isFound
    }

    /// Takes every way over a character; true where one of them is a match, which ends those after it.
    private mutating func advance(
        _ now: List, over value: UInt32, into next: inout List, _ text: Span<UInt8>, to position: Int
    ) -> Bool {
        for (place, index) in now.instructions.enumerated() {
            let instruction = program.instructions[index]
            let goesOn =
                switch instruction.operation {
                case .match: true
                case .scalar: value == UInt32(instruction.argument)
                case .set: value != .max && program.sets[instruction.argument].contains(value)
                case .fork, .save, .place: false
                }
            guard goesOn else { continue }
            for slot in kept.indices { kept[slot] = now.slots[place * kept.count + slot] }
            if instruction.operation == .match { return true }
            add(instruction.next, to: &next, text, at: position)
        }
        return false
    }

    /// Adds an instruction or, where it takes no character, those that it leads to.
    private mutating func add(_ start: Int, to list: inout List, _ text: Span<UInt8>, at position: Int) {
        left.append((start, 0))
        while let (index, old) = left.popLast() {
            if index < 0 {
                kept[-1 - index] = old
                continue
            }
            guard !list.has(index) else { continue }
            let instruction = program.instructions[index]
            list.add(index, kept)
            switch instruction.operation {
            case .fork:
                left.append((instruction.other, 0))
                left.append((instruction.next, 0))
            case .save:
                left.append((-1 - instruction.argument, kept[instruction.argument]))
                left.append((instruction.next, 0))
                kept[instruction.argument] = position
            case .place:
                if let place = PatternSyntax.Place(rawValue: UInt8(instruction.argument)),
                    PatternProgram.holds(place, at: position, in: text)
                {
                    left.append((instruction.next, 0))
                }
            case .scalar, .set, .match: break
            }
        }
    }
}
