/// The instructions that are reached without another character, each once.
struct PatternReach {
    private let program: PatternProgram
    private var isSeen: [Bool]
    /// Those that take a character or ask for a place, in the order in which they were reached.
    private(set) var instructions: [Int] = []
    /// The first pattern whose end was reached; nil: none was.
    private(set) var found: Int?

    init(_ program: PatternProgram, found: Int?) {
        self.program = program
        self.found = found
        isSeen = Array(repeating: false, count: program.instructions.count)
    }

    /// Adds an instruction or, where it takes no character, those that it leads to.
    mutating func add(_ start: Int) {
        var left = [start]
        while let index = left.popLast() {
            guard !isSeen[index] else { continue }
            isSeen[index] = true
            let instruction = program.instructions[index]
            switch instruction.operation {
            case .match: found = min(found ?? .max, instruction.argument)
            case .save: left.append(instruction.next)
            case .fork: left += [instruction.other, instruction.next]
            case .scalar, .set, .place: instructions.append(index)
            }
        }
    }

    /// Goes beyond the places that are what is asked.
    mutating func passPlaces(where holds: (PatternSyntax.Place) -> Bool) {
        var next = 0
        // What is added stands at the end and is looked at in its turn.
        while next < instructions.count {
            let instruction = program.instructions[instructions[next]]
            next += 1
            guard instruction.operation == .place,
                let place = PatternSyntax.Place(rawValue: UInt8(instruction.argument)), holds(place)
            else { continue }
            add(instruction.next)
        }
    }
}
