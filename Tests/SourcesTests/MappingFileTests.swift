import Intake
import SLA
import Testing

/// What a mapping may not say. Source: docs/reference/sources.md "Mappings".
@Suite struct MappingFileTests {
    private static let sound = "read: { format: csv }\nid: id\nstart: from\nobject: host"
    private static let track = """
        read: { format: csv }
        key: k
        at: t
        state: s
        states: { D: down }
        id: k
        object: k
        """

    @Test func aSoundMappingHasNoProblem() {
        #expect(problems(in: Self.sound).isEmpty)
        #expect(problems(in: Self.track).isEmpty)
    }

    @Test(arguments: [
        (
            "end: to\nlength: { of: l, unit: s }",
            "outages: has end and length; one of them says when an event ends"
        ),
        ("length: l", "outages.length: must be a mapping such as { of: seconds, unit: s } (l)"),
        ("length: { of: l }", "outages.length.unit: is missing"),
        ("length: { of: l, unit: d }", "outages.length.unit: must be one of us, ms, s, min, h (d)"),
        ("end_from: { where: { a: b }, record: r, is: i }", "outages.end_from.at: is missing"),
        ("at: t", "outages: has start, as an interval, and at, as a track; it is one of them"),
        ("pairs: true", "outages.pairs: is a key of tracks (at), and this is an interval (start)"),
        ("each: \"a.*\"", "outages.each: is for the formats json and jsonl (a.*)"),
        ("nothing: x", "outages.nothing: is for the formats json and jsonl"),
        ("incomplete: [{ when: { a: b }, say: c }]", "outages.incomplete: is for the formats json and jsonl"),
        ("zone: Paris", "outages.zone: is not a known time zone; IANA names look like Europe/Paris (Paris)"),
        ("time: epoch", "outages.time: must be epoch s, epoch ms, epoch us, epoch ns or epoch s+ns (epoch)"),
        (
            "time: epoch s+ns",
            "outages.start: has the form epoch s+ns and needs ns, the path of the nanoseconds (from)"
        ),
        ("end: { of: e, ns: nanos }", "outages.end: has ns, which belongs to the form epoch s+ns"),
        ("start_minus: 0s", "outages.start_minus: must be a duration such as 90s, 5m or 2h (0s)"),
        ("start_minus: 5min", "outages.start_minus: must be a duration such as 90s, 5m or 2h (5min)"),
        ("no_row: [{ when: {}, say: x }]", "outages.no_row[1].when: is empty"),
        ("unset: []", "outages.unset: is empty"),
        (
            "set: { withdrawn: x }",
            "outages.set.withdrawn: comes from the other keys of the mapping, not from set"
        ),
        ("where: { any: { a: b } }", "outages.where.any: must be a list, not a mapping"),
        ("where: { a: {} }", "outages.where.a: is empty; it needs is, not, at_least or present"),
        (
            "where: { a: { present: \"true\" } }",
            "outages.where.a.present: must be written without quotes (true)"
        ),
        (
            "service: { of: a, const: b }",
            "outages.service: has of and const; one of them says what the value is taken from"
        ),
        ("service: { not: b }", "outages.service: needs of, all or const: what the value is taken from"),
        ("service: { of: a, map: {} }", "outages.service.map: is empty"),
        (
            "service: { of: a, match: '(' }",
            "outages.service.match: is not a pattern: it opens a group that is not closed, at character 1 (()"
        ),
        (
            "service: \"{a}[b]\"",
            "outages.service: has an optional part without a path, which never falls away; write [[ and ]] for the characters ({a}[b])"
        ),
        ("service: \"{a}]\"", "outages.service: has ] without [; write ]] for the character itself ({a}])"),
        (
            "service: \"{a}[{b}\"",
            "outages.service: opens an optional part with [ that is not closed ({a}[{b})"
        ),
        (
            "service: \"{a}[{b}[{c}]]\"",
            "outages.service: has an optional part within another one ({a}[{b}[{c}]])"
        ),
        ("service: \"{a}}\"", "outages.service: has } without {; write }} for the character itself ({a}})"),
        ("service: \"{}\"", "outages.service: has braces without a name ({})"),
    ])
    func anIntervalThatContradictsItselfIsRefused(more: String, problem: String) {
        let found = problems(in: Self.sound + "\n" + more)
        #expect(found.map { $0.split(separator: " ", maxSplits: 1)[1] } == [problem[...]])
    }

    @Test(arguments: [
        ("ends_id: k", "outages.ends_id: needs pairs: true: an end has a beginning of its own then"),
        ("at_end: step", "outages.at_end: needs read.step, the length of a step (step)"),
        ("order: id", "outages.order: must be one of file, time (id)"),
        ("end: to", "outages.end: is a key of intervals (start), and this is a track (at)"),
    ])
    func aTrackThatContradictsItselfIsRefused(more: String, problem: String) {
        let found = problems(in: Self.track + "\n" + more)
        #expect(found.map { $0.split(separator: " ", maxSplits: 1)[1] } == [problem[...]])
    }

    @Test(arguments: [
        (
            Self.track.replacing("{ D: down }", with: "{ D: dwon }"), FactKind.outages,
            "outages.states.D: is unknown; did you mean down? (dwon)"
        ),
        (
            Self.track.replacing("{ D: down }", with: "{ U: up }"), .outages,
            "outages.states: has no state that is down, so nothing would ever be an outage"
        ),
        (Self.track.replacing("{ D: down }", with: "{}"), .outages, "outages.states: is empty"),
        (
            Self.sound.replacing("object: host", with: "id_at_start: true"), .outages,
            "outages: names nobody: it needs subscription, service or object"
        ),
        (
            Self.sound.replacing("start: from", with: "end: to"), .outages,
            "outages: needs start where a record holds an event (an interval), or at where records say how a state changed (a track)"
        ),
        (Self.sound, .maintenance, "maintenance: needs end, length or end_from: maintenance have an end"),
        (
            Self.sound + "\nend: to\nset: { cause: c }", .excusableEvents,
            "excusable-events.set: lacks the required column evidence"
        ),
        (
            Self.sound + "\nend: to", .excusableEvents,
            "excusable-events: lacks the required columns cause, evidence"
        ),
        (
            "read: { format: csv }\nset: { customer: c, name: label }\nstart: s", .customers,
            "customers.start: is a key of events, which customers are not"
        ),
        (
            "read: { format: csv }\nset: { subscription: c }", .requests,
            "requests.set: lacks the required columns month, requested_on"
        ),
        (
            "read: { format: csv, step: 5m }\nset: { customer: c, name: label }", .customers,
            "customers.read: has step, which belongs to tracks (at)"
        ),
        (
            "read: { format: json, table: true }\neach: \"a.*\"\nset: { customer: c, name: label }",
            .customers, "customers.each: is not for a table, whose records are its rows (a.*)"
        ),
        (
            "read: { format: json }\neach: \"a.*.b.*\"\nset: { customer: ^.^.c, name: label }", .customers,
            "customers: has the path ^.^.c, which climbs further than each goes down (1 at most)"
        ),
        (
            "read: { format: json }\neach: \"a.b\"\nset: { customer: c, name: label }", .customers,
            "customers.each: is not a path: it needs a * for the array whose elements are the records at character 4 (a.b)"
        ),
        (
            "read: { format: jsonl }\nset: { customer: \"a..b\", name: label }", .customers,
            "customers.set.customer: is not a path: it has a character that a name has only in quotation marks (\"…\") at character 3 (a..b)"
        ),
        (
            "read: { format: log }\nset: { customer: c, name: label }", .customers,
            "customers.read.lines: is missing"
        ),
        (
            "read: { format: log, lines: [{ match: '(?<c>.)', set: { d: e } }] }\nset: { customer: c, name: label }",
            .customers, "customers: has the value label, which no line gives; the names are c, d"
        ),
    ])
    func whatAMappingNeedsIsNamed(mapping: String, kind: FactKind, problem: String) {
        let found = problems(in: mapping, kind: kind)
        #expect(found.map { $0.split(separator: " ", maxSplits: 1)[1] } == [problem[...]])
    }

    @Test func endsAreGivenOnce() {
        let profile =
            Trial(Self.track + "\npairs: true\nends_id: k").profile
            + "ends:\n  read: { format: csv }\n  set: { id: a, ended_at: b }\n"
        #expect(
            problems(of: profile) == [
                "p.yaml:13: ends: is what ends_id of outages gives already; leave one of them out"
            ])
    }
}
