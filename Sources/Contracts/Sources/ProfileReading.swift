import Intake
import SLA
import StrictYAML

/// What the parts of a mapping need to know of the whole while they are read.
struct ProfileReading {
    /// Whether its values stand at paths through JSON, not under names of columns.
    let hasJSONPaths: Bool
    let language: CalendarNames
    /// Of instants that name no forms of their own.
    var time: [TimeForm]
    /// Of clocks that nothing else names; nil: that of `--time-zone`.
    var zone: Zone?
    let zoneNamed: (String) -> Zone?

    /// The path that a text writes; nil after a problem.
    func path(_ text: String, _ field: YAMLField) -> SourcePath? {
        guard hasJSONPaths else { return .column(text) }
        do throws(SourcePathError) {
            return try .json(text)
        } catch {
            field.refuse("is not a path: it \(error)")
            return nil
        }
    }

    /// The path or template that a text writes; nil after a problem.
    func template(_ text: String, _ field: YAMLField) -> Template? {
        guard text.contains("{") else { return path(text, field).map { Template($0) } }
        return template(of: text, field)
    }

    /// A text in which every path stands in braces: a sentence, that need not have any.
    func sentence(_ field: YAMLField) -> Template? {
        field.text().flatMap { template(of: $0, field) }
    }

    private func template(of text: String, _ field: YAMLField) -> Template? {
        do throws(ProfileFault) {
            return try Template(text) { path throws(ProfileFault) in
                guard hasJSONPaths else {
                    guard !path.isEmpty else { throw ProfileFault("has braces without a name") }
                    return .column(path)
                }
                do throws(SourcePathError) {
                    return try .json(path)
                } catch {
                    throw ProfileFault("has the path \(path), which \(error)")
                }
            }
        } catch {
            field.refuse(error.reason)
            return nil
        }
    }

    func pattern(_ field: YAMLField) -> Pattern? {
        guard let text = field.text() else { return nil }
        do throws(PatternError) {
            return try Pattern(text)
        } catch {
            field.refuse("is not a pattern: it \(error)")
            return nil
        }
    }
}

extension YAMLField {
    /// One text or a list of them, not empty; nil after a problem.
    func texts() -> [String]? {
        guard isList else { return text().map { [$0] } }
        guard let entries = list() else { return nil }
        guard !entries.isEmpty else {
            refuse("is empty")
            return nil
        }
        let texts = entries.compactMap { $0.text() }
        return texts.count == entries.count ? texts : nil
    }

    /// What each entry of a list comes to; nil when it is empty or any of them is wrong.
    func all<Value>(_ read: (YAMLField) -> Value?) -> [Value]? {
        guard let entries = list() else { return nil }
        guard !entries.isEmpty else {
            refuse("is empty")
            return nil
        }
        let values = entries.compactMap { log.isFull ? nil : read($0) }
        return values.count == entries.count ? values : nil
    }
}
