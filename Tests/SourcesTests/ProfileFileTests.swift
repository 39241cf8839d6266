import Contracts
import Intake
import SLA
import Testing

/// Profile files. Source: docs/reference/sources.md "The profile file".
@Suite struct ProfileFileTests {
    @Test(arguments: BuiltInProfile.all.map(\.name))
    func everyProfileOfTheProgramIsSoundAndCarriesItsOwnName(name: String) throws {
        let known = try #require(BuiltInProfile.all.first { $0.name == name })
        let profile = try known.profile(zone: Trial.zone)
        #expect(profile.name == name)
        #expect(!profile.kinds.isEmpty)
        #expect(profile.documented != nil)
    }

    @Test func theProfilesOfTheProgramServeWhatTheyAreDocumentedFor() throws {
        var served: [String: [String]] = [:]
        for known in BuiltInProfile.all {
            let profile = try known.profile(zone: Trial.zone)
            served[profile.name] =
                profile.kinds.map(\.rawValue) + (profile.source == profile.name ? [] : [profile.source])
        }
        let outages = ["outages"]
        #expect(
            served == [
                "zabbix": ["outages", "ends"], "zabbix-api": ["outages", "zabbix"], "zabbix-csv": outages,
                "alertmanager": outages, "alertmanager-api": ["outages", "alertmanager"],
                "prometheus": outages,
                "nagios": ["outages", "maintenance"], "icinga": ["outages", "maintenance"],
                "checkmk": outages,
                "centreon": outages, "uptime-kuma": outages, "gatus": outages, "upptime": outages,
                "statuspage": ["outages", "maintenance"], "google-cloud": ["excusable-events"],
                "aws-health": ["excusable-events"], "pagerduty": outages,
                "pagerduty-log": ["outages", "ends", "pagerduty"], "glpi": outages, "servicenow": outages,
                "jira": outages, "maintnote": ["maintenance"], "icalendar": ["maintenance"],
                "excel-fr": ["customers", "subscriptions", "invoices", "requests"],
            ])
    }

    @Test func everyMistakeIsNamedAtOnceWithItsPlace() {
        let profile = """
            profile: Our Tool
            titel: A tool
            source: 7
            outages:
              read: { format: cvs, charset: [utf8] }
              id: { of: id, matsch: x }
              start: [from, { const: 12 }]
              where: { 5: x, state: { at_least: many } }
              object: "{host"
            pigeons: {}
            """
        #expect(
            problems(of: profile) == [
                "p.yaml:1: title: is missing",
                "p.yaml:1: profile: may contain only lower-case letters without accents, digits and '-' (Our Tool)",
                "p.yaml:2: titel: unknown key; did you mean title?",
                "p.yaml:3: source: must be in quotes: without them, YAML readers take it for a number, which may lose its zeros (7)",
                "p.yaml:5: outages.read.format: is unknown; did you mean csv? (cvs)",
                "p.yaml:6: outages.id.matsch: unknown key; did you mean match?",
                "p.yaml:7: outages.start[2].const: must be in quotes: without them, YAML readers take it for a number, which "
                    + "may lose its zeros (12)",
                "p.yaml:8: outages.where.5: must be in quotes: without them, YAML readers take it for a number, which may "
                    + "lose its zeros",
                "p.yaml:8: outages.where.state.at_least: must be a number, such as \"2\" (many)",
                "p.yaml:9: outages.object: opens a path with { that is not closed; write {{ for the character itself ({host)",
                "p.yaml:10: pigeons: unknown key; the keys here are profile, title, documented, source, customers, "
                    + "subscriptions, invoices, outages, notifications, excusable-events, maintenance, requests, calendars, "
                    + "holidays, special-hours, ends",
            ])
    }

    @Test func mistakesOfAMappingAreNamedAtOnceToo() {
        let mapping = """
            read: { format: csv, table: true, step: soon, separator: "|" }
            id: { of: id, matsch: x }
            start: [from, { const: 12 }]
            where: { 5: x, state: { at_least: many } }
            object: "{host"
            set: { sumary: x, fault: { all: [] }, ended_at: x, source: x }
            start_minus: 90
            order: time
            """
        let others = [
            "p.yaml:5: outages.id.matsch: unknown key; did you mean match?",
            "p.yaml:6: outages.start[2].const: must be in quotes: without them, YAML readers take it for a number, which may "
                + "lose its zeros (12)",
            "p.yaml:7: outages.where.5: must be in quotes: without them, YAML readers take it for a number, which may lose "
                + "its zeros",
            "p.yaml:7: outages.where.state.at_least: must be a number, such as \"2\" (many)",
            "p.yaml:8: outages.object: opens a path with { that is not closed; write {{ for the character itself ({host)",
            "p.yaml:9: outages.set.sumary: is not a column of outages; did you mean summary?",
            "p.yaml:9: outages.set.fault.all: is empty",
            "p.yaml:9: outages.set.ended_at: comes from the other keys of the mapping, not from set",
            "p.yaml:9: outages.set.source: comes from the key source of the profile",
            "p.yaml:10: outages.start_minus: must be in quotes: without them, YAML readers take it for a number, which may "
                + "lose its zeros (90)",
            "p.yaml:11: outages.order: is a key of tracks (at), and this is an interval (start)",
        ]
        #expect(
            problems(in: mapping) == [
                "p.yaml:4: outages.read.table: is not a key of the format csv",
                "p.yaml:4: outages.read.step: must be a duration such as 60s, 5m or 2h, or smallest (soon)",
                "p.yaml:4: outages.read.separator: must be one of ,, ;, tab (|)",
            ] + others)
        let sound = "table: true, step: soon, separator: \"|\""
        #expect(problems(in: mapping.replacing(sound, with: "separator: tab")) == others)
    }

    @Test(arguments: [
        (
            "profile: x\ntitle: t\n",
            "p.yaml:1: has no mapping: it needs at least one of customers, subscriptions, invoices, outages, notifications, excusable-events, maintenance, requests, calendars, holidays, special-hours, ends"
        ),
        ("", "p.yaml:1: the file is empty"),
        (
            "profile: &x y\n",
            "p.yaml:1: an anchor (&) is not accepted: write the value out where it is needed; text goes in quotes (&x)"
        ),
        ("profile: x\n---\nprofile: y\n", "p.yaml:2: another document begins here: a file holds one"),
        (
            "profile: |\n  x\n",
            "p.yaml:1: block text (|) is not accepted: put the text in quotes, on one line (|)"
        ),
        (
            "profile: aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx\ntitle: t\noutages: { read: { format: csv }, id: id, start: s, object: o }\n",
            "p.yaml:1: profile: is longer than 40 characters (aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx)"
        ),
    ])
    func whatIsNoProfileIsRefused(profile: String, problem: String) {
        #expect(problems(of: profile) == [problem])
    }
}
