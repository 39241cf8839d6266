internal import Postgres
internal import SLA

/// What `EventArena` keeps of a month, kind by kind: written from a COPY's row, read as a view of its bytes.
///
/// Instants are microseconds; those of a record are kept as distances, which are short.
enum RecordKind: UInt8 {
    case outage, excuse, maintenance, notification, invoice, request
}

/// How an event is known, in place.
struct EventName {
    var source: UnsafeRawBufferPointer
    var id: UnsafeRawBufferPointer

    static func == (a: EventName, b: EventName) -> Bool {
        a.id.hasBytes(of: b.id) && a.source.hasBytes(of: b.source)
    }

    func precedes(_ other: EventName) -> Bool {
        source.hasBytes(of: other.source) ? id.precedes(other.id) : source.precedes(other.source)
    }

    fileprivate static let limit = 30

    fileprivate static func write(
        _ source: Int, _ id: UnsafeRawBufferPointer, _ writer: inout RecordWriter
    ) {
        writer.number(UInt64(source))
        writer.text(id)
    }

    fileprivate init(_ reader: inout RecordReader, _ arena: borrowing EventArena) {
        source = arena.names[Int(reader.number())]
        id = reader.text()
    }
}

/// An outage, in place.
struct OutageRecord {
    var name: EventName
    var startedAt: Int64
    var endedAt: Int64?
    var notifiedAt: Int64?
    var summary: UnsafeRawBufferPointer?

    static let columns = "e.source, e.id, e.started_at, e.ended_at, e.notified_at, e.summary"

    /// - Parameter first: the first of `columns` in the row.
    static func add(
        _ row: borrowing CopyRow, from first: Int, slot: Int, epoch: Int64, to arena: inout EventArena
    ) throws {
        let source = arena.number(of: try row.bytes(first))
        let id = try row.bytes(first + 1)
        let startedAt = try row.timestamp(first + 2)
        let endedAt = try row.optionalTimestamp(first + 3)
        let notifiedAt = try row.optionalTimestamp(first + 4)
        let summary = try row.optionalBytes(first + 5)
        let limit = 40 + EventName.limit + id.count + (summary?.count ?? 0)
        arena.add(slot: slot, limit: limit) { writer in
            writer.byte(
                RecordKind.outage.rawValue | (endedAt == nil ? 0 : 0x10) | (notifiedAt == nil ? 0 : 0x20)
                    | (summary == nil ? 0 : 0x40))
            EventName.write(source, id, &writer)
            writer.signed(startedAt - epoch)
            if let endedAt { writer.signed(endedAt - startedAt) }
            if let notifiedAt { writer.signed(notifiedAt - startedAt) }
            if let summary { writer.text(summary) }
        }
    }

    init(_ reader: inout RecordReader, flags: UInt8, epoch: Int64, _ arena: borrowing EventArena) {
        name = EventName(&reader, arena)
        startedAt = epoch + reader.signed()
        endedAt = flags & 0x10 == 0 ? nil : startedAt + reader.signed()
        notifiedAt = flags & 0x20 == 0 ? nil : startedAt + reader.signed()
        summary = flags & 0x40 == 0 ? nil : reader.text()
    }

    func outage(service: String?) -> Outage {
        Outage(
            source: name.source.string, id: name.id.string, startedAt: Instant(microseconds: startedAt),
            endedAt: endedAt.map(Instant.init), notifiedAt: notifiedAt.map(Instant.init),
            summary: summary?.string, service: service)
    }
}

/// An excusable event, in place.
struct ExcuseRecord {
    var name: EventName
    var cause: Cause
    var startedAt: Int64
    var endedAt: Int64
    var outage: EventName?
    var evidence: UnsafeRawBufferPointer

    static let columns =
        "e.source, e.id, e.cause, e.started_at, e.ended_at, e.outage_source, e.outage_id, e.evidence"

    static func add(
        _ row: borrowing CopyRow, from first: Int, slot: Int, epoch: Int64, to arena: inout EventArena
    ) throws {
        let source = arena.number(of: try row.bytes(first))
        let id = try row.bytes(first + 1)
        let cause: Cause = try word(try row.text(first + 2), column: "cause")
        let startedAt = try row.timestamp(first + 3)
        let endedAt = try row.timestamp(first + 4)
        let outageSource = try row.optionalBytes(first + 5).map { arena.number(of: $0) }
        let outageID = try row.optionalBytes(first + 6)
        let evidence = try row.bytes(first + 7)
        let limit = 40 + 2 * EventName.limit + id.count + (outageID?.count ?? 0) + evidence.count
        arena.add(slot: slot, limit: limit) { writer in
            writer.byte(RecordKind.excuse.rawValue | (outageID == nil ? 0 : 0x10))
            EventName.write(source, id, &writer)
            writer.byte(UInt8(cause.index))
            writer.signed(startedAt - epoch)
            writer.signed(endedAt - startedAt)
            if let outageSource, let outageID { EventName.write(outageSource, outageID, &writer) }
            writer.text(evidence)
        }
    }

    init(_ reader: inout RecordReader, flags: UInt8, epoch: Int64, _ arena: borrowing EventArena) {
        name = EventName(&reader, arena)
        cause = Cause.allCases[Int(reader.byte())]
        startedAt = epoch + reader.signed()
        endedAt = startedAt + reader.signed()
        outage = flags & 0x10 == 0 ? nil : EventName(&reader, arena)
        evidence = reader.text()
    }

    var interval: Interval { Instant(microseconds: startedAt)..<Instant(microseconds: endedAt) }

    func event(service: String?) -> ExcusableEvent {
        ExcusableEvent(
            source: name.source.string, id: name.id.string, cause: cause, interval: interval,
            evidence: evidence.string,
            outage: outage.map { OutageName(source: $0.source.string, id: $0.id.string) }, service: service)
    }
}

/// A maintenance window, in place.
struct MaintenanceRecord {
    var name: EventName
    var startedAt: Int64
    var endedAt: Int64
    var announcedAt: Int64?
    var summary: UnsafeRawBufferPointer?

    static let columns = "e.source, e.id, e.started_at, e.ended_at, e.announced_at, e.summary"

    static func add(
        _ row: borrowing CopyRow, from first: Int, slot: Int, epoch: Int64, to arena: inout EventArena
    ) throws {
        let source = arena.number(of: try row.bytes(first))
        let id = try row.bytes(first + 1)
        let startedAt = try row.timestamp(first + 2)
        let endedAt = try row.timestamp(first + 3)
        let announcedAt = try row.optionalTimestamp(first + 4)
        let summary = try row.optionalBytes(first + 5)
        arena.add(slot: slot, limit: 50 + EventName.limit + id.count + (summary?.count ?? 0)) { writer in
            writer.byte(RecordKind.maintenance.rawValue | (announcedAt == nil ? 0 : 0x10))
            EventName.write(source, id, &writer)
            writer.signed(startedAt - epoch)
            writer.signed(endedAt - startedAt)
            if let announcedAt { writer.signed(announcedAt - startedAt) }
            writer.optionalText(summary)
        }
    }

    init(_ reader: inout RecordReader, flags: UInt8, epoch: Int64, _ arena: borrowing EventArena) {
        name = EventName(&reader, arena)
        startedAt = epoch + reader.signed()
        endedAt = startedAt + reader.signed()
        announcedAt = flags & 0x10 == 0 ? nil : startedAt + reader.signed()
        summary = reader.optionalText()
    }

    var interval: Interval { Instant(microseconds: startedAt)..<Instant(microseconds: endedAt) }
    /// As `Maintenance.isPlanned`.
    func isPlanned(in calendar: MonthCalendar) -> Bool {
        calendar.isPlanned(
            from: Instant(microseconds: startedAt), announcedAt: announcedAt.map(Instant.init))
    }

    func maintenance(service: String?) -> Maintenance {
        Maintenance(
            source: name.source.string, id: name.id.string, interval: interval,
            announcedAt: announcedAt.map(Instant.init), summary: summary?.string, service: service)
    }
}

/// R4: a subscription's own notification of an outage, in place.
struct NotificationRecord {
    var outage: EventName
    var notifiedAt: Int64

    static let columns = "n.outage_source, n.outage_id, n.notified_at"

    static func add(
        _ row: borrowing CopyRow, from first: Int, slot: Int, epoch: Int64, to arena: inout EventArena
    ) throws {
        let source = arena.number(of: try row.bytes(first))
        let id = try row.bytes(first + 1)
        let notifiedAt = try row.timestamp(first + 2)
        arena.add(slot: slot, limit: 20 + EventName.limit + id.count) { writer in
            writer.byte(RecordKind.notification.rawValue)
            EventName.write(source, id, &writer)
            writer.signed(notifiedAt - epoch)
        }
    }

    init(_ reader: inout RecordReader, epoch: Int64, _ arena: borrowing EventArena) {
        outage = EventName(&reader, arena)
        notifiedAt = epoch + reader.signed()
    }
}
