/// Several patterns that are looked for at once: which of them a text has, the first of the list.
///
/// Each character costs one look into a table, which is filled as texts come upon its entries. Memory: 4 MiB at most.
struct PatternSet: Sendable {
    private static let unknown: Int32 = -1
    /// In entries of the table.
    private static let largest = 1 << 20

    private let states: PatternStates
    private var alphabet: PatternAlphabet
    /// Of each state and kind of character, the state after it; the last kind is the text's end.
    private var table: [Int32] = []
    private var width = 0
    private var known: [PatternStates.State] = []
    private var numbers: [PatternStates.State: Int32] = [:]
    /// Of each state, whether nothing that follows can change what is found.
    private var areFinal: [Bool] = []

    /// Throws where all patterns together are too large.
    init(_ patterns: [PatternSyntax]) throws(PatternError) {
        let program = try PatternProgram(patterns)
        states = PatternStates(program)
        alphabet = PatternAlphabet(program)
        forget()
    }

    /// The first pattern of the list that the text has somewhere; nil where it has none.
    mutating func first(in text: Span<UInt8>) -> Int? {
        var state = 0
        var position = 0
        while position < text.count {
            let byte = text[position]
            let kind: Int
            if byte < 0x80 {
                kind = Int(alphabet.low[Int(byte)])
                position += 1
            } else {
                let (value, length) = UTF8Text.scalar(at: position, in: text)
                kind = self.kind(value, state: &state)
                position += length
            }
            let next = table[state * width + kind]
            state = next >= 0 ? Int(next) : add(after: state, kind)
            if areFinal[state] { return known[state].found }
        }
        let end = table[state * width + width - 1]
        return known[end >= 0 ? Int(end) : add(after: state, width - 1)].found
    }

    /// The kind of a rare character. A new kind makes the table wider, which then begins anew.
    private mutating func kind(_ value: UInt32, state: inout Int) -> Int {
        let kind = alphabet.kind(value)
        if kind >= width - 1 { state = begin(with: known[state]) }
        return kind
    }

    /// Finds out what follows.
    private mutating func add(after state: Int, _ kind: Int) -> Int {
        let here = known[state]
        let next = states.state(after: here, kind == width - 1 ? nil : alphabet.samples[kind])
        if let number = numbers[next] {
            table[state * width + kind] = number
            return Int(number)
        }
        if table.count + width > Self.largest { return begin(with: next) }
        let number = append(next)
        table[state * width + kind] = Int32(number)
        return number
    }

    /// Forgets all states but the one that the text is in.
    private mutating func begin(with state: PatternStates.State) -> Int {
        forget()
        if let number = numbers[state] { return Int(number) }
        return append(state)
    }

    private mutating func forget() {
        table.removeAll(keepingCapacity: true)
        known.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        areFinal.removeAll(keepingCapacity: true)
        width = alphabet.count + 1
        _ = append(states.first())
    }

    private mutating func append(_ state: PatternStates.State) -> Int {
        let number = known.count
        numbers[state] = Int32(number)
        known.append(state)
        areFinal.append(state.instructions.isEmpty)
        table.append(contentsOf: repeatElement(Self.unknown, count: width))
        return number
    }
}
