import Intake
import SLA
import StrictYAML

/// Whether the paths of a mapping can be there in the records of its format.
struct PathCheck {
    private let mapping: SourceMapping
    private let field: YAMLField

    init(_ mapping: SourceMapping, _ field: YAMLField) {
        self.mapping = mapping
        self.field = field
    }

    /// Logs every path that climbs further than records do, or that no line of a log gives.
    func check() {
        let kind = mapping.read.kind
        let furthest = kind.furthestClimb(mapping.read.each)
        for path in mapping.paths where path.climbs > furthest {
            field.refuse(
                "has the path \(path.text), which climbs further than each goes down"
                    + (furthest == 0 ? "" : " (\(furthest) at most)"))
        }
        for path in mapping.documentPaths where path.climbs > 0 {
            field.refuse("has the path \(path.text) in incomplete, where nothing lies further out")
        }
        guard case .log(let lines) = kind else { return }
        var known: Set<SourcePath> = []
        for line in lines.lines {
            let names = line.pattern.names + line.constants.keys
            known.formUnion(names.map { .column($0) })
        }
        for path in mapping.paths where !known.contains(path) {
            field.refuse(
                "has the value \(path.text), which no line gives; the names are "
                    + Set(known.map(\.text)).sorted().joined(separator: ", "))
        }
    }
}
