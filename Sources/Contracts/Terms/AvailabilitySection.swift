import SLA
import StrictYAML

/// Reads `availability`: how it is measured and what is promised. Source: contract R4, R7, R9, R15.
enum AvailabilitySection {
    static let keys = ["basis", "target", "failure_notification", "counted_from"]

    static func read(_ section: YAMLSection) -> Terms.Availability? {
        let basisName = section.optional("basis")?.choice(of: Terms.Basis.allCases.map(\.rawValue))
        let basis = basisName.flatMap(Terms.Basis.init(rawValue:)) ?? .coverage
        let target = section.optional("target").flatMap(readTarget)
        let notification = section.required("failure_notification")?.choice(of: ["required", "not_required"])
        let countedFromField = section.optional("counted_from")
        let countedFromName = countedFromField?.choice(of: ["outage_start", "notification"])
        let countedFrom = countedFromName.flatMap(Terms.CountedFrom.init(rawValue:)) ?? .outageStart
        if notification == "not_required", countedFrom == .notification {
            countedFromField?.refuse(
                "contradicts failure_notification: not_required: an outage without a notification would have no start"
            )
        }
        guard let notification else { return nil }
        return Terms.Availability(
            basis: basis, target: target, notificationRequired: notification == "required",
            countedFrom: countedFrom)
    }

    /// Source: contract R9, T12.
    private static func readTarget(_ field: YAMLField) -> Target? {
        guard field.isMapping else { return readBound(field).map(Target.atLeast) }
        if field.has("downtime_at_most") {
            return field.section(keys: ["downtime_at_most"])?.required("downtime_at_most")?.length().map(
                Target.downtimeAtMost)
        }
        guard let above = field.section(keys: ["above", "downtime_at_most"])?.required("above") else {
            return nil
        }
        let bound = readBound(above)
        if bound == .hundred { above.refuse("can never be met") }
        return bound.map(Target.above)
    }

    private static func readBound(_ field: YAMLField) -> Percentage? {
        guard let target = field.percentage() else { return nil }
        guard target > .zero else {
            field.refuse("is always met: leave target out for a service that is measured but never credited")
            return nil
        }
        return target
    }
}
