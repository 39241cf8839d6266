import Messages
import SLA

/// Gives the events of an iCalendar file (RFC 5545), and the instances of its series that lie in the month.
final class CalendarDecoder: FormatDecoder {
    private var lines: CalendarLines
    private var components: CalendarComponents
    private var events: CalendarEvents
    private let charsets: CharsetChoice
    private let file: Int
    /// To be given before anything else is read, the last one first.
    private var waiting: [DecodedItem] = []
    private var isRead = false

    init(_ format: SourceFormat, _ source: Source, file: Int, setting: SourceSetting) throws(FileError) {
        lines = try CalendarLines(source)
        components = CalendarComponents(format.paths)
        events = CalendarEvents(setting)
        charsets = CharsetChoice(format.charsets)
        self.file = file
    }

    var bytesRead: Int { lines.bytesRead }
    var totalBytes: Int? { lines.totalBytes }
    func finishContent() throws(FileError) -> SourceContent {
        SourceContent(bytes: bytesRead, sha256: lines.finishDigest())
    }

    func next() throws(FileError) -> DecodedItem {
        while true {
            if let item = waiting.popLast() { return item }
            if isRead {
                guard let instances = events.nextInstances() else { return .end }
                waiting = instances.reversed()
            } else {
                waiting = try readLine().reversed()
            }
        }
    }

    private func readLine() throws(FileError) -> [DecodedItem] {
        switch try lines.next() {
        case .end:
            isRead = true
            return try finish()
        case .tooLong(let number):
            try components.checkBeginning(nil)
            let place = RecordPlace(file: file, line: number)
            if components.refuse(CalendarFault(nil, "has a line longer than 1 MiB")) { return [] }
            return [.refused(place, column: nil, reason: "is longer than 1 MiB", value: nil)]
        case .line(let bytes, let number):
            guard bytes.contains(where: { !ASCII.isBlank($0) }) else { return [] }
            return try take(bytes, at: RecordPlace(file: file, line: number))
        }
    }

    private func take(_ bytes: [UInt8], at place: RecordPlace) throws(FileError) -> [DecodedItem] {
        var charset = Charset.utf8
        var stray: String?
        do throws(Fault) {
            charset = try charsets.charset(of: bytes.span)
        } catch {
            stray = error.reason
        }
        guard let property = CalendarProperty(bytes, charset: charset) else {
            try components.checkBeginning(nil)
            let shown = TerminalText.quoted(bytes, limit: 60)
            return [.notALine(place, reason: "is no line of a calendar, as NAME:value is (\(shown))")]
        }
        try components.checkBeginning(property)
        if let stray {
            let isInEvent = components.refuse(CalendarFault(property.name, stray))
            return isInEvent ? [] : [.notALine(place, reason: stray)]
        }
        return try items(try components.take(property, at: place), at: place)
    }

    private func items(
        _ steps: [CalendarComponents.Step], at place: RecordPlace
    ) throws(FileError) -> [DecodedItem] {
        var items: [DecodedItem] = []
        for step in steps {
            switch step {
            case .event(let event): items += try events.take(event)
            case .zone(let zone): events.define(zone)
            case .calendarEnd: items += try events.endCalendar()
            case .notALine(let reason): items.append(.notALine(place, reason: reason))
            }
        }
        return items
    }

    private func finish() throws(FileError) -> [DecodedItem] {
        try components.checkEmpty()
        let place = RecordPlace(file: file, line: lines.linesRead)
        let (steps, isWhole) = components.finish()
        var items = try items(steps, at: place)
        if !isWhole {
            let reason = "ends without END:VCALENDAR: the file was cut off; export it again"
            items.append(.refused(place, column: nil, reason: reason, value: nil))
        }
        return items
    }
}
