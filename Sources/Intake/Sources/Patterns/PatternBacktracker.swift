/// Finds matches with their groups by trying one way after the other, and none of them twice.
///
/// What led to no match from a place in the text leads to none later on: so the time is linear in the text, for all of
/// its matches together. Memory: a bit for each place and mark.
struct PatternBacktracker: Sendable {
    /// What is to be tried, or undone, once a way has ended.
    private struct Job {
        /// An instruction; or, below 0, the slot -1, -2 … that gets `position` back.
        var instruction: Int
        var position: Int
        /// How much of the trail belongs to what came before.
        var trail: Int
    }

    /// In bits: what fits the processor's cache.
    static let largest = 1 << 24

    private let program: PatternProgram
    private let first: PatternFirst
    private(set) var slots: [Int]
    private var visited: [UInt64] = []
    private var jobs: [Job] = []
    /// The bits of the way that is being tried.
    private var trail: [Int] = []

    init(_ program: PatternProgram, _ first: PatternFirst) {
        self.program = program
        self.first = first
        slots = Array(repeating: -1, count: program.slots)
    }

    /// Prepares for another text.
    mutating func begin(length: Int) {
        let words = (program.marks * (length + 1) + 63) / 64
        visited.removeAll(keepingCapacity: true)
        visited.append(contentsOf: repeatElement(0, count: words))
    }

    /// Fills the slots with the first match at or after `start`; searches of a text go from left to right.
    mutating func search(_ text: Span<UInt8>, from start: Int) -> Bool {
        var position = start
        while position <= text.count {
            if first.excludes(position, in: text) {
                position = first.next(after: position, in: text)
                continue
            }
            if position > 0 && program.areAnchored[0] { return false }
            if matches(text, at: position) { return true }
            guard position < text.count else { return false }
            position += UTF8Text.scalar(at: position, in: text).length
        }
        return false
    }

    /// Whether a match begins at `start`.
    private mutating func matches(_ text: Span<UInt8>, at start: Int) -> Bool {
        for slot in slots.indices { slots[slot] = -1 }
        slots[0] = start
        jobs.removeAll(keepingCapacity: true)
        trail.removeAll(keepingCapacity: true)
        jobs.append(Job(instruction: program.starts[0], position: start, trail: 0))
        while let job = jobs.popLast() {
            if job.instruction < 0 {
                slots[-1 - job.instruction] = job.position
                continue
            }
            trail.removeLast(trail.count - job.trail)
            if follow(job.instruction, text, at: job.position) {
                forgetMatch()
                return true
            }
        }
        return false
    }

    /// What led to a match may do so again. So may what was given up at the match's end because it led back to it.
    private mutating func forgetMatch() {
        for bit in trail { visited[bit / 64] &= ~(1 << UInt64(bit % 64)) }
        for mark in 0..<program.marks {
            let bit = slots[1] * program.marks + mark
            visited[bit / 64] &= ~(1 << UInt64(bit % 64))
        }
    }

    /// Goes one way as far as it leads.
    private mutating func follow(_ start: Int, _ text: Span<UInt8>, at begin: Int) -> Bool {
        var index = start
        var position = begin
        while true {
            let instruction = program.instructions[index]
            if instruction.mark >= 0 {
                let bit = position * program.marks + instruction.mark
                let mask: UInt64 = 1 << UInt64(bit % 64)
                if visited[bit / 64] & mask != 0 { return false }
                visited[bit / 64] |= mask
                trail.append(bit)
            }
            switch instruction.operation {
            case .scalar, .set:
                guard position < text.count else { return false }
                let (value, length) = UTF8Text.scalar(at: position, in: text)
                let fits =
                    instruction.operation == .scalar
                    ? value == UInt32(instruction.argument)
                    : program.sets[instruction.argument].contains(value)
                guard fits else { return false }
                position += length
            case .fork:
                jobs.append(Job(instruction: instruction.other, position: position, trail: trail.count))
            case .save:
                let slot = instruction.argument
                jobs.append(Job(instruction: -1 - slot, position: slots[slot], trail: 0))
                slots[slot] = position
            case .place:
                guard let place = PatternSyntax.Place(rawValue: UInt8(instruction.argument)),
                    PatternProgram.holds(place, at: position, in: text)
                else { return false }
            case .match:
                slots[1] = position
                return true
            }
            index = instruction.next
        }
    }
}
