import SLA

/// The TZif format (RFC 9636), versions 1 to 4: compiled time zones as untrusted bytes.
struct TZif {
    /// In bytes; the largest zones have about 4 kB.
    static let largestFile = 1 << 20
    /// Transitions that the footer's rule yields are computed through this year.
    static let lastYear = 2200

    /// Seconds since 1970-01-01T00:00:00Z.
    private struct Change {
        var time: Int64
        var offset: Int
    }

    private struct Header {
        var version: UInt8
        var utcIndicators, standardIndicators, leapSeconds, transitions, types, abbreviations: Int

        /// The length in bytes of the data block that follows.
        func length(timeSize: Int) -> Int {
            transitions * (timeSize + 1) + types * 6 + abbreviations + leapSeconds * (timeSize + 4)
                + standardIndicators + utcIndicators
        }
    }

    private let bytes: [UInt8]
    private let path: String
    private var position = 0

    /// The zone that the bytes of `path` describe; throws `TimeZoneError.damaged`.
    static func zone(named name: String, from bytes: [UInt8], path: String) throws(TimeZoneError) -> Zone {
        var file = TZif(bytes: bytes, path: path)
        return try file.zone(named: name)
    }

    private init(bytes: [UInt8], path: String) {
        self.bytes = bytes
        self.path = path
    }

    private mutating func zone(named name: String) throws(TimeZoneError) -> Zone {
        var header = try readHeader()
        guard header.version >= UInt8(ascii: "2") else {
            // Version 1 has neither 64-bit times nor a rule for the years after its last transition.
            let (first, changes) = try readBlock(header, timeSize: 4)
            return Self.zone(named: name, first: first, changes: changes)
        }
        _ = try take(header.length(timeSize: 4))
        header = try readHeader()
        var (first, changes) = try readBlock(header, timeSize: 8)
        let footer = try readFooter()
        // Empty: nothing is known of later years, the last offset stays.
        guard !footer.isEmpty else { return Self.zone(named: name, first: first, changes: changes) }
        guard let rule = PosixTimeZoneRule(footer) else {
            throw damaged("its rule for the years after its last transition is malformed")
        }
        let later = rule.changes(after: changes.last?.time, through: Self.lastYear)
        changes += later.map { Change(time: $0.time, offset: $0.offset) }
        return Self.zone(named: name, first: first, changes: changes)
    }

    private mutating func readHeader() throws(TimeZoneError) -> Header {
        guard try take(4).elementsEqual("TZif".utf8) else { throw damaged("it does not begin with \"TZif\"") }
        guard let version = try take(16).first,
            version == 0 || UInt8(ascii: "2")...UInt8(ascii: "4") ~= version
        else {
            throw damaged("its version is not 1, 2, 3 or 4")
        }
        let header = Header(
            version: version, utcIndicators: try count(), standardIndicators: try count(),
            leapSeconds: try count(), transitions: try count(), types: try count(),
            abbreviations: try count())
        guard 1...256 ~= header.types else { throw damaged("it has no usable local time types") }
        guard [0, header.types].contains(header.utcIndicators),
            [0, header.types].contains(header.standardIndicators)
        else { throw damaged("its counts contradict each other") }
        return header
    }

    private mutating func readBlock(
        _ header: Header, timeSize: Int
    ) throws(TimeZoneError) -> (first: Int, changes: [Change]) {
        // Checked as a whole before any array is made from a count.
        guard header.length(timeSize: timeSize) <= bytes.count - position else {
            throw damaged("it is cut short")
        }
        guard header.leapSeconds == 0 else { throw damaged("it counts leap seconds") }
        var times: [Int64] = []
        for _ in 0..<header.transitions {
            let time = Self.signed(try take(timeSize))
            if let last = times.last, last >= time { throw damaged("its transitions are out of order") }
            times.append(time)
        }
        let indices = try take(header.transitions)
        var offsets: [Int] = []
        for _ in 0..<header.types {
            let offset = Self.signed(try take(6).prefix(4))
            // RFC 9636, 3.2: more than -25 hours and less than 26.
            guard -89_999...93_599 ~= offset else { throw damaged("an offset from UTC is beyond a day") }
            offsets.append(Int(offset))
        }
        _ = try take(
            header.abbreviations + header.leapSeconds * (timeSize + 4) + header.standardIndicators
                + header.utcIndicators)
        var changes: [Change] = []
        for (time, index) in zip(times, indices) {
            guard offsets.indices.contains(Int(index)) else {
                throw damaged("a transition names a local time type that does not exist")
            }
            changes.append(Change(time: time, offset: offsets[Int(index)]))
        }
        // RFC 9636, 3.2: type 0 holds before the first transition.
        return (offsets[0], changes)
    }

    private mutating func readFooter() throws(TimeZoneError) -> ArraySlice<UInt8> {
        let newline = UInt8(ascii: "\n")
        guard try take(1).first == newline, let end = bytes[position...].firstIndex(of: newline) else {
            throw damaged("its footer is cut short")
        }
        return bytes[position..<end]
    }

    /// Leaves out what does not change the offset, and what precedes year 1 or follows `lastYear`.
    private static func zone(named name: String, first: Int, changes: [Change]) -> Zone {
        let lower = seconds(ofYear: 1)
        let upper = seconds(ofYear: lastYear + 1)
        var initial = first
        var transitions: [Zone.Transition] = []
        for change in changes where change.time < upper {
            if change.time <= lower {
                initial = change.offset
            } else if change.offset != transitions.last?.offset ?? initial {
                let start = Instant(microseconds: change.time * Microseconds.perSecond)
                transitions.append(Zone.Transition(start: start, offset: change.offset))
            }
        }
        return Zone(name: name, initialOffset: initial, transitions: transitions)
    }

    private mutating func take(_ count: Int) throws(TimeZoneError) -> ArraySlice<UInt8> {
        guard count <= bytes.count - position else { throw damaged("it is cut short") }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// A count, bounded by the file so that sums and products of counts cannot overflow.
    private mutating func count() throws(TimeZoneError) -> Int {
        let value = try take(4).reduce(0) { $0 << 8 | Int($1) }
        guard value <= Self.largestFile else { throw damaged("a count is larger than the file") }
        return value
    }

    /// Big-endian two's complement of 4 or 8 bytes.
    private static func signed(_ bytes: ArraySlice<UInt8>) -> Int64 {
        let unused = 64 - 8 * bytes.count
        let value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int64(bitPattern: value << UInt64(unused)) >> Int64(unused)
    }

    private func damaged(_ reason: String) -> TimeZoneError { .damaged(path: path, reason: reason) }

    /// 1 January 00:00:00 UTC of a year from 1 to 9999.
    private static func seconds(ofYear year: Int) -> Int64 {
        guard let day = LocalDate(year: year, month: 1, day: 1) else { preconditionFailure("year \(year)") }
        return Int64(day.daysSinceEpoch) * 86_400
    }
}
