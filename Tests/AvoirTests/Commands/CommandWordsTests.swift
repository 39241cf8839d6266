import TestSupport
import Testing

@testable import avoir

@Suite("The words of a command line")
struct CommandWordsTests {
    @Test(
        "options may stand before the command",
        arguments: [
            ("--quiet assess 2026-10", "assess 2026-10 --quiet"),
            ("--database assess assess 2026-10", "assess 2026-10 --database assess"),
            ("--database=x --json note list", "note list --database=x --json"),
            ("note --json list --month 2026-10", "note list --month 2026-10 --json"),
            ("--format json report 2026-10", "report 2026-10 --format json"),
            ("--dry-run issue 2026-10 -- -x", "issue 2026-10 --dry-run -- -x"),
            ("imports --json", "imports --json"), ("imports --json show 3", "imports show 3 --json"),
            ("--version", "--version"), ("--help note", "--help note"), ("note --help", "note --help"),
            ("help issue", "help issue"), ("", ""),
            ("--generate-completion-script bash", "--generate-completion-script bash"),
            ("assess --share 2026-10", "assess --share 2026-10"), ("-- assess", "-- assess"),
        ])
    func arranged(given: String, arranged: String) throws {
        let words = given.split(separator: " ").map(String.init)
        #expect(try CommandWords.arranged(words, of: Avoir.self).joined(separator: " ") == arranged)
    }

    @Test(
        "a command that is nearly right is named",
        arguments: [
            ("asses 2026-10", "avoir has no command asses; did you mean avoir assess?"),
            ("note lst", "avoir note has no command lst; did you mean avoir note list?"),
            ("--json nte list", "avoir has no command nte; did you mean avoir note?"),
            ("xyzzy", "avoir has no command xyzzy; see avoir --help"),
            ("imports shw 3", "avoir imports has no command shw; did you mean avoir imports show?"),
            ("import outage outages.csv", "Did you mean 'outages'? Please provide one of the following"),
            ("report 2026-10 --formt json", "Did you mean '--format'?"),
            ("report 2026-10 --format jsn", "Did you mean 'json'? Please provide"),
            ("report 10/2026", "The month or the year, e.g. 2026-10 or 2026."),
        ])
    func mistyped(line: String, said: String) async throws {
        try await TemporaryFolder.with { folder in
            let outcome = try await Command(
                arguments: line.split(separator: " ").map(String.init),
                environment: Command.environment(home: folder), folder: folder
            ).run()
            #expect(outcome.expect(64).errors.contains(said), "\(outcome)")
        }
    }
}
