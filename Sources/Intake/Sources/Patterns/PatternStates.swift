/// The states of a program that is followed through all its ways at once.
struct PatternStates: Sendable {
    /// What is known at a place in the text.
    struct State: Hashable, Sendable {
        /// Those that take a character or ask for a place, in order.
        var instructions: [Int] = []
        /// The first pattern that has matched; nil: none has.
        var found: Int?
        /// What the places ask for; false where no instruction asks.
        var isStart = false
        var isAfterWord = false
    }

    private let program: PatternProgram
    /// Which pattern each instruction is of.
    private let owners: [Int]
    /// Patterns that may begin anywhere.
    private let searched: [Int]

    init(_ program: PatternProgram) {
        self.program = program
        // A pattern's instructions stand after its match and before the next pattern's.
        var owner = 0
        owners = program.instructions.map { instruction in
            if instruction.operation == .match { owner = instruction.argument }
            return owner
        }
        searched = program.starts.indices.filter { !program.areAnchored[$0] }
    }

    /// Before the first character.
    func first() -> State {
        var reach = PatternReach(program, found: nil)
        for start in program.starts { reach.add(start) }
        return state(reach, isStart: true, isAfterWord: false)
    }

    /// After a character; nil stands for the text's end.
    func state(after state: State, _ character: UInt32?) -> State {
        let isWord = character.map(ScalarSet.isWord) ?? false
        var here = PatternReach(program, found: state.found)
        for index in state.instructions { here.add(index) }
        here.passPlaces { place in
            switch place {
            case .start: state.isStart
            case .end: character == nil
            case .wordEdge: state.isAfterWord != isWord
            case .noWordEdge: state.isAfterWord == isWord
            }
        }
        guard let character else { return State(found: here.found) }
        var next = PatternReach(program, found: here.found)
        for index in here.instructions where owners[index] < here.found ?? .max {
            let instruction = program.instructions[index]
            let takes =
                switch instruction.operation {
                case .scalar: character == UInt32(instruction.argument)
                case .set: program.sets[instruction.argument].contains(character)
                case .fork, .save, .place, .match: false
                }
            if takes { next.add(instruction.next) }
        }
        for pattern in searched where pattern < next.found ?? .max { next.add(program.starts[pattern]) }
        return self.state(next, isStart: false, isAfterWord: isWord)
    }

    /// The same for all places that go on alike.
    private func state(_ reach: PatternReach, isStart: Bool, isAfterWord: Bool) -> State {
        let found = reach.found ?? .max
        let instructions = reach.instructions.filter { owners[$0] < found }.sorted()
        let asks = instructions.contains { program.instructions[$0].operation == .place }
        return State(
            instructions: instructions, found: reach.found, isStart: isStart && asks,
            isAfterWord: isAfterWord && asks)
    }
}
