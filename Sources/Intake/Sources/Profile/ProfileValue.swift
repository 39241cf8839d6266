/// What a profile takes from a record: a value, or several. Source: docs/reference/sources.md "Values".
package indirect enum ProfileValue: Sendable {
    /// A path or a template.
    case template(Template)
    /// The first that is there.
    case first([ProfileValue])
    /// The values of all of them, each once.
    case all([ProfileValue])
    case constant(String)
    case changed(ProfileValue, ValueChange)

    package var paths: [SourcePath] {
        switch self {
        case .template(let template): template.paths
        case .first(let values), .all(let values): values.flatMap(\.paths)
        case .constant: []
        case .changed(let value, let change): value.paths + (change.when?.paths ?? [])
        }
    }

    /// Whether it is a text of the profile, whatever the record.
    package var isConstant: Bool {
        switch self {
        case .constant: true
        case .template, .all: false
        case .first(let values): values.contains(where: \.isConstant)
        case .changed(let value, let change): change.when == nil && value.isConstant
        }
    }

    /// What it comes to for a record; texts among `unset` count as absent, wherever a value is looked for.
    func values(in record: any SourceRecord, unset: Set<String> = []) -> [SourceValue] {
        switch self {
        case .template(let template):
            let values = template.values(in: record)
            return unset.isEmpty ? values : values.filter { !unset.contains($0.text) }
        case .first(let values):
            for value in values {
                let found = value.values(in: record, unset: unset)
                if !found.isEmpty { return found }
            }
            return []
        case .all(let values):
            var seen: Set<String> = []
            return values.flatMap { $0.values(in: record, unset: unset) }.filter {
                seen.insert($0.text).inserted
            }
        case .constant(let text): return [SourceValue(text)]
        case .changed(let value, let change):
            if let when = change.when, !when.hold(for: record) { return [] }
            let values = change.applied(to: value.values(in: record, unset: unset))
            return unset.isEmpty ? values : values.filter { !unset.contains($0.text) }
        }
    }

    /// Where one value is wanted.
    func value(in record: any SourceRecord, unset: Set<String> = []) -> SourceValue? {
        if case .template(let template) = self, let path = template.onlyPath, unset.isEmpty,
            let first = record.first(at: path), !first.text.isEmpty
        {
            return first
        }
        return values(in: record, unset: unset).first
    }

    func text(in record: any SourceRecord) -> String? { value(in: record)?.text }

    /// What the tool calls what is taken from a record; nil for what is put together.
    ///
    /// Of several values it is the one that is there; without a record, or where none is, the first that the files have
    /// (`headings`), or else the first.
    func name(
        in record: (any SourceRecord)?, headings: Set<SourcePath>?, unset: Set<String> = []
    ) -> String? {
        switch self {
        case .template(let template): return template.onlyPath?.text
        case .first(let values):
            let present = record.flatMap { record in
                values.first { !$0.values(in: record, unset: unset).isEmpty }
            }
            let known = headings.flatMap { headings in
                values.first { $0.paths.contains(where: headings.contains) }
            }
            return (present ?? known ?? values.first)?.name(
                in: record, headings: headings, unset: unset)
        case .changed(let value, _): return value.name(in: record, headings: headings, unset: unset)
        case .all, .constant: return nil
        }
    }
}

/// How a value is changed: in the order in which it stands here.
package struct ValueChange: Sendable {
    /// Absent unless they hold.
    var when: Conditions?
    private let without: Set<String>
    private let match: Pattern?
    private let remove: Pattern?
    /// `*` is every other text; nil leaves all as they are.
    private let map: [String: String]?

    package init(
        when: Conditions? = nil, without: Set<String> = [], match: Pattern? = nil, remove: Pattern? = nil,
        map: [String: String]? = nil
    ) {
        self.when = when
        self.without = without
        self.match = match
        self.remove = remove
        self.map = map
    }

    fileprivate func applied(to values: [SourceValue]) -> [SourceValue] {
        var values = without.isEmpty ? values : values.filter { !without.contains($0.text) }
        if let match {
            values = values.flatMap { value in
                match.matches(in: value.text).compactMap { found in
                    (match.groups == 0 ? found.text : found.firstGroup).map { SourceValue($0) }
                }
            }
        }
        if let remove { values = values.map { SourceValue(remove.removing(from: $0.text)) } }
        if let map { values = values.compactMap { (map[$0.text] ?? map["*"]).map { SourceValue($0) } } }
        return values.filter { !$0.text.isEmpty }
    }
}
