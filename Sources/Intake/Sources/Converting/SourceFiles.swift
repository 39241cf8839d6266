import Messages
import SLA

/// Opens the files of a conversion, in the order in which they are to be read.
struct SourceFiles {
    private let mapping: SourceMapping
    private let format: SourceFormat
    private let setting: SourceDecoder.Setting
    private let times: TimeReading
    private let columns: [RequiredColumn]

    init(_ mapping: SourceMapping, _ options: ConversionOptions) {
        self.mapping = mapping
        format = mapping.format(charset: options.charset)
        setting = SourceDecoder.Setting(
            zone: options.zone, month: options.month, zoneNamed: options.zoneNamed)
        times = TimeReading(zone: options.zone, unset: mapping.unset)
        columns = RequiredColumn.all(of: mapping)
    }

    /// Throws `refused` for a table without any heading of a required column, too.
    func decoder(of source: Source, file: Int) throws(FileError) -> SourceDecoder {
        let decoder = try SourceDecoder(format: format, source: source, file: file, setting: setting)
        guard let headings = decoder.headings else { return decoder }
        let missing = columns.filter { !$0.isStated(by: headings) }
        guard missing.isEmpty else {
            let noun = missing.count == 1 ? "column" : "columns"
            let names = missing.map(\.text).joined(separator: "; ")
            throw FileError(.refused, "lacks the required \(noun) \(names)")
        }
        return decoder
    }

    /// The files and the order in which they are read: that of the first time in each where records count as they stand,
    /// one without a time last. Then each is read twice, and what comes through a pipe is kept in memory.
    ///
    /// Throws where one of several cannot be read.
    func ordered(_ sources: [Source]) throws(SourceFileError) -> (sources: [Source], order: [Int]) {
        guard sources.count > 1, case .track(_, let rule) = mapping.shape, !rule.isSortedByTime else {
            return (sources, Array(sources.indices))
        }
        var repeatable: [Source] = []
        var firsts: [Instant?] = []
        for (file, source) in sources.enumerated() {
            do throws(FileError) {
                repeatable.append(try source.repeatable())
                firsts.append(try firstTime(rule, of: repeatable[file], file: file))
            } catch {
                guard error.cause == .refused else { throw SourceFileError(file: file, error: error) }
                firsts.append(nil)
            }
        }
        let order = sources.indices.sorted { a, b in
            guard let first = firsts[a], let second = firsts[b], first != second else {
                return firsts[a] != nil && firsts[b] == nil
                    || (firsts[a] == nil) == (firsts[b] == nil) && a < b
            }
            return first < second
        }
        return (repeatable, order)
    }

    private func firstTime(_ rule: TrackRule, of source: Source, file: Int) throws(FileError) -> Instant? {
        let decoder = try SourceDecoder(format: format, source: source, file: file, setting: setting)
        while true {
            switch try decoder.next() {
            case .end: return nil
            case .record(let record):
                if let at = try? rule.at.instant(in: record, times) { return at }
            case .outermost, .refused, .notALine, .document: continue
            }
        }
    }
}

/// A column that every row has, by the names that it may have in a table.
private struct RequiredColumn {
    private let column: String
    private let paths: [SourcePath]

    private init?(_ column: String, _ values: [ProfileValue?]) {
        let values = values.compactMap { $0 }
        guard !values.isEmpty, !values.contains(where: \.isConstant) else { return nil }
        self.column = column
        paths = values.flatMap(\.paths)
    }

    func isStated(by headings: Set<SourcePath>) -> Bool { paths.contains(where: headings.contains) }

    var text: String {
        let names = paths.map { TerminalText.quoted($0.text.utf8, limit: Limits.shownValue) }
        return names == [column] ? column : "\(names.joined(separator: ", ")) (\(column))"
    }

    static func all(of mapping: SourceMapping) -> [RequiredColumn] {
        let required = mapping.set.filter(\.column.isRequired).map {
            RequiredColumn($0.column.name, [$0.value])
        }
        var own: [RequiredColumn?] = []
        if let event = mapping.event {
            own = [
                RequiredColumn("id", [event.id]),
                RequiredColumn("service or subscription", [event.subscription, event.service, event.object]),
            ]
        }
        switch mapping.shape {
        case .intervals(_, let rule): own.append(RequiredColumn("started_at", [rule.start.value]))
        case .track(_, let rule):
            own += [
                RequiredColumn("key", [rule.key]), RequiredColumn("at", [rule.at.value]),
                RequiredColumn("state", [rule.state]),
            ]
        case .rows: break
        }
        return (own + required).compactMap { $0 }
    }
}
