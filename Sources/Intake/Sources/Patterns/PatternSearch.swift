/// Finds the matches of one pattern, in the way that suits the length of the text.
struct PatternSearch: Sendable {
    private let program: PatternProgram
    private let first: PatternFirst
    private var backtracker: PatternBacktracker
    /// For a text that is too long for the backtracker.
    private var threads: PatternThreads?
    private let largest: Int

    /// `largest` is how many bits the backtracker may take.
    init(_ pattern: Pattern, largest: Int = PatternBacktracker.largest) {
        program = pattern.program
        first = pattern.first
        self.largest = largest
        backtracker = PatternBacktracker(program, first)
    }

    /// Two for the match and two for each group: where they begin and end; -1 for those that took no part.
    var slots: [Int] { threads?.slots ?? backtracker.slots }

    /// Prepares for another text.
    mutating func begin(length: Int) {
        let fits = program.marks * (length + 1) <= largest
        threads = fits ? nil : PatternThreads(program, first)
        if fits { backtracker.begin(length: length) }
    }

    /// Finds the first match at or after `start`; searches of a text go from left to right.
    mutating func search(_ text: Span<UInt8>, from start: Int) -> Bool {
        guard threads != nil else { return backtracker.search(text, from: start) }
        return threads?.search(text, from: start) == true
    }
}
