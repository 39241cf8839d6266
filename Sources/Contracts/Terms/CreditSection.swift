import SLA
import StrictYAML

/// Reads `credit`: what a breach earns, how it is asked for, and its cap. Source: contract R10, R12, R13, T13 to T15.
enum CreditSection {
    private static let schedules = ["tiers", "per_time", "per_points"]

    /// `target` is nil when there is none to compare the tiers with.
    static func read(_ field: YAMLField, target: Target?) -> Terms.Credit? {
        let keys = [
            "tiers", "per_time", "per_points", "on_request", "request_within_days", "request_within",
            "minimum", "vat_treatment", "cap",
        ]
        guard let section = field.section(keys: keys) else { return nil }
        let schedule = readSchedule(section, field, target: target)
        let onRequest = section.required("on_request")?.boolean()
        let within = readRequestWindow(section, isOnRequest: onRequest)
        let minimum = section.optional("minimum")?.sum()
        let vatTreatment = readVATTreatment(section)
        let cap = section.optional("cap").flatMap { readCap($0, tiers: schedule?.tiers ?? []) }
        guard let schedule, let onRequest, let vatTreatment else { return nil }
        return Terms.Credit(
            schedule, onRequest: onRequest, requestWithin: within, minimum: minimum,
            vatTreatment: vatTreatment, cap: cap)
    }

    private static func readSchedule(
        _ section: YAMLSection, _ field: YAMLField, target: Target?
    ) -> Schedule? {
        let given = schedules.filter(section.has)
        guard let first = given.first else {
            field.log.add(
                field.keyPlace, keyPath: field.path, "credits nothing: add tiers, per_time or per_points")
            return nil
        }
        for other in given.dropFirst() {
            section.optional(other)?.refuse(
                "contradicts credit.\(first): choose one of tiers, per_time and per_points")
        }
        let tiers = section.optional("tiers").flatMap { TiersSection.read($0, target: target) }
        let perTime = section.optional("per_time").flatMap(StepsSection.readPerTime)
        let perPoints = section.optional("per_points").flatMap {
            StepsSection.readPerPoints($0, target: target)
        }
        return given.count == 1 ? tiers.map(Schedule.tiers) ?? perTime ?? perPoints : nil
    }

    /// Source: contract T23.
    private static func readRequestWindow(_ section: YAMLSection, isOnRequest: Bool?) -> RequestWindow? {
        let daysField = section.optional("request_within_days")
        let days = daysField?.integer(in: 0...3650)
        let windowField = section.optional("request_within")
        let window = windowField.flatMap(readWindow)
        if isOnRequest == false {
            daysField?.refuse("contradicts on_request: false: no request is awaited")
            windowField?.refuse("contradicts on_request: false, as no request is awaited")
        }
        if daysField != nil { windowField?.refuse("says the same as request_within_days: keep one") }
        return window ?? days.map(RequestWindow.days)
    }

    private static func readWindow(_ field: YAMLField) -> RequestWindow? {
        guard
            let (unit, count, section) = field.count(
                of: ["days", "working_days", "months"], beside: ["after"])
        else { return nil }
        let after = section.required(
            "after", missing: "is missing: from when the time runs, such as period_end"
        )?.choice(of: ["period_end"])
        let window: RequestWindow? =
            switch unit {
            case "days": count.integer(in: 0...3650).map(RequestWindow.days)
            case "working_days": count.integer(in: 1...366).map(RequestWindow.workingDays)
            default: count.integer(in: 1...120).map(RequestWindow.months)
            }
        return after == nil ? nil : window
    }

    private static func readVATTreatment(_ section: YAMLSection) -> Terms.VATTreatment? {
        let names = Terms.VATTreatment.allCases.map(\.rawValue)
        let missing =
            "is missing and has no default: an accountant decides (\(names.joined(separator: ", ")))"
        let name = section.required("vat_treatment", missing: missing)?.choice(of: names)
        return name.flatMap(Terms.VATTreatment.init(rawValue:))
    }

    private static func readCap(_ field: YAMLField, tiers: [Schedule.Tier]) -> Terms.Cap? {
        guard let section = field.section(keys: ["rate", "consecutive_days", "excess"]) else { return nil }
        let rateField = section.required("rate")
        let rate = rateField?.percentage()
        let days = section.required("consecutive_days")?.integer(in: 1...366)
        let excessName = section.optional("excess")?.choice(of: ["held", "forfeited"])
        let excess = excessName.flatMap(Terms.Cap.Excess.init(rawValue:)) ?? .held
        if rate == .zero {
            rateField?.refuse("lets nothing be credited: leave credit out instead")
        } else if let rate, let highest = tiers.compactMap(\.worth.rate).max(), Rate(rate) < highest {
            rateField?.refuse("is below the tier rate of \(highest), which could never be credited in full")
        }
        guard let rate, let days else { return nil }
        return Terms.Cap(rate: rate, consecutiveDays: days, excess: excess)
    }
}
