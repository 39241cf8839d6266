internal import Postgres
internal import SLA

/// Terms in the columns of table `terms_version`; windows and tiers have tables of their own.
extension Terms {
    var columns: [(name: String, value: Parameter)] {
        coverageColumns + creditColumns + [
            ("terms", .text(id)), ("version", .text(version)), ("title", .text(title)),
            ("source", .text(source)), ("effective_from", .date(effectiveFrom.daysSinceEpoch)),
            ("effective_until", .optional(effectiveUntil?.daysSinceEpoch, Parameter.date)),
            ("time_zone", .text(timeZone)),
            ("working_week", .textArray(Weekday.allCases.filter(workingWeek.contains).map(\.rawValue))),
            ("basis", .text(availability.basis.rawValue)),
            ("notification_required", .bool(availability.notificationRequired)),
            ("counted_from", .text(availability.countedFrom.rawValue)),
            ("excusable", .textArray(excusable.map(\.rawValue))),
        ]
            + StoredVerdict.targetColumns.map {
                ($0, .optional(availability.target?.stored(in: $0), Parameter.int64))
            }
    }

    private var coverageColumns: [(name: String, value: Parameter)] {
        var (length, workingDays): (Int64?, Int?)
        switch coverage.maintenanceNotice {
        case nil: break
        case .length(let microseconds): length = microseconds
        case .workingDays(let count): workingDays = count
        }
        return [
            ("excludes_public_holidays", .bool(coverage.excludesPublicHolidays)),
            ("excludes_planned_maintenance", .bool(coverage.excludesPlannedMaintenance)),
            ("notice_us", .optional(length, Parameter.int64)),
            ("notice_working_days", .optional(workingDays.map(Int32.init), Parameter.int32)),
        ]
    }

    private var creditColumns: [(name: String, value: Parameter)] {
        var (days, workingDays, months): (Int?, Int?, Int?)
        switch credit?.requestWithin {
        case nil: break
        case .days(let count): days = count
        case .workingDays(let count): workingDays = count
        case .months(let count): months = count
        }
        let cap = credit?.cap
        return [
            ("on_request", .optional(credit?.onRequest, Parameter.bool)),
            ("request_within_days", .optional(days.map(Int32.init), Parameter.int32)),
            ("request_within_working_days", .optional(workingDays.map(Int32.init), Parameter.int32)),
            ("request_within_months", .optional(months.map(Int32.init), Parameter.int32)),
            ("minimum_cents", .optional(credit?.minimum?.amount, Parameter.int64)),
            ("vat_treatment", .optional(credit?.vatTreatment.rawValue, Parameter.text)),
            ("cap_micropercent", .optional(cap?.rate.millionths, Parameter.int64)),
            ("cap_days", .optional(cap.map { Int32($0.consecutiveDays) }, Parameter.int32)),
            ("cap_excess", .optional(cap?.excess.rawValue, Parameter.text)),
        ]
    }

    init(_ row: Row, windows: [WeeklyWindow], schedule: Schedule?) throws {
        self.init(
            id: try row.text("terms"), version: try row.text("version"), title: try row.text("title"),
            source: try row.text("source"), effectiveFrom: try row.localDate("effective_from"),
            effectiveUntil: try row.optionalLocalDate("effective_until"),
            workingWeek: Set(
                try row.textArray("working_week").map { try word($0, column: "working_week") }),
            timeZone: try row.text("time_zone"),
            coverage: Coverage(
                weekly: windows, excludesPublicHolidays: try row.bool("excludes_public_holidays"),
                excludesPlannedMaintenance: try row.bool("excludes_planned_maintenance"),
                maintenanceNotice: try Self.notice(row)),
            availability: Availability(
                basis: try row.word("basis"),
                target: try StoredVerdict.target { try row.optionalInt64(.name($0)) },
                notificationRequired: try row.bool("notification_required"),
                countedFrom: try row.word("counted_from")),
            excusable: try row.textArray("excusable").map { try word($0, column: "excusable") },
            credit: try Self.credit(row, schedule))
    }

    private static func notice(_ row: Row) throws -> MaintenanceNotice? {
        if let length = try row.optionalInt64("notice_us") { return .length(length) }
        return try row.optionalInt32("notice_working_days").map { .workingDays(Int($0)) }
    }

    private static func credit(_ row: Row, _ schedule: Schedule?) throws -> Credit? {
        guard let onRequest = try row.optionalBool("on_request") else { return nil }
        let cap = try row.optionalPercentage("cap_micropercent").map { rate in
            Cap(
                rate: rate, consecutiveDays: Int(try row.int32("cap_days")),
                excess: try row.word("cap_excess"))
        }
        return Credit(
            schedule ?? .tiers([]), onRequest: onRequest, requestWithin: try RequestWindow(row),
            minimum: try row.optionalInt64("minimum_cents").map(Cents.init),
            vatTreatment: try row.word("vat_treatment"), cap: cap)
    }
}

extension RequestWindow {
    /// Of a row of `terms_version`; nil: no deadline.
    init?(_ row: Row) throws {
        if let days = try row.optionalInt32("request_within_days") {
            self = .days(Int(days))
        } else if let days = try row.optionalInt32("request_within_working_days") {
            self = .workingDays(Int(days))
        } else if let months = try row.optionalInt32("request_within_months") {
            self = .months(Int(months))
        } else {
            return nil
        }
    }
}
