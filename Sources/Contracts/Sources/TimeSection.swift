import Intake
import SLA
import StrictYAML

extension ProfileReading {
    /// An instant; nil after a problem.
    func time(_ field: YAMLField) -> TimeRule? {
        guard let (value, section) = value(field, others: ["form", "ns", "zone"]) else { return nil }
        guard let section else { return rule(value, time, ns: nil, zone, field) }
        let forms =
            section.has("form") ? section.optional("form").flatMap { self.forms($0, for: .instants) } : time
        let ns = section.optional("ns")
        let finer = ns.flatMap { field in field.text().flatMap { path($0, field) } }
        let ownZone = section.has("zone") ? section.optional("zone").flatMap(namedZone) : zone
        guard let forms, ns == nil || finer != nil, !section.has("zone") || ownZone != nil else { return nil }
        return rule(value, forms, ns: finer, ownZone, field)
    }

    private func rule(
        _ value: ProfileValue, _ forms: [TimeForm], ns: SourcePath?, _ zone: Zone?, _ field: YAMLField
    ) -> TimeRule? {
        let needsFiner = forms.contains { if case .epochAndNanoseconds = $0 { true } else { false } }
        if needsFiner, ns == nil {
            field.refuse("has the form epoch s+ns and needs ns, the path of the nanoseconds")
            return nil
        }
        if !needsFiner, ns != nil {
            field.refuse("has ns, which belongs to the form epoch s+ns")
            return nil
        }
        return TimeRule(value, forms: forms, nanoseconds: ns, zone: zone)
    }

    func namedZone(_ field: YAMLField) -> Zone? {
        guard let name = field.text(longest: 100) else { return nil }
        guard let zone = zoneNamed(name) else {
            field.refuse("is not a known time zone; IANA names look like Europe/Paris")
            return nil
        }
        return zone
    }

    /// What forms are for.
    enum FormUse {
        case instants, dates, months
    }

    /// A form or a list of forms; nil after a problem.
    func forms(_ field: YAMLField, for use: FormUse) -> [TimeForm]? {
        let forms = field.isList ? field.all { form($0, for: use) } : form(field, for: use).map { [$0] }
        guard let forms else { return nil }
        if let (first, second, text) = AmbiguousForms.find(in: forms) {
            field.refuse(
                "has two forms that read one text as two times: \(forms[first].text) and \(forms[second].text) "
                    + "(\(text)); keep the one that the tool writes")
            return nil
        }
        return forms
    }

    private func form(_ field: YAMLField, for use: FormUse) -> TimeForm? {
        guard let text = field.text(longest: 100) else { return nil }
        if use == .instants {
            if text == "rfc3339" { return .rfc3339 }
            if text == "epoch s+ns" { return .epochAndNanoseconds }
            if text.hasPrefix("epoch") {
                let unit = TimeForm.EpochUnit.allCases.first { text == "epoch \($0.rawValue)" }
                if unit == nil {
                    field.refuse("must be epoch s, epoch ms, epoch us, epoch ns or epoch s+ns")
                }
                return unit.map { .epoch($0) }
            }
        }
        do throws(ProfileFault) {
            let pattern = try TimePattern(text, names: language)
            guard use == .months || pattern.statesDay else {
                throw ProfileFault("names no day; it needs d or dd")
            }
            return .pattern(pattern)
        } catch {
            field.refuse(error.reason)
            return nil
        }
    }
}
