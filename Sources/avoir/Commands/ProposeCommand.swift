import ArgumentParser
import Documents
import Messages
import Postgres
import SLA
import Store

struct ProposeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose",
        abstract: "Proposes facts that others suggest, for a person to check and import.",
        subcommands: [Notifications.self])

    struct Notifications: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "notifications",
            abstract: "Proposes failure notifications for outages of a monitor from tickets.",
            discussion: """
                A monitor notifies nobody: where the terms require a failure notification (R4), its outages count only once \
                one is recorded. This looks for tickets that may be it: outages of another source that have a notified_at, \
                concern the same subscription or its service, went on at the same time, and were told at most an hour before the \
                outage began. For each outage of a \
                subscription without a notification the earliest such ticket is proposed.

                The result is a CSV file that avoir import notifications reads. Standard error says why each row is \
                proposed. Nothing is stored: read the file, take out what is not so, then import it.

                  avoir propose notifications 2026-10 > proposed.csv
                  avoir import notifications proposed.csv
                """)
        @Argument(help: "The month, e.g. 2026-10.") var month: Month
        @Option(help: "The language of the reasons: fr or en.") var lang: Language?
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            let connection = try await session.open()
            let list = try ProposalsList(
                ProposedNotification.load(month, on: connection), in: month, zone: session.zone)
            try Terminal.result(options.json ? list.json : list.csv)
            guard !options.json else { return }
            for line in list.reasons(LocalText(session.language(lang))) { session.remark(line) }
        }
    }
}
