/// What a pattern consists of.
indirect enum PatternSyntax: Sendable {
    enum Place: UInt8, Sendable {
        /// `^`
        case start
        /// `$`
        case end
        /// `\b`: a letter on one side only.
        case wordEdge
        /// `\B`
        case noWordEdge
    }

    case empty
    case scalar(UInt32)
    case set(ScalarSet)
    case place(Place)
    case sequence([PatternSyntax])
    /// The first that leads to a match counts.
    case choice([PatternSyntax])
    /// Groups are numbered by their opening, from 1.
    case group(Int, PatternSyntax)
    /// `most` nil: without end. A lazy one takes as few as it can.
    case repeated(PatternSyntax, least: Int, most: Int?, isLazy: Bool)

    /// Whether a match can begin nowhere but at the text's beginning.
    var isAnchored: Bool {
        switch self {
        case .place(let place): place == .start
        case .sequence(let parts): parts.first?.isAnchored ?? false
        case .choice(let parts): parts.allSatisfy(\.isAnchored)
        case .group(_, let part): part.isAnchored
        case .repeated(let part, let least, _, _): least > 0 && part.isAnchored
        case .empty, .scalar, .set: false
        }
    }
}
