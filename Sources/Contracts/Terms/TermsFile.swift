package import SLA
package import StrictYAML

/// Reads a terms file. Source: docs/reference/terms.md.
package enum TermsFile {
    /// The terms that the file states, or everything that is wrong with it.
    ///
    /// `isKnownZone` tells whether the system has an IANA time zone of this name.
    package static func parse(
        bytes: [UInt8], file: String, isKnownZone: (String) -> Bool
    ) throws(StrictYAMLErrors) -> Terms {
        let log = YAMLProblemLog()
        let keys = [
            "id", "version", "title", "source", "effective_from", "effective_until", "time_zone",
            "working_week", "coverage", "availability", "excusable", "credit",
        ]
        let root = YAMLFile.root(bytes: bytes, keys: keys, log: log)
        let terms = root.flatMap { readTerms($0, isKnownZone: isKnownZone) }
        return try log.finish(terms, file: file)
    }

    private static func readTerms(_ root: YAMLSection, isKnownZone: (String) -> Bool) -> Terms? {
        let id = root.required("id").flatMap(readIdentifier)
        let version = root.required("version")?.text(longest: 50)
        let title = root.required("title")?.text()
        let source = root.required("source")?.text()
        let effectiveFrom = root.required("effective_from")?.date()
        let untilField = root.optional("effective_until")
        let effectiveUntil = untilField?.date()
        if let effectiveFrom, let effectiveUntil, effectiveUntil < effectiveFrom {
            untilField?.refuse("is before effective_from: no day would be in force")
        }
        let workingWeek = root.optional("working_week").flatMap(readWorkingWeek)
        let timeZone = root.required("time_zone").flatMap { readTimeZone($0, isKnownZone: isKnownZone) }
        let coverage = root.required("coverage").flatMap(CoverageSection.read)
        let availabilitySection = root.required("availability")?.section(keys: AvailabilitySection.keys)
        let availability = availabilitySection.flatMap(AvailabilitySection.read)
        let excusable = root.optional("excusable")?.choices(of: Cause.allCases.map(\.rawValue))
        let creditField = root.optional("credit")
        let credit = creditField.flatMap { CreditSection.read($0, target: availability?.target) }
        if let creditField, let availabilitySection, !availabilitySection.has("target") {
            creditField.log.add(
                creditField.keyPlace, keyPath: creditField.path,
                "contradicts the absence of availability.target: without a target nothing is ever credited")
        }
        guard let id, let version, let title, let source, let effectiveFrom, let timeZone, let coverage,
            let availability
        else { return nil }
        return Terms(
            id: id, version: version, title: title, source: source, effectiveFrom: effectiveFrom,
            effectiveUntil: effectiveUntil, workingWeek: workingWeek ?? WorkingDays.ordinaryWeek,
            timeZone: timeZone, coverage: coverage, availability: availability,
            excusable: (excusable ?? []).compactMap(Cause.init(rawValue:)), credit: credit)
    }

    /// Source: contract T2.
    private static func readWorkingWeek(_ field: YAMLField) -> Set<Weekday>? {
        guard let days = field.choices(of: Weekday.allCases.map(\.rawValue)) else { return nil }
        guard !days.isEmpty else {
            field.refuse("is empty: name the days, for example [mon, tue, wed, thu, fri]")
            return nil
        }
        return Set(days.compactMap(Weekday.init(rawValue:)))
    }

    private static func readIdentifier(_ field: YAMLField) -> String? {
        guard let text = field.text(longest: 100) else { return nil }
        guard text.wholeMatch(of: /[A-Za-z0-9._\-]+/) != nil else {
            field.refuse("may contain only letters without accents, digits, '.', '_' and '-'")
            return nil
        }
        return text
    }

    private static func readTimeZone(_ field: YAMLField, isKnownZone: (String) -> Bool) -> String? {
        guard let name = field.text(longest: 100) else { return nil }
        if let reason = TimeZoneName.refusal(of: name) {
            field.refuse(reason)
            return nil
        }
        guard isKnownZone(name) else {
            field.refuse("is not a known time zone; IANA names look like Europe/Paris")
            return nil
        }
        return name
    }
}
