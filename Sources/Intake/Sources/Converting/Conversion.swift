package import SLA

/// Turns the files of another tool into rows of one kind: all files of a command together.
///
/// Memory grows with the rows that are given and, for tracks whose records are sorted, with the changes.
/// Source: docs/reference/sources.md.
package struct Conversion {
    /// What all files come to.
    package struct Result {
        /// Those that the mapping states for these files, in the order of the kind.
        package let columns: [FactColumn]
        package let rows: [ConvertedRow]
        package let unmapped: [UnmappedObject]
    }

    private let mapping: SourceMapping
    private let kind: FactKind
    private let files: SourceFiles
    private let log: MessageLog
    private var headings: Set<SourcePath>?
    private var shape: ConvertingShape
    private var outermost = OutermostRecords()
    /// The number of the outermost record that is being read.
    private var current: Int?

    /// `kind` is the mapping's own, or `ends` of a mapping of outages that finds them.
    package init(_ mapping: SourceMapping, kind: FactKind, _ options: ConversionOptions, log: MessageLog) {
        self.mapping = mapping
        self.kind = kind
        self.log = log
        files = SourceFiles(mapping, options)
        shape = ConvertingShape(mapping, kind: kind, options, log)
    }

    /// Reads all files. Their order is that of the list, except for tracks that stand in the files in order.
    ///
    /// `progress` is called now and then with the file that is being read. Throws where one cannot be read; what is no
    /// file of the format is refused, and the others are read.
    package mutating func read(
        _ sources: [Source], progress: (Int, SourceDecoder) -> Void = { _, _ in }
    ) throws(SourceFileError) {
        let (sources, order) = try files.ordered(sources)
        for file in order {
            do throws(FileError) {
                let decoder = try files.decoder(of: sources[file], file: file)
                add(headings: decoder.headings)
                try read(decoder) { progress(file, decoder) }
            } catch {
                guard error.cause == .refused else { throw SourceFileError(file: file, error: error) }
                log.add(SourceMessage(file: file, error))
                log.counts.refused += 1
                current = nil
            }
        }
    }

    /// Takes note of the columns that a file has.
    package mutating func add(headings others: Set<SourcePath>?) {
        if let others { headings = (headings ?? []).union(others) }
        shape.add(headings: others)
    }

    private mutating func read(_ decoder: SourceDecoder, progress: () -> Void) throws(FileError) {
        while take(try decoder.next()) {
            if log.counts.records % 4096 == 0 { progress() }
        }
        current = nil
    }

    /// Takes what a decoder found next; whether that was not the end of a file.
    package mutating func take(_ item: DecodedItem) -> Bool {
        switch item {
        case .end: return false
        case .outermost(let record):
            let text = mapping.nothing?.values(in: record).first?.text
            current = text.map { outermost.number(of: $0, at: record.place) }
        case .record(let record):
            log.counts.records += 1
            take(record)
        case .refused(let place, let column, let reason, let value):
            log.counts.records += 1
            log.counts.refused += 1
            log.add(SourceMessage(place, FieldFault(column: column, reason: reason, value: value)))
            outermost.account(for: current)
        case .notALine(let place, let reason): log.add(SourceMessage(.notALine, place, reason))
        case .document(let record):
            for incomplete in mapping.incomplete where incomplete.when.hold(for: record) {
                let text = incomplete.say.values(in: record).first?.text ?? "is not all"
                log.add(SourceMessage(.incomplete, record.place, text))
            }
        }
        return true
    }

    private mutating func take(_ record: any SourceRecord) {
        // What is passed over as a whole has not come to nothing.
        let isWhole = mapping.read.each.map { $0.stars <= 1 } ?? true
        if current != nil, isWhole, let conditions = mapping.where, !conditions.hold(for: record) {
            outermost.account(for: current)
        }
        shape.take(record, outermost: current, log, &outermost)
    }

    /// The rows of all files, sorted, and what is to be said of them as a whole.
    package mutating func finish() -> Result {
        let found = shape.finish(&outermost)
        for object in found.unmapped {
            log.add(
                SourceMessage(
                    .unmapped, object.place, object: object.object,
                    "is not in the objects file (\(object.events) \(object.events == 1 ? "event" : "events"))"
                ))
        }
        outermost.report(to: log)
        if found.moved > 0 {
            log.add(
                SourceMessage(
                    .shifted, nil,
                    "\(found.moved) \(found.moved == 1 ? "start is" : "starts are") moved back by "
                        + "\(mapping.startMinusText), because the tool reports late"))
        }
        log.counts.rows = found.rows.count
        let all = found.columns
        let stated = kind == mapping.kind ? mapping.columns(headings: headings) : all
        let places = all.indices.filter { stated.contains(all[$0]) }
        let rows = places.count == all.count ? found.rows : found.rows.map { $0.only(places) }
        return Result(
            columns: stated, rows: mapping.event == nil ? rows : rows.sorted(by: ConvertedRow.isBefore),
            unmapped: found.unmapped)
    }
}

/// Why one of the files of a command cannot be read.
package struct SourceFileError: Error {
    package let file: Int
    package let error: FileError
}
