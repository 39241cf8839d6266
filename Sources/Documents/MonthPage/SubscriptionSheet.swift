import SLA

/// A subscription's month with all that a page says of it, kept until the page is written.
struct SubscriptionSheet {
    /// Its place in the report, from 1.
    var ordinal: Int
    /// Without what the sheet does not show: see `init`.
    var entry: ReportEntry
    var strip: MonthStrip?
    var track: StripTracks.Track?
    /// How many outages the month had; `entry` keeps only the heaviest.
    var outages: Int

    static let shownOutages = 8

    /// Lets go of the timeline, the facts behind it and all but the heaviest outages: a month may have thousands.
    init(_ entry: ReportEntry, ordinal: Int, strip: MonthStrip?, track: StripTracks.Track?) {
        self.ordinal = ordinal
        self.strip = strip
        self.track = track
        outages = entry.statement.outages.count
        var kept = entry
        kept.judgement.timeline = nil
        kept.facts.outages = []
        kept.facts.excusableEvents = []
        kept.facts.maintenance = []
        let ranked = entry.statement.outages.enumerated().sorted { a, b in
            a.element.weight == b.element.weight
                ? a.offset < b.offset : a.element.weight > b.element.weight
        }
        kept.judgement.statement.outages = ranked.prefix(Self.shownOutages).map(\.element)
        self.entry = kept
    }

    /// The larger amount first, then the lower availability, then the report's order.
    static func isBefore(_ a: SubscriptionSheet, _ b: SubscriptionSheet) -> Bool {
        let (amount, otherAmount) = (a.entry.amount ?? .zero, b.entry.amount ?? .zero)
        if amount != otherAmount { return amount > otherAmount }
        let (mine, other) = (a.entry.statement.availability, b.entry.statement.availability)
        let down = Int128(mine.downtime) * Int128(other.base)
        let otherDown = Int128(other.downtime) * Int128(mine.base)
        if down != otherDown { return down > otherDown }
        return a.ordinal < b.ordinal
    }
}

extension OutageSplit {
    /// Counted time before any other, in an order that every run repeats.
    fileprivate var weight: (Int64, Int64, Int64) { (counted, unnotified, excusedTotal) }
}

/// Sheets of one kind: all are counted, the weightiest kept, so that a page stays readable at any size.
struct SheetPile {
    let limit: Int
    private(set) var count = 0
    private var kept: [SubscriptionSheet] = []

    init(limit: Int) { self.limit = limit }

    mutating func add(_ sheet: SubscriptionSheet) {
        count += 1
        kept.append(sheet)
        if kept.count >= 2 * limit { kept = weightiest }
    }

    var weightiest: [SubscriptionSheet] {
        Array(kept.sorted(by: SubscriptionSheet.isBefore).prefix(limit))
    }
}
