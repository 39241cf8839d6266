import Intake
import SLA
import Sense
import Testing

@Suite("Rules that bind several columns")
struct RowRuleTests {
    private static let early = "2026-10-05T09:00:00Z"
    private static let late = "2026-10-05T09:00:00.000001Z"

    private func reason(_ kind: FactKind, _ values: [String: String]) throws -> String? {
        let names = values.keys.sorted()
        let text =
            names.joined(separator: ",") + "\n" + names.compactMap { values[$0] }.joined(separator: ",")
        let file = try ReadFile(kind, text)
        #expect(file.rows.count + file.rejections.count == 1)
        return file.rejections.first.map { "\($0.column ?? "-"): \($0.reason)" }
    }

    private func event(_ kind: FactKind, _ values: [String: String]) throws -> String? {
        var row = ["source": "s", "id": "1", "service": "", "subscription": "", "started_at": Self.early]
        if kind != .outages { row["ended_at"] = Self.late }
        if kind == .excusableEvents { row.merge(["cause": "customer_act", "evidence": "e"]) { $1 } }
        return try reason(kind, row.merging(values) { $1 })
    }

    @Test(
        "exactly one of service and subscription is named",
        arguments: [.outages, .excusableEvents, .maintenance] as [FactKind])
    func scope(kind: FactKind) throws {
        #expect(try event(kind, ["service": "ivr"]) == nil)
        #expect(try event(kind, ["subscription": "S"]) == nil)
        #expect(
            try event(kind, [:]) == "service: is empty, and so is subscription; give exactly one of them")
        #expect(
            try event(kind, ["service": "ivr", "subscription": "S"])
                == "subscription: is given together with a service; give exactly one of them")
    }

    @Test("an outage may be open or without length, never reversed")
    func outage() throws {
        for end in ["", Self.early, Self.late] {
            #expect(try event(.outages, ["service": "ivr", "ended_at": end]) == nil)
        }
        #expect(
            try event(.outages, ["service": "ivr", "started_at": Self.late, "ended_at": Self.early])
                == "ended_at: is before started_at")
    }

    @Test("the order is that of the instants, not of the texts")
    func offsets() throws {
        let row = [
            "service": "ivr", "started_at": "2026-10-25T02:50:00+02:00",
            "ended_at": "2026-10-25T02:10:00+01:00",
        ]
        #expect(try event(.outages, row) == nil)
    }

    @Test("a notification before the start is no fault of the row")
    func earlyNotification() throws {
        let row = ["service": "ivr", "started_at": Self.late, "notified_at": Self.early]
        #expect(try event(.outages, row) == nil)
    }

    @Test(
        "the other intervals must have a length", arguments: [.excusableEvents, .maintenance] as [FactKind])
    func length(kind: FactKind) throws {
        #expect(try event(kind, ["service": "ivr"]) == nil)
        #expect(
            try event(kind, ["service": "ivr", "ended_at": Self.early])
                == "ended_at: is the same as started_at; the interval must have a length")
        #expect(
            try event(kind, ["service": "ivr", "started_at": Self.late, "ended_at": Self.early])
                == "ended_at: is before started_at")
        #expect(try event(kind, ["service": "ivr", "ended_at": ""]) == "ended_at: is required but empty")
    }

    @Test("an excusable event names an outage's source and id, or neither")
    func outageLink() throws {
        let both = ["service": "ivr", "outage_source": "noc", "outage_id": "1"]
        #expect(try event(.excusableEvents, both) == nil)
        #expect(
            try event(.excusableEvents, both.merging(["outage_id": ""]) { $1 })
                == "outage_id: is empty although outage_source is given; give both or neither")
        #expect(
            try event(.excusableEvents, both.merging(["outage_source": ""]) { $1 })
                == "outage_source: is empty although outage_id is given; give both or neither")
    }

    @Test("a subscription may last one day, not less")
    func subscription() throws {
        let row = [
            "subscription": "S", "customer": "C", "service": "ivr", "terms": "t", "starts_on": "2026-10-05",
            "holidays": "none",
        ]
        #expect(try reason(.subscriptions, row.merging(["ends_on": "2026-10-05"]) { $1 }) == nil)
        #expect(
            try reason(.subscriptions, row.merging(["ends_on": "2026-10-04"]) { $1 })
                == "ends_on: is before starts_on")
    }

    @Test(
        "the calendars of the program stay as they are",
        arguments: [("none", false), ("FR", false), ("FR-MQ", false), ("None", true), ("FR-IDF", true)])
    func builtInCalendar(calendar: String, isAccepted: Bool) throws {
        let reason =
            "calendar: is a calendar of the program, which stays as it is; name one of your own, and let it be "
            + "based_on \(calendar) in a file of calendars"
        for (kind, row) in [
            (FactKind.holidays, ["calendar": calendar, "date": "2026-10-05", "name": "N"]),
            (.calendars, ["calendar": calendar]),
            (.specialHours, ["calendar": calendar, "date": "2026-10-05", "name": "N"]),
        ] {
            #expect(try self.reason(kind, row) == (isAccepted ? nil : reason))
        }
    }

    @Test("special hours are of one scope, have both times or neither, and a length")
    func specialHours() throws {
        let row = ["calendar": "", "service": "ivr", "date": "2026-12-24", "name": "N"]
        func reason(_ more: [String: String]) throws -> String? {
            try self.reason(.specialHours, row.merging(more) { $1 })
        }
        #expect(try reason([:]) == nil)
        #expect(try reason(["from": "08:00", "to": "12:00"]) == nil)
        #expect(try reason(["from": "00:00", "to": "24:00"]) == nil)
        #expect(try reason(["from": "08:00"]) == "to: is empty although from is given; give both or neither")
        #expect(try reason(["to": "08:00"]) == "from: is empty although to is given; give both or neither")
        #expect(
            try reason(["from": "08:00", "to": "08:00"])
                == "to: is the same as from; the interval must have a length")
        #expect(try reason(["from": "12:00", "to": "08:00"]) == "to: is before from")
        #expect(
            try reason(["calendar": "X"])
                == "service: is given together with a calendar; give exactly one of them")
        #expect(
            try reason(["service": ""])
                == "calendar: is empty, and so are service and subscription; give exactly one of them")
        #expect(try reason(["from": "8:00", "to": "12:00"]) == "from: is not a time of day; write 08:00")
        #expect(
            try reason(["from": "08:00", "to": "24:01"])
                == "to: is a time that does not exist; write 00:00 to 24:00")
    }

    @Test("what is required must not be empty", arguments: FactKind.allCases)
    func required(kind: FactKind) throws {
        let names = kind.columns.map(\.name)
        let file = try ReadFile(
            kind, names.joined(separator: ",") + "\n" + String(repeating: ",", count: names.count - 1))
        #expect(file.rejections.map(\.column) == [kind.columns.first(where: \.isRequired)?.name])
        #expect(file.rejections.map(\.reason) == ["is required but empty"])
    }
}
