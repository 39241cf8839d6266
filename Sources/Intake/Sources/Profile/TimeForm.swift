import SLA

/// How a tool writes an instant, a date or a month.
package enum TimeForm: Sendable {
    case rfc3339
    case epoch(EpochUnit)
    /// Whole seconds, and nanoseconds of their own.
    case epochAndNanoseconds
    case pattern(TimePattern)

    package enum EpochUnit: String, CaseIterable, Sendable {
        case seconds = "s"
        case milliseconds = "ms"
        case microseconds = "us"
        case nanoseconds = "ns"

        /// How many decimal places of a second one unit is.
        var places: Int {
            switch self {
            case .seconds: 0
            case .milliseconds: 3
            case .microseconds: 6
            case .nanoseconds: 9
            }
        }
    }

    /// What a text says in this form; nil when it has another form. Digits beyond the microsecond are cut.
    ///
    /// `nanoseconds` belongs to `epochAndNanoseconds` alone. Throws for a text of the form that names no time.
    func read(_ text: String, nanoseconds: String?) throws(Fault) -> WrittenTime? {
        switch self {
        case .rfc3339:
            let bytes = Array(text.utf8)
            do throws(Fault) {
                let written = try Timestamp.written(bytes.span, cutsFiner: true)
                return WrittenTime(clock: written.clock, offset: written.offset)
            } catch {
                guard error.reason != Timestamp.notAnInstant.reason else { return nil }
                throw error
            }
        case .epoch(let unit):
            guard let value = ExactNumber(text) else { return nil }
            return try Self.epoch(value.scaled(places: 6 - unit.places))
        case .epochAndNanoseconds:
            guard let seconds = ExactNumber(text), seconds.decimals == 0 else { return nil }
            guard let nanoseconds else { return try Self.epoch(seconds.scaled(places: 6)) }
            guard let finer = ExactNumber(nanoseconds), let cut = finer.scaled(places: -3),
                finer.decimals == 0, 0..<Microseconds.perSecond ~= cut
            else { throw Fault("has nanoseconds that are none: \(nanoseconds)") }
            return try Self.epoch(seconds.scaled(places: 6).map { $0 + cut })
        case .pattern(let pattern):
            return try pattern.read(text)
        }
    }

    private static func epoch(_ microseconds: Int64?) throws(Fault) -> WrittenTime {
        guard let microseconds, bounds.contains(microseconds) else {
            throw Fault("lies outside the years 1900 to 2199; is it in another unit?")
        }
        return WrittenTime(clock: microseconds, offset: 0)
    }

    /// Of the years that an instant may have.
    private static let bounds: Range<Int64> = {
        func start(of year: Int) -> Int64 {
            let day = LocalDate(year: year, month: 1, day: 1)?.daysSinceEpoch ?? 0
            return Int64(day) * Microseconds.perDay
        }
        return start(of: Limits.years.lowerBound)..<start(of: Limits.years.upperBound + 1)
    }()

    /// Whether a time of this form has no offset, so that somebody must say whose clock it is.
    package var mayBeWallClock: Bool {
        switch self {
        case .rfc3339: true
        case .epoch, .epochAndNanoseconds: false
        case .pattern(let pattern): !pattern.alwaysHasOffset
        }
    }

    /// As a profile writes it.
    package var text: String {
        switch self {
        case .rfc3339: "rfc3339"
        case .epoch(let unit): "epoch \(unit.rawValue)"
        case .epochAndNanoseconds: "epoch s+ns"
        case .pattern(let pattern): pattern.text
        }
    }
}
