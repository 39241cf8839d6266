/// A mapping whose records hold an event each. Source: docs/reference/sources.md "Intervals".
package struct IntervalRule: Sendable {
    package enum End: Sendable {
        /// Records never say when an event ends.
        case never
        case at(TimeRule)
        /// So long after the start.
        case after(ProfileValue, LengthUnit)
        case from(EndRecord)
    }

    /// Where the end of an event stands in a record of its own.
    package struct EndRecord: Sendable {
        let `where`: Conditions
        /// What such a record is called.
        let record: ProfileValue
        /// What an event calls the record that ends it.
        let named: ProfileValue
        let at: TimeRule

        package init(where: Conditions, record: ProfileValue, named: ProfileValue, at: TimeRule) {
            self.where = `where`
            self.record = record
            self.named = named
            self.at = at
        }
    }

    /// Versions of events that give no row, and what is said then.
    package struct NoRow: Sendable {
        let when: Conditions
        let say: Template

        package init(when: Conditions, say: Template) {
            self.when = when
            self.say = say
        }
    }

    package let start: TimeRule
    package let end: End
    package let endAtMost: TimeRule?
    /// Records that say that nothing is known.
    let unknown: Conditions?
    let withdrawn: Conditions?
    /// By which versions are ordered; empty: as they stand in the files.
    let latest: [ProfileValue]
    let noRow: [NoRow]

    package init(
        start: TimeRule, end: End = .never, endAtMost: TimeRule? = nil, unknown: Conditions? = nil,
        withdrawn: Conditions? = nil, latest: [ProfileValue] = [], noRow: [NoRow] = []
    ) {
        self.start = start
        self.end = end
        self.endAtMost = endAtMost
        self.unknown = unknown
        self.withdrawn = withdrawn
        self.latest = latest
        self.noRow = noRow
    }

    /// Whether a row of it can be withdrawn.
    var withdraws: Bool { withdrawn != nil || endAtMost != nil || !noRow.isEmpty }

    /// The rules of its instants.
    var times: [TimeRule] {
        let end: TimeRule? =
            switch end {
            case .never, .after: nil
            case .at(let time): time
            case .from(let record): record.at
            }
        return [start, end, endAtMost].compactMap { $0 }
    }

    var paths: [SourcePath] {
        let ends: [SourcePath] =
            switch end {
            case .never, .at: []
            case .after(let value, _): value.paths
            case .from(let end): end.where.paths + end.record.paths + end.named.paths
            }
        let conditions = [unknown, withdrawn].compactMap { $0 }.flatMap(\.paths)
        return times.flatMap(\.paths) + ends + conditions + latest.flatMap(\.paths)
            + noRow.flatMap { $0.when.paths + $0.say.paths }
    }
}

/// The unit of a length of time.
package enum LengthUnit: String, CaseIterable, Sendable {
    case microseconds = "us"
    case milliseconds = "ms"
    case seconds = "s"
    case minutes = "min"
    case hours = "h"

    /// A number of these in microseconds, cut; nil for what is no number, or far beyond any outage.
    func microseconds(_ text: String) -> Int64? {
        let (places, factor): (Int, Int64) =
            switch self {
            case .microseconds: (0, 1)
            case .milliseconds: (3, 1)
            case .seconds: (6, 1)
            case .minutes: (6, 60)
            case .hours: (6, 3600)
            }
        guard let number = ExactNumber(text)?.scaled(places: places + (factor > 1 ? 4 : 0)) else {
            return nil
        }
        let (product, overflows) = number.multipliedReportingOverflow(by: factor)
        guard !overflows else { return nil }
        let length = factor > 1 ? product / 10_000 : product
        return abs(length) < 1 << 53 ? length : nil
    }
}
