import SLA
import StrictYAML

/// Reads `credit.per_time` and `credit.per_points`. Source: contract T14, T15, T20.
enum StepsSection {
    private static let ofSteps = ["every", "step", "rate", "amount", "first"]

    static func readPerTime(_ field: YAMLField) -> Schedule? {
        guard let section = field.section(keys: ["of"] + ofSteps + ["times", "at_most"]) else { return nil }
        let ofField = section.optional("of")
        let ofName = ofField?.choice(of: Schedule.Measured.allCases.map(\.rawValue))
        guard ofField == nil || ofName != nil else { return nil }
        let measured = ofName.flatMap(Schedule.Measured.init(rawValue:)) ?? .downtime
        if section.has("times") { return readProportion(section, of: measured) }
        let every = section.required("every")?.length()
        return readSteps(section, unit: every.map { .time(measured, every: $0) }) { $0.length() }
    }

    static func readPerPoints(_ field: YAMLField, target: Target?) -> Schedule? {
        guard let section = field.section(keys: ofSteps + ["at_most"]) else { return nil }
        if let target, target.percentage == nil {
            field.log.add(field.keyPlace, keyPath: field.path, "needs a target in percent")
        }
        let every = section.required("every").flatMap(readPoints)
        return readSteps(section, unit: every.map { .points(every: $0) }, readLength: readPoints)
    }

    /// Millionths of a percent, more than none.
    private static func readPoints(_ field: YAMLField) -> Int64? {
        guard let points = field.percentage() else { return nil }
        if points == .zero { field.refuse("must be more than 0%") }
        return points.millionths
    }

    private static func readProportion(_ section: YAMLSection, of measured: Schedule.Measured) -> Schedule? {
        for key in ofSteps {
            section.optional(key)?.refuse("contradicts times: a proportion has no steps")
        }
        let times = section.required("times")?.integer(in: 1...1000)
        let mostField = section.optional("at_most")
        let most = mostField.map { $0.worth() } ?? .rate(.whole)
        guard let times, let most else { return nil }
        return .proportion(Schedule.Proportion(of: measured, times: times, most: most))
    }

    private static func readSteps(
        _ section: YAMLSection, unit: Schedule.Unit?, readLength: (YAMLField) -> Int64?
    ) -> Schedule? {
        let stepName = section.required("step", missing: "is missing: started or complete")?.choice(
            of: Schedule.Counted.allCases.map(\.rawValue))
        let worth = section.worth()
        let firstField = section.optional("first")
        let first = firstField.flatMap { readFirst($0, beside: worth, readLength) }
        let mostField = section.optional("at_most")
        let most = mostField.map { $0.worth() } ?? .rate(.whole)
        if let worth, let most, let mostField,
            worth.isMore(than: most) || first?.worth.isMore(than: most) == true
        {
            mostField.refuse("is less than one step, which could never be credited whole")
        }
        guard let unit, let counted = stepName.flatMap(Schedule.Counted.init(rawValue:)), let worth, let most,
            firstField == nil || first != nil
        else { return nil }
        return .steps(
            Schedule.Steps(unit: unit, counted: counted, worth: worth, first: first, most: most))
    }

    private static func readFirst(
        _ field: YAMLField, beside worth: Schedule.Worth?, _ readLength: (YAMLField) -> Int64?
    ) -> Schedule.First? {
        guard let section = field.section(keys: ["every", "rate", "amount"]) else { return nil }
        let every = section.required("every").flatMap(readLength)
        guard let first = section.worth(), let every else { return nil }
        if let worth, (worth.rate == nil) != (first.rate == nil) {
            field.refuse("mixes rates and sums: a schedule has one or the other")
        }
        return Schedule.First(every: every, worth: first)
    }
}
