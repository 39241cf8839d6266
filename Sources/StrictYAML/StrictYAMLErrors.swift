import Messages

/// Where something stands in a file; line and column count from 1, columns in Unicode scalars.
package struct FilePlace: Hashable, Comparable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (a: FilePlace, b: FilePlace) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// Everything that is wrong with one YAML file, in the order of its lines.
package struct StrictYAMLErrors: Error, Equatable, Sendable {
    package struct Problem: Equatable, Sendable {
        package var place: FilePlace
        /// `coverage.weekly[2].from`, entries of a list counted from 1 as lines are; empty for the file as a whole.
        package var keyPath: String
        package var reason: String
        /// What was written there; nil where there is nothing to show or it may be secret.
        package var value: String?

        package var line: Int { place.line }
        package var column: Int { place.column }
    }

    package var file: String
    /// Not empty.
    package var problems: [Problem]
}

extension StrictYAMLErrors: CustomStringConvertible {
    /// One line for each problem: `FILE:LINE: key.path: reason (value)`.
    package var description: String {
        let file = TerminalText.safe(file)
        return problems.map { problem in
            let path =
                problem.keyPath.isEmpty ? "" : "\(TerminalText.quoted(problem.keyPath.utf8, limit: 120)): "
            let value = problem.value.map { " (\(TerminalText.quoted($0.utf8, limit: 60)))" } ?? ""
            return "\(file):\(problem.line): \(path)\(problem.reason)\(value)"
        }.joined(separator: "\n")
    }
}

/// Collects the problems of one file while it is read, so that all are reported at once.
package final class YAMLProblemLog {
    /// A hostile file must not make a report larger than itself.
    static let most = 100

    /// Further problems are neither kept nor worth looking for.
    package var isFull: Bool { problems.count >= Self.most }

    private(set) var problems: [StrictYAMLErrors.Problem] = []

    package init() {}

    package func add(_ place: FilePlace, keyPath: String = "", _ reason: String, value: String? = nil) {
        guard !isFull else { return }
        problems.append(.init(place: place, keyPath: keyPath, reason: reason, value: value))
    }

    /// What was read when nothing was wrong; otherwise throws the problems, sorted by place.
    package func finish<Value>(_ value: Value?, file: String) throws(StrictYAMLErrors) -> Value {
        if let value, problems.isEmpty { return value }
        precondition(!problems.isEmpty, "a value is missing without a problem that says why")
        // The sort must be stable for problems of one place: it is told apart by their order.
        let sorted = problems.enumerated().sorted {
            ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
        }
        throw StrictYAMLErrors(file: file, problems: sorted.map(\.element))
    }
}
