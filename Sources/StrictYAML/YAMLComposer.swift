/// Builds the tree of a screened text.
struct YAMLComposer: ~Copyable {
    private let log: YAMLProblemLog
    private var events: YAMLEvents

    /// What is wrong with the file as a whole is logged and nil returned; nil without a problem means an
    /// empty file.
    static func compose(bytes: [UInt8], log: YAMLProblemLog) -> YAMLValue? {
        guard let text = YAMLText(bytes: bytes, log: log) else { return nil }
        var screen = YAMLScreen(log: log)
        screen.read(text)
        guard log.problems.isEmpty else { return nil }
        do throws(YAMLEvents.Problem) {
            var composer = YAMLComposer(log: log, events: try YAMLEvents(text.string))
            return try composer.whole()
        } catch {
            // The library may name the line after the last one.
            let place = FilePlace(
                line: min(error.place.line, text.lines.count), column: error.place.column)
            log.add(place, "is not valid YAML: \(error.text)")
            return nil
        }
    }

    private init(log: YAMLProblemLog, events: consuming YAMLEvents) {
        self.log = log
        self.events = events
    }

    /// The file's one value: the screen lets no second document through.
    private mutating func whole() throws(YAMLEvents.Problem) -> YAMLValue? {
        let first = try events.next()
        guard let value = try value(first) else { return nil }
        _ = try events.next()
        return value
    }

    /// nil where a list, a mapping or the file ends.
    private mutating func value(
        _ found: (event: YAMLEvents.Event, place: FilePlace)
    ) throws(YAMLEvents.Problem) -> YAMLValue? {
        switch found.event {
        case .scalar(let text, let isQuoted):
            if !isQuoted, ["", "~", "null", "Null", "NULL"].contains(text) {
                return YAMLValue(content: .nothing, place: found.place)
            }
            return YAMLValue(content: .text(text, isQuoted: isQuoted), place: found.place)
        case .list:
            var values: [YAMLValue] = []
            while let value = try value(events.next()) { values.append(value) }
            return YAMLValue(content: .list(values), place: found.place)
        case .mapping:
            return YAMLValue(content: .mapping(try entries()), place: found.place)
        case .alias:
            // The screen lets none through.
            log.add(found.place, "an alias (*) is not accepted: write the value out where it is needed")
            return YAMLValue(content: .nothing, place: found.place)
        case .end, .endOfFile:
            return nil
        }
    }

    /// Of the mapping that has begun, as they stand: who reads them refuses a key that stands more than once.
    private mutating func entries() throws(YAMLEvents.Problem) -> [YAMLValue.Entry] {
        var entries: [YAMLValue.Entry] = []
        while true {
            let key = try events.next()
            if case .scalar(let text, let isQuoted) = key.event {
                guard let value = try value(events.next()) else { return entries }
                entries.append(
                    YAMLValue.Entry(key: text, keyIsQuoted: isQuoted, keyPlace: key.place, value: value))
            } else {
                guard try value(key) != nil else { return entries }
                log.add(key.place, "a key must be a plain word")
                _ = try value(events.next())
            }
        }
    }
}
