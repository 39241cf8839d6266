import Messages
import SLA

/// Turns the events of a calendar into records, and keeps those whose meaning depends on the rest of the file.
struct CalendarEvents {
    /// One instance of a series.
    private struct Instance: Hashable {
        let uid: String
        let start: Instant
    }

    /// Days that may be looked at for all series of a file.
    private static let budget = 10_000_000

    private let setting: SourceSetting
    private var zones: CalendarZones
    /// In zones that may be defined further down.
    private var unresolved: [CalendarEvent] = []
    private var series: [CalendarSeries] = []
    /// Instances that have an event of their own.
    private var replaced: Set<Instance> = []
    /// From which instance on a series is not what its rule says.
    private var ends: [String: Instant] = [:]
    private var versions: [String: CalendarVersion] = [:]
    private var budget = Self.budget
    private var nextSeries = 0

    init(_ setting: SourceSetting) {
        self.setting = setting
        zones = CalendarZones(setting)
    }

    mutating func define(_ observances: CalendarObservances) {
        guard let name = observances.name else { return }
        do throws(CalendarFault) {
            zones.define(name, .success(try observances.zone()))
        } catch {
            zones.define(name, .failure(error))
        }
    }

    /// Throws for a series without a month.
    mutating func take(_ event: CalendarEvent) throws(FileError) -> [DecodedItem] {
        for time in event.times where !zones.knows(time) {
            unresolved.append(event)
            return []
        }
        return [try item(event)].compactMap(\.self)
    }

    /// What has waited for a zone is read with those that the calendar has.
    mutating func endCalendar() throws(FileError) -> [DecodedItem] {
        var items: [DecodedItem] = []
        for event in unresolved {
            if let item = try item(event) { items.append(item) }
        }
        unresolved = []
        zones.begin()
        return items
    }

    /// nil for a series, whose instances come at the end of the file.
    private mutating func item(_ event: CalendarEvent) throws(FileError) -> DecodedItem? {
        if event.isSeries, event.fault == nil, setting.month == nil {
            throw FileError(
                .refused, line: event.place.line,
                "has an event that comes again (\(shown(event.uid))); say for which month with --month 2026-10"
            )
        }
        noteReplaced(event)
        do throws(CalendarFault) {
            let reading = try CalendarReading(event, &zones)
            if let uid = event.uid, event.recurrence == nil {
                versions[uid] = max(versions[uid] ?? event.version, event.version)
            }
            if event.isSeries {
                series.append(try CalendarSeries(event, reading, &zones))
                return nil
            }
            if let recurrence = event.recurrence {
                guard event.rule == nil else {
                    throw CalendarFault(
                        "RRULE", "stands beside RECURRENCE-ID; one instance does not come again")
                }
                let instant = try zones.instant(recurrence, property: "RECURRENCE-ID")
                return .record(reading.record(instance: instant))
            }
            return .record(reading.record())
        } catch {
            return refused(event.place, error, uid: event.uid)
        }
    }

    /// The series has no say in an instance that has an event of its own, be that sound or not.
    private mutating func noteReplaced(_ event: CalendarEvent) {
        guard let uid = event.uid else { return }
        if let time = event.recurrence, let start = try? zones.instant(time, property: "RECURRENCE-ID") {
            replaced.insert(Instance(uid: uid, start: start))
        }
        if let time = event.future, let start = try? zones.instant(time, property: "RECURRENCE-ID") {
            ends[uid] = min(ends[uid] ?? start, start)
        }
    }

    /// The instances of the next series, at the end of the file; nil after the last one.
    mutating func nextInstances() -> [DecodedItem]? {
        guard nextSeries < series.count, let month = setting.month else { return nil }
        let series = series[nextSeries]
        nextSeries += 1
        let uid = series.reading.uid
        // An older version of the same series has been taken back by the newer one.
        if let uid, let newest = versions[uid], series.version < newest { return [] }
        do throws(CalendarFault) {
            let instances = try series.instances(in: month, budget: &budget) { start in
                guard let uid else { return false }
                if let end = ends[uid], start >= end { return true }
                return replaced.contains(Instance(uid: uid, start: start))
            }
            return instances.map { .record(series.reading.record(movedBy: $0.shift, instance: $0.instant)) }
        } catch {
            return [refused(series.reading.place, error, uid: uid)]
        }
    }

    private func refused(_ place: RecordPlace, _ fault: CalendarFault, uid: String?) -> DecodedItem {
        let value = fault.value.map { TerminalText.quoted($0.utf8, limit: Limits.shownValue) }
        return .refused(place, column: fault.property, reason: fault.reason, value: value ?? shown(uid))
    }

    private func shown(_ uid: String?) -> String {
        TerminalText.quoted((uid ?? "no UID").utf8, limit: Limits.shownValue)
    }
}
