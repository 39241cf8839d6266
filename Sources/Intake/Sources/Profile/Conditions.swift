/// What a record must be like; all of it must hold. Source: docs/reference/sources.md "Conditions".
package struct Conditions: Sendable {
    package enum Check: Sendable {
        /// One of the values is one of these.
        case isOne(of: [String])
        /// None of the values is one of these.
        case isNone(of: [String])
        /// One of the values is a number, and at least this one.
        case atLeast(String)
        case isPresent(Bool)
    }

    package indirect enum Clause: Sendable {
        case test(Template, [Check])
        /// One of them must hold.
        case any([Conditions])
    }

    private let clauses: [Clause]

    package init(_ clauses: [Clause]) {
        self.clauses = clauses
    }

    package var paths: [SourcePath] {
        clauses.flatMap { clause in
            switch clause {
            case .test(let template, _): template.paths
            case .any(let conditions): conditions.flatMap(\.paths)
            }
        }
    }

    /// `absent`: what is asked of a value that is absent; by default what each check says of it.
    func hold(for record: any SourceRecord, absent: Absence = .decides) -> Bool {
        clauses.allSatisfy { clause in
            switch clause {
            case .any(let conditions): return conditions.contains { $0.hold(for: record, absent: absent) }
            case .test(let template, let checks):
                let values = template.values(in: record).map(\.text)
                if values.isEmpty, absent == .fulfils { return true }
                return checks.allSatisfy { $0.holds(for: values) }
            }
        }
    }

    package enum Absence: Sendable {
        case decides
        /// Nothing is known of what is absent, so it contradicts nothing.
        case fulfils
    }
}

extension Conditions.Check {
    fileprivate func holds(for values: [String]) -> Bool {
        switch self {
        case .isOne(let texts): values.contains { texts.contains($0) }
        case .isNone(let texts): !values.contains { texts.contains($0) }
        case .isPresent(let isPresent): values.isEmpty != isPresent
        case .atLeast(let text):
            values.contains { value in
                guard let least = ExactNumber(text), let number = ExactNumber(value) else { return false }
                return number.compared(to: least) >= 0
            }
        }
    }

    /// Whether a text is a number that values can be compared with.
    package static func isNumber(_ text: String) -> Bool { ExactNumber(text) != nil }
}
