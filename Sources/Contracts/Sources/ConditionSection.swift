import Intake
import StrictYAML

extension ProfileReading {
    /// Conditions of a record; nil after a problem.
    func conditions(_ field: YAMLField) -> Conditions? {
        guard let entries = field.entries() else { return nil }
        let clauses = entries.compactMap { field.log.isFull ? nil : clause($0) }
        return clauses.count == entries.count && !clauses.isEmpty ? Conditions(clauses) : nil
    }

    private func clause(_ entry: YAMLEntry) -> Conditions.Clause? {
        if entry.key == "any" {
            return entry.field.all { conditions($0) }.map { .any($0) }
        }
        let template = template(entry.key, entry.field)
        let checks = checks(entry.field)
        guard let template, let checks else { return nil }
        return .test(template, checks)
    }

    private func checks(_ field: YAMLField) -> [Conditions.Check]? {
        guard field.isMapping else { return field.texts().map { [.isOne(of: $0)] } }
        guard let section = field.section(keys: ["is", "not", "at_least", "present"]) else { return nil }
        var checks: [Conditions.Check] = []
        if let texts = section.optional("is")?.texts() { checks.append(.isOne(of: texts)) }
        if let texts = section.optional("not")?.texts() { checks.append(.isNone(of: texts)) }
        if let least = section.optional("at_least"), let text = least.text() {
            if Conditions.Check.isNumber(text) {
                checks.append(.atLeast(text))
            } else {
                least.refuse("must be a number, such as \"2\"")
            }
        }
        if let isPresent = section.optional("present")?.boolean() { checks.append(.isPresent(isPresent)) }
        let keys = ["is", "not", "at_least", "present"].filter(section.has)
        if keys.isEmpty { field.refuse("is empty; it needs is, not, at_least or present") }
        return checks.count == keys.count && !keys.isEmpty ? checks : nil
    }
}
