/// The classes of a subscription's month in one pass over its ends, for months at scale.
///
/// It gives what `judge` gives for `MonthStatement.classes`, without its sets and without each outage's split. Events are
/// placed on the ruler of the covered hours, where closed time has no length; what is left is to sort and to count.
/// One value serves the subscriptions of a calendar in turn. Source: contract R2 to R6, R16.
package struct Sweep {
    /// A bound of a stretch in one layer: position (from bit 8), layer (bits 1 to 7), whether it begins (bit 0).
    private var bounds: [UInt64] = []
    private var depth = [Int32](repeating: 0, count: Layer.count)
    private let hours: Ruler
    private let open: Ruler
    private let terms: Terms.Availability
    private let excludesMaintenance: Bool
    private let order: [Cause]
    /// The place of each cause in `order`, by its place in `Cause.allCases`; −1: not accepted.
    private let places: [Int]
    private var period: Interval
    /// The period on the ruler of the open hours.
    private var span: Range<Int64> = 0..<0

    private enum Layer {
        static let maintenance = 0
        static let counted = 1
        /// Down, and not counted by this outage.
        static let uncounted = 2
        /// By place of the cause in the terms' order.
        static let excuse = 3
        static let linkedExcuse = 10
        static let count = 17
    }

    package init(_ calendar: MonthCalendar) {
        hours = calendar.hoursRuler
        open = calendar.openRuler
        terms = calendar.terms.availability
        excludesMaintenance = calendar.terms.coverage.excludesPlannedMaintenance
        let order = calendar.terms.excusable
        self.order = order
        places = Cause.allCases.map { order.firstIndex(of: $0) ?? -1 }
        period = calendar.whole
    }

    /// Starts a subscription's month.
    package mutating func begin(_ period: Interval) {
        bounds.removeAll(keepingCapacity: true)
        self.period = period
        let lower = open.position(period.lowerBound.microseconds)
        span = lower..<open.position(period.upperBound.microseconds)
    }

    package mutating func add(maintenance: Interval) {
        guard excludesMaintenance else { return }
        add(Layer.maintenance, position(maintenance.lowerBound)..<position(maintenance.upperBound))
    }

    /// An event that is linked to no outage.
    package mutating func add(excuse interval: Interval, by cause: Cause) {
        let place = places[cause.index]
        guard place >= 0 else { return }
        add(Layer.excuse + place, position(interval.lowerBound)..<position(interval.upperBound))
    }

    /// An outage with the events that are linked to it.
    package mutating func add(_ outage: SweptOutage, linked: [(cause: Cause, interval: Interval)] = []) {
        let start = position(outage.startedAt)
        let end = max(start, outage.endedAt.map { position($0) } ?? span.upperBound)
        guard start < end else { return }
        let countsFrom: Int64
        switch (terms.notificationRequired, outage.notifiedAt, terms.countedFrom) {
        case (false, _, _), (true, .some, .outageStart): countsFrom = start
        case (true, nil, _): countsFrom = end
        case (true, let notifiedAt?, .notification):
            countsFrom = min(max(start, position(notifiedAt)), end)
        }
        let excused = linked.filter { places[$0.cause.index] >= 0 }
        guard !excused.isEmpty else {
            add(Layer.uncounted, start..<countsFrom)
            add(Layer.counted, countsFrom..<end)
            return
        }
        add(Layer.uncounted, start..<end)
        var from = countsFrom
        for (cause, interval) in excused.sorted(by: { $0.interval.lowerBound < $1.interval.lowerBound }) {
            let part = (position(interval.lowerBound)..<position(interval.upperBound)).clamped(
                to: start..<end)
            guard !part.isEmpty else { continue }
            add(Layer.linkedExcuse + places[cause.index], part)
            if from < part.lowerBound { add(Layer.counted, from..<part.lowerBound) }
            from = max(from, part.upperBound)
        }
        if from < end { add(Layer.counted, from..<end) }
    }

    /// Ends the subscription's month.
    package mutating func classes() -> Classes {
        var classes = Classes()
        let withinHours = hours.length(of: period)
        var rest = span.upperBound - span.lowerBound
        classes.outsideHours = period.microseconds - withinHours
        classes.holiday = withinHours - rest
        bounds.sort()
        var active: UInt32 = 0
        var last = span.lowerBound
        for bound in bounds {
            let position = Int64(bound >> 8)
            if position > last {
                let length = position - last
                if active != 0, classes.add(length, active, order) { rest -= length }
                last = position
            }
            let layer = Int(bound >> 1 & 0x7F)
            depth[layer] += bound & 1 == 1 ? 1 : -1
            if depth[layer] == 0 { active &= ~(1 << layer) } else { active |= 1 << layer }
        }
        classes.available = rest
        return classes
    }

    private func position(_ instant: Instant) -> Int64 {
        min(max(open.position(instant.microseconds), span.lowerBound), span.upperBound)
    }

    private mutating func add(_ layer: Int, _ stretch: Range<Int64>) {
        guard !stretch.isEmpty else { return }
        bounds.append(UInt64(stretch.lowerBound) << 8 | UInt64(layer) << 1 | 1)
        bounds.append(UInt64(stretch.upperBound) << 8 | UInt64(layer) << 1)
    }
}

extension Classes {
    /// Counts a stretch in the first class that claims it (R16); false when it is available.
    fileprivate mutating func add(_ length: Int64, _ active: UInt32, _ order: [Cause]) -> Bool {
        let excuses = active >> 3 & 0x7F
        let linked = active >> 10
        if active & 1 != 0 {
            plannedMaintenance += length
        } else if active & 6 == 0 {
            return false
        } else if excuses == 0, active & 2 != 0 {
            countedDowntime += length
        } else if excuses | linked != 0 {
            excused[order[(excuses | linked).trailingZeroBitCount], default: 0] += length
        } else {
            unnotifiedDowntime += length
        }
        return true
    }
}

/// What the sweep needs of an outage.
package struct SweptOutage {
    package var startedAt: Instant
    /// Absent: it lasts to the end of the period (R3).
    package var endedAt: Instant?
    /// As `Outage.notifiedAt`.
    package var notifiedAt: Instant?

    package init(startedAt: Instant, endedAt: Instant?, notifiedAt: Instant?) {
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.notifiedAt = notifiedAt
    }
}

extension Cause {
    /// Its place in `allCases`.
    package var index: Int {
        switch self {
        case .forceMajeure: 0
        case .thirdPartyEquipment: 1
        case .customerAct: 2
        case .plannedMaintenance: 3
        case .overCapacity: 4
        case .otherOperator: 5
        case .customerUnavailable: 6
        }
    }
}
