import StrictYAML
import Testing

@testable import Contracts

@Suite("The time zones that terms may name")
struct TermsTimeZoneTests {
    @Test(
        "a name that PostgreSQL takes for an abbreviation is refused with a place to write instead",
        arguments: [
            ("CET", "Europe/Paris"), ("EET", "Europe/Athens"), ("EST", "America/Panama"),
            ("HST", "Pacific/Honolulu"), ("MET", "Europe/Paris"), ("MST", "America/Phoenix"),
            ("WET", "Europe/Lisbon"), ("wet", "Europe/Lisbon"),
        ])
    func abbreviations(name: String, place: String) {
        #expect(
            problems(name)
                == "t:6: time_zone: is an abbreviation to PostgreSQL, with one offset for the whole "
                + "year, so the second proof would judge other hours: write a place such as \(place) (\(name))"
        )
    }

    @Test(
        "so is what each machine has its own of",
        arguments: [
            (
                "Factory",
                "is a setting of a machine, which another machine has otherwise: write a place such as Europe/Paris"
            ),
            (
                "localtime",
                "is a setting of a machine, which another machine has otherwise: write a place such as Europe/Paris"
            ),
            (
                "posixrules",
                "is a setting of a machine, which another machine has otherwise: write a place such as Europe/Paris"
            ),
            (
                "posix/Europe/Paris",
                "names one of the two kinds of zone files of this machine: write it without posix/"
            ),
            (
                "right/Europe/Paris",
                "names zone files that count leap seconds, which no wall clock shows: write it without right/"
            ),
        ])
    func machines(name: String, reason: String) {
        #expect(problems(name) == "t:6: time_zone: \(reason) (\(name))")
    }

    @Test(
        "a place is none of these, nor is universal time, nor a rule of the United States",
        arguments: [
            "Etc/GMT+2", "Etc/UTC", "Europe/Paris", "Europe/Lisbon", "UTC", "UCT", "GMT", "Zulu", "GMT0",
            "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT", "WETX", "Portugal", "America/Fort_Nelson",
        ])
    func zones(name: String) {
        #expect(problems(name).isEmpty)
    }

    /// What the sample with this zone is refused for, on a machine that knows every name.
    private func problems(_ zone: String) -> String {
        let text = TermsSample.replacing("Europe/Paris", by: zone)
        do throws(StrictYAMLErrors) {
            _ = try TermsFile.parse(bytes: Array(text.utf8), file: "t") { _ in true }
            return ""
        } catch {
            return error.description
        }
    }
}
