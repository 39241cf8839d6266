/// A versioned SLA, kept as data. Source: contract "Words"; docs/reference/terms.md.
package struct Terms: Equatable, Sendable {
    package var id: String
    package var version: String
    package var title: String
    package var source: String
    package var effectiveFrom: LocalDate
    /// The last day in force; absent: until a later version is. Source: contract T3.
    package var effectiveUntil: LocalDate?
    /// What counts as a working day, holidays apart. Source: contract T2.
    package var workingWeek: Set<Weekday>
    /// IANA name, e.g. `Europe/Paris`.
    package var timeZone: String
    package var coverage: Coverage
    package var availability: Availability
    /// The causes that excuse, in the terms' own order (R5, R16).
    package var excusable: [Cause]
    /// Absent: measured, never credited.
    package var credit: Credit?

    package init(
        id: String, version: String, title: String, source: String, effectiveFrom: LocalDate,
        effectiveUntil: LocalDate? = nil, workingWeek: Set<Weekday> = WorkingDays.ordinaryWeek,
        timeZone: String, coverage: Coverage, availability: Availability, excusable: [Cause],
        credit: Credit?
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.source = source
        self.effectiveFrom = effectiveFrom
        self.effectiveUntil = effectiveUntil
        self.workingWeek = workingWeek
        self.timeZone = timeZone
        self.coverage = coverage
        self.availability = availability
        self.excusable = excusable
        self.credit = credit
    }

    /// Which instants count. Source: contract R2.
    package struct Coverage: Equatable, Sendable {
        package var weekly: [WeeklyWindow]
        package var excludesPublicHolidays: Bool
        package var excludesPlannedMaintenance: Bool
        /// Absent: announced by its start, or no announcement recorded. Source: contract T6.
        package var maintenanceNotice: MaintenanceNotice?

        package init(
            weekly: [WeeklyWindow], excludesPublicHolidays: Bool, excludesPlannedMaintenance: Bool,
            maintenanceNotice: MaintenanceNotice? = nil
        ) {
            self.weekly = weekly
            self.excludesPublicHolidays = excludesPublicHolidays
            self.excludesPlannedMaintenance = excludesPlannedMaintenance
            self.maintenanceNotice = maintenanceNotice
        }
    }

    /// One weekday's wall-clock window `[from, to)`, in microseconds since local midnight.
    ///
    /// Bounds: 0 ≤ from < to ≤ 24 h. Windows of one day do not overlap; they may touch.
    package struct WeeklyWindow: Hashable, Sendable {
        package var day: Weekday
        package var from: Int64
        package var to: Int64

        package init(day: Weekday, from: Int64, to: Int64) {
            self.day = day
            self.from = from
            self.to = to
        }
    }

    package struct Availability: Equatable, Sendable {
        package var basis: Basis
        /// Absent: measured, never credited.
        package var target: Target?
        package var notificationRequired: Bool
        package var countedFrom: CountedFrom

        package init(
            basis: Basis, target: Target?, notificationRequired: Bool, countedFrom: CountedFrom
        ) {
            self.basis = basis
            self.target = target
            self.notificationRequired = notificationRequired
            self.countedFrom = countedFrom
        }
    }

    /// The denominator of availability. Source: contract R7, R15; contract T8.
    package enum Basis: String, CaseIterable, Sendable {
        case coverage, calendar
        /// Covered time that nothing excuses.
        case coverageLessExcused = "coverage_less_excused"

        package var other: Basis { self == .calendar ? .coverage : .calendar }
    }

    /// From when a notified outage counts. Source: contract R4.
    package enum CountedFrom: String, Sendable {
        case outageStart = "outage_start"
        case notification
    }

    package struct Credit: Equatable, Sendable {
        /// What a missed target earns.
        package var schedule: Schedule
        package var onRequest: Bool
        /// Absent: no deadline. Source: R12.
        package var requestWithin: RequestWindow?
        /// What is less is not due; absent: every cent is. Source: contract T22.
        package var minimum: Cents?
        package var vatTreatment: VATTreatment
        package var cap: Cap?

        package init(
            _ schedule: Schedule, onRequest: Bool, requestWithin: RequestWindow?, minimum: Cents? = nil,
            vatTreatment: VATTreatment, cap: Cap?
        ) {
            self.schedule = schedule
            self.onRequest = onRequest
            self.requestWithin = requestWithin
            self.minimum = minimum
            self.vatTreatment = vatTreatment
            self.cap = cap
        }
    }

    package enum VATTreatment: String, CaseIterable, Sendable {
        case priceReduction = "price_reduction"
        case netOfTax = "net_of_tax"
        case indemnity
    }

    /// Source: contract R13.
    package struct Cap: Hashable, Sendable {
        package var rate: Percentage
        package var consecutiveDays: Int
        package var excess: Excess

        package init(rate: Percentage, consecutiveDays: Int, excess: Excess) {
            self.rate = rate
            self.consecutiveDays = consecutiveDays
            self.excess = excess
        }

        package enum Excess: String, Sendable {
            case forfeited, held
        }
    }
}
