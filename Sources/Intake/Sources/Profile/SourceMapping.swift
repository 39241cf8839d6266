package import SLA

/// How the records of another tool's files become rows of one kind. Source: docs/reference/sources.md "Mappings".
package struct SourceMapping: Sendable {
    package enum Shape: Sendable {
        /// A record holds an event.
        case intervals(EventRule, IntervalRule)
        /// Records say how a state changed.
        case track(EventRule, TrackRule)
        /// A record is a row.
        case rows
    }

    /// What a mapping says of the files that it reads.
    package struct Read: Sendable {
        package let kind: SourceFormat.Kind
        /// nil: those of the format.
        let charsets: [Charset]?
        /// JSON formats: which parts are the records.
        package let each: SourceEach?

        package init(_ kind: SourceFormat.Kind, charsets: [Charset]? = nil, each: SourceEach? = nil) {
            self.kind = kind
            self.charsets = charsets
            self.each = each
        }
    }

    /// What a file says itself that it lacks.
    package struct Incomplete: Sendable {
        let when: Conditions
        let say: Template

        package init(when: Conditions, say: Template) {
            self.when = when
            self.say = say
        }
    }

    package let kind: FactKind
    package let read: Read
    package let shape: Shape
    /// In the order of the kind's columns.
    package let set: [ColumnRule]
    let forms: ValueForms
    /// What a record must be like; nil: all of them count.
    package let `where`: Conditions?
    let incomplete: [Incomplete]
    /// Said of an outermost record from which no row came.
    let nothing: Template?
    /// Texts that mean "no instant".
    let unset: Set<String>
    /// By how much every start is moved back, in microseconds.
    package let startMinus: Int64

    package init(
        _ kind: FactKind, read: Read, shape: Shape, set: [ColumnRule], forms: ValueForms,
        where: Conditions? = nil, incomplete: [Incomplete] = [], nothing: Template? = nil,
        unset: Set<String> = [], startMinus: Int64 = 0
    ) {
        self.kind = kind
        self.read = read
        self.shape = shape
        self.set = set
        self.forms = forms
        self.where = `where`
        self.incomplete = incomplete
        self.nothing = nothing
        self.unset = unset
        self.startMinus = startMinus
    }

    /// What its files are read by; `charset` is that of `--encoding`.
    func format(charset: Charset?) -> SourceFormat {
        SourceFormat(
            read.kind, charsets: charset.map { [$0] } ?? read.charsets, each: read.each, paths: paths,
            documentPaths: documentPaths, givesOutermost: nothing != nil)
    }

    /// What is asked of whole documents or lines.
    package var documentPaths: [SourcePath] { incomplete.flatMap { $0.when.paths + $0.say.paths } }

    /// Every path that it names, each once, without those of whole documents.
    package var paths: [SourcePath] {
        let shape =
            switch shape {
            case .intervals(let event, let rule): event.paths + rule.paths
            case .track(let event, let rule): event.paths + rule.paths
            case .rows: [SourcePath]()
            }
        let all = shape + set.flatMap(\.paths) + (`where`?.paths ?? []) + (nothing?.paths ?? [])
        var seen: Set<SourcePath> = []
        return all.filter { seen.insert($0).inserted }
    }

    /// `90s`, `5m` or `2h`.
    package var startMinusText: String {
        let seconds = startMinus / Microseconds.perSecond
        if seconds % 3600 == 0 { return "\(seconds / 3600)h" }
        return seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
    }

    package var event: EventRule? {
        switch shape {
        case .intervals(let event, _), .track(let event, _): event
        case .rows: nil
        }
    }

    /// The rules of all its instants.
    package var times: [TimeRule] {
        let shape =
            switch shape {
            case .intervals(_, let rule): rule.times
            case .track(_, let rule): [rule.at]
            case .rows: [TimeRule]()
            }
        return shape + set.compactMap { if case .time(let time) = $0.origin { time } else { nil } }
    }

    /// When somebody must say whose wall clock the times are on.
    package enum ZoneNeed {
        case always
        /// Only for times that are written without an offset.
        case withoutOffset
    }

    /// nil where each time says it by itself, or the profile does.
    package var needsZone: ZoneNeed? {
        let open = times.filter { $0.zone == nil }.flatMap(\.forms)
        if case .calendar = read.kind { return .withoutOffset }
        guard open.contains(where: \.mayBeWallClock) else { return nil }
        let isMarked = open.allSatisfy { if case .rfc3339 = $0 { true } else { !$0.mayBeWallClock } }
        return isMarked ? .withoutOffset : .always
    }

    /// The columns that it states, in the order of the kind; `headings` are those that the files have, nil where records
    /// have none.
    package func columns(headings: Set<SourcePath>? = nil) -> [FactColumn] {
        var names: Set<String> = []
        if event != nil {
            names = ["source", "id", "service", "subscription", "started_at", "ended_at"]
            if case .intervals(_, let rule) = shape, rule.withdraws { names.insert("withdrawn") }
        } else {
            names = ["source"]
        }
        for rule in set where rule.isStated(headings) { names.insert(rule.column.name) }
        return kind.columns.filter { names.contains($0.name) }
    }
}

extension ColumnRule {
    /// Whether a file with these headings says something of the column.
    fileprivate func isStated(_ headings: Set<SourcePath>?) -> Bool {
        guard let headings, !paths.isEmpty, !value.isConstant else { return true }
        return paths.contains(where: headings.contains)
    }
}
