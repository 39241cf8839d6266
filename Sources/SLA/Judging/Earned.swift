/// What a missed promise earns before a base is known. Source: contract T13 to T15, T20.
package struct Earned: Hashable, Sendable {
    package var part: Part
    /// How many steps it took, before any limit; nil for tiers and proportions. Source: contract T14.
    package var steps: Int64?
    /// A limit of another form than the part: a sum beside a rate, or a rate beside a sum.
    package var most: Schedule.Worth?

    package enum Part: Hashable, Sendable {
        case rate(Rate)
        /// Before tax.
        case sum(Cents)
        /// In proportion to a time, at most the whole; nil: read back from an assessment, which keeps what it came to.
        case proportion(ExactFraction?)
    }

    package static let nothing = Earned(Part.rate(.zero))

    package init(_ part: Part, steps: Int64? = nil, most: Schedule.Worth? = nil) {
        self.part = part
        self.steps = steps
        self.most = most
    }

    package init(_ worth: Schedule.Worth) {
        switch worth {
        case .rate(let rate): self.init(Part.rate(rate))
        case .sum(let sum): self.init(Part.sum(sum))
        }
    }

    package var isNothing: Bool {
        switch part {
        case .rate(let rate): rate == .zero
        case .sum(let sum): sum == .zero
        case .proportion(let fraction): fraction?.numerator == 0
        }
    }

    /// As a percentage, where it is one; nil for fractions, sums and proportions. Source: contract T14.
    package var percentage: Percentage? {
        if case .rate(let rate) = part { rate.percentage } else { nil }
    }

    /// Whether it comes to the same of every base, in however many steps.
    package func isWorth(_ other: Earned) -> Bool { part == other.part && most == other.most }

    /// Whether it is the greater part or sum; proportions are not compared.
    package func isMore(than other: Earned) -> Bool {
        switch (part, other.part) {
        case (.rate(let rate), .rate(let other)): rate > other
        case (.sum(let sum), .sum(let other)): sum > other
        default: other.isNothing && !isNothing
        }
    }

    /// Half up to the cent, at most the base, never negative; nil for a proportion that is not known any more.
    /// Source: contract R11, T22.
    package func amount(of base: Cents) -> Cents? {
        guard base > .zero else { return .zero }
        let whole: Cents
        switch part {
        case .rate(let rate): whole = rate.exact.part(of: base)
        case .sum(let sum): whole = sum
        case .proportion(nil): return nil
        case .proportion(let fraction?): whole = fraction.part(of: base)
        }
        return min(whole, limit(of: base) ?? base, base)
    }

    /// Whether the amount needs no rounding.
    package func isExact(of base: Cents) -> Bool {
        switch part {
        case .sum, .proportion(nil): true
        case .rate(let rate): rate.exact.isWhole(of: base)
        case .proportion(let fraction?): fraction.isWhole(of: base)
        }
    }

    /// What the limit of another form comes to; nil without one.
    package func limit(of base: Cents) -> Cents? {
        switch most {
        case nil: nil
        case .sum(let sum): sum
        case .rate(let rate): base > .zero ? rate.exact.part(of: base) : .zero
        }
    }
}
