import ArgumentParser
import Glibc

@main
struct Avoir: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "avoir",
        abstract: "Turns outages into correct credit notes.",
        discussion: """
            avoir ingests outage events, applies business-hours coverage and excusable events, computes \
            each subscription's monthly availability exactly, and says what credit is due and why.

            A first month, from files to the report:
              avoir terms add terms.yaml
              avoir import customers customers.csv
              avoir import subscriptions subscriptions.csv
              avoir import invoices invoices.csv
              avoir import outages outages.csv
              avoir assess 2026-10
              avoir report 2026-10
              avoir explain 2026-10 SUB-0001
              avoir issuer set issuer.yaml
              avoir issue 2026-10 --dry-run

            The database is the one that --database names, else AVOIR_DATABASE_URL, else libpq's environment \
            (PGHOST, PGSERVICE, …), else a private PostgreSQL that avoir starts on first use.

            Exit codes: 0 done · 1 unexpected failure · 64 usage · 65 some input was rejected, the rest \
            was stored · 66 input file missing or unreadable · 69 database unreachable, or a program for PDF \
            files missing · 73 output cannot be written · 75 another run has locked this month · 77 not permitted · 78 configuration or terms invalid
            """,
        version: Program.version,
        subcommands: [
            DatabaseCommand.self, TermsCommand.self, IssuerCommand.self, ImportCommand.self,
            ConvertCommand.self, SourcesCommand.self, RecordCommand.self, ProposeCommand.self,
            ListCommand.self, ImportsCommand.self, StatusCommand.self,
            AssessCommand.self, ExplainCommand.self, BudgetCommand.self, SimulateCommand.self,
            IssueCommand.self, HoldCommand.self, ReleaseCommand.self, ApproveCommand.self,
            NoteCommand.self, CloseCommand.self, ReportCommand.self, StatementCommand.self,
            RunCommand.self, VerifyCommand.self, AnchorsCommand.self, AuditCommand.self, HelpCommand.self,
        ])

    /// Runs the command line; every failure ends here, as a sentence and an exit code.
    static func main() async {
        ProcessList.hideDatabase()
        Descriptor.fillStandardPlaces()
        signal(SIGPIPE, SIG_IGN)
        umask(0o077)
        var running: (any ParsableCommand)?
        do {
            // To build the tree of all commands would be most of this one's time.
            if CommandLine.arguments.dropFirst().elementsEqual(["--version"]) {
                return try Terminal.result(Array("\(Program.version)\n".utf8))
            }
            try rejectMalformedArguments()
            var command = try parseAsRoot(
                CommandWords.arranged(Array(CommandLine.arguments.dropFirst()), of: Self.self))
            running = command
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let words = running.flatMap { command in
                CommandRights.leaves(of: Self.self).first { $0.command == type(of: command) }?.words
            }
            if let failure = Failure(error, of: words) {
                Terminal.error(failure.message)
                Glibc.exit(failure.code.rawValue)
            }
            endUsage(error)
        }
    }

    /// Refuses words that would be taken for others: bytes that are not UTF-8, which are read as marks, and `-chase.csv`,
    /// which is read as options of one letter each, among them `-h`.
    private static func rejectMalformedArguments() throws {
        for place in 1..<max(1, Int(CommandLine.argc)) {
            guard let bytes = CommandLine.unsafeArgv[place], String(validatingCString: bytes) == nil else {
                continue
            }
            throw ValidationError(
                "argument \(place) of the command line is not valid UTF-8: \(CommandLine.arguments[place])")
        }
        let words = CommandLine.arguments.dropFirst().prefix { $0 != "--" }
        guard let word = words.first(where: { $0.count > 2 && $0.first == "-" && !$0.hasPrefix("--") }) else {
            return
        }
        throw ValidationError("unknown option \(word); for a file of that name, write ./\(word)")
    }

    /// Ends as the argument parser would, but without a word of an argument that may hold a password.
    private static func endUsage(_ error: any Error) -> Never {
        let text = CommandWords.folded(fullMessage(for: error))
        guard exitCode(for: error) != .success else {
            let isWritten: Void? = text.isEmpty ? () : try? Terminal.result(text + "\n")
            Glibc.exit(isWritten == nil ? ExitStatus.outputUnwritable.rawValue : 0)
        }
        let secrets = CommandLine.arguments.filter { $0.contains("@") || $0.contains("password") }
        let message = secrets.reduce(CommandWords.suggesting(text)) { message, secret in
            message.replacing(secret, with: "***")
        }
        if !message.isEmpty { Terminal.line(onStandardError: message) }
        Glibc.exit(exitCode(for: error).rawValue)
    }
}
