import SLA
import StrictYAML

/// Reads `credit`: what a breach earns, how it is asked for, and its cap. Source: contract R10, R12, R13.
enum CreditSection {
    /// `target` is nil when there is none to compare the tiers with.
    static func read(_ field: YAMLField, target: Percentage?) -> Terms.Credit? {
        let keys = [
            "tiers", "on_request", "request_within_days", "request_within", "minimum", "vat_treatment", "cap",
        ]
        guard let section = field.section(keys: keys) else { return nil }
        let tiers = section.required("tiers").flatMap { readTiers($0, target: target) }
        let onRequest = section.required("on_request")?.boolean()
        let within = readRequestWindow(section, isOnRequest: onRequest)
        let minimum = section.optional("minimum")?.sum()
        let vatTreatment = readVATTreatment(section)
        let cap = section.optional("cap").flatMap { readCap($0, tiers: tiers ?? []) }
        guard let tiers, let onRequest, let vatTreatment else { return nil }
        return Terms.Credit(
            tiers: tiers, onRequest: onRequest, requestWithin: within, minimum: minimum,
            vatTreatment: vatTreatment,
            cap: cap)
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

    /// The bounds must fall and the rates rise from tier to tier, below the target.
    private static func readTiers(_ field: YAMLField, target: Percentage?) -> [Terms.Tier]? {
        guard let entries = field.list() else { return nil }
        if entries.isEmpty {
            field.refuse("is empty: leave credit out when nothing is ever credited")
            return nil
        }
        var read: [(tier: Terms.Tier, field: YAMLField)] = []
        for entry in entries {
            guard let tier = readTier(entry, target: target) else { continue }
            if let before = read.last {
                refuseDisorder(tier, at: entry, after: before.tier, at: before.field)
            }
            read.append((tier, entry))
        }
        return read.count == entries.count ? read.map(\.tier) : nil
    }

    private static func readTier(_ entry: YAMLField, target: Percentage?) -> Terms.Tier? {
        guard let section = entry.section(keys: ["below", "rate"]) else { return nil }
        let belowField = section.required("below")
        let below = belowField?.percentage()
        let rateField = section.required("rate")
        let rate = rateField?.percentage()
        if below == .zero { belowField?.refuse("can never be reached: no availability is below 0%") }
        if let below, let target, below > target {
            belowField?.refuse(
                "is above the target of \(target)%: a credit would be due where the target is met")
        }
        if rate == .zero { rateField?.refuse("must be more than 0%") }
        guard let below, let rate else { return nil }
        return Terms.Tier(below: below, rate: rate)
    }

    private static func refuseDisorder(
        _ tier: Terms.Tier, at field: YAMLField, after before: Terms.Tier, at beforeField: YAMLField
    ) {
        func refuse(_ key: String, _ reason: String, _ value: Percentage) {
            field.log.add(field.value.place, keyPath: "\(field.path).\(key)", reason, value: "\(value)%")
        }
        let line = beforeField.value.place.line
        if tier.below >= before.below {
            refuse(
                "below", "must be lower than the \(before.below)% of the tier before it, on line \(line)",
                tier.below)
        }
        if tier.rate <= before.rate {
            refuse(
                "rate", "must be higher than the \(before.rate)% of the tier before it, on line \(line)",
                tier.rate)
        }
    }

    private static func readCap(_ field: YAMLField, tiers: [Terms.Tier]) -> Terms.Cap? {
        guard let section = field.section(keys: ["rate", "consecutive_days", "excess"]) else { return nil }
        let rateField = section.required("rate")
        let rate = rateField?.percentage()
        let days = section.required("consecutive_days")?.integer(in: 1...366)
        let excessName = section.optional("excess")?.choice(of: ["held", "forfeited"])
        let excess = excessName.flatMap(Terms.Cap.Excess.init(rawValue:)) ?? .held
        if rate == .zero {
            rateField?.refuse("lets nothing be credited: leave credit out instead")
        } else if let rate, let highest = tiers.map(\.rate).max(), rate < highest {
            rateField?.refuse("is below the tier rate of \(highest)%, which could never be credited in full")
        }
        guard let rate, let days else { return nil }
        return Terms.Cap(rate: rate, consecutiveDays: days, excess: excess)
    }
}
