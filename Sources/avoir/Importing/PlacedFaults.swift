import SLA
import Store

/// The faults of an import, by the file that each stands in.
struct PlacedFaults {
    /// Empty: there is one file, and lines are its own.
    private let names: [String]
    /// Of each staged line, counted from 1: the file and the line in it.
    private let places: [(file: Int, line: Int)]
    private var groups: [FaultGroups]

    /// Of one file, whose name is given at the end.
    init() { self.init(names: [], places: []) }

    init(names: [String], places: [(file: Int, line: Int)]) {
        self.names = names
        self.places = places
        groups = Array(repeating: FaultGroups(), count: max(1, names.count))
    }

    mutating func add(_ rejection: Import.Rejection) {
        guard let place = place(of: rejection.line) else { return groups[0].add(rejection) }
        groups[place.file].add(Import.Rejection(line: place.line, fault: rejection.fault))
    }

    /// As in `FaultGroups`; `name` is that of the one file.
    func lines(_ name: String) -> [String] {
        groups.enumerated().flatMap { number, group in
            group.lines(names.indices.contains(number) ? names[number] : name)
        }
    }

    var reasons: [String] { groups.flatMap(\.reasons) }

    /// nil where the lines are those of the one file.
    private func place(of line: Int) -> (file: Int, line: Int)? {
        places.indices.contains(line - 1) ? places[line - 1] : nil
    }

    func namedPlace(of line: Int) -> (file: String, line: Int)? {
        place(of: line).map { (names[$0.file], $0.line) }
    }
}
