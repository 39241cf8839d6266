import ArgumentParser
import Documents
import Intake
import SLA
import Store

struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Records one fact by hand, through the same checks as a file of one row.",
        discussion: """
            Each field is written name=value, with the names and the forms of docs/reference/file-formats.md. A fact with \
            a known identity is changed: fields that are not given stay as they are, and an empty value (ended_at=) \
            clears. When anything is wrong, every reason is printed, nothing is stored, and the exit code is 65.

              avoir record customers customer=C-9 'name=Client Neuf SAS'
              avoir record requests subscription=S-1 month=2026-10 requested_on=2026-11-03
              avoir record ends source=desk id=T-1 ended_at=2026-10-06T11:00:00Z
            """)

    @Argument(help: ArgumentHelp("What kind of fact.", valueName: "kind"))
    var kind: FactKind
    @Argument(help: ArgumentHelp("Its fields.", valueName: "field=value")) var fields: [String]
    @Flag(help: "Say what would happen; store nothing.") var dryRun = false
    @Flag(
        help: """
            Change subscriptions, calendars and special hours of days in months that are over and assessed, too; \
            without it such a row is refused.
            """)
    var restate = false
    @Option(
        help: ArgumentHelp(
            "The time zone of instants without an offset, e.g. Europe/Paris; without it they are refused.",
            valueName: "zone"))
    var timeZone: String?
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        for field in fields where !field.contains("=") {
            throw ValidationError("'\(field)' is not a field: write name=value")
        }
    }

    mutating func run() async throws {
        let names = fields.map { $0.prefix { $0 != "=" } }
        for (place, name) in names.enumerated() where names[..<place].contains(name) {
            throw Failure(.inputRejected, "\(name): is given twice; nothing stored")
        }
        let session = try Session(options)
        let zone = try timeZone.map(session.zone)
        let now = try session.now()
        let connection = try await session.open()
        var work = Import(
            kind: kind, file: "record", strict: true, dryRun: dryRun, restate: restate, now: now)
        work.isForgottenWhenRefused = true
        var result = FileImport(
            kind: kind, source: .bytes(object), zone: zone, now: now, options: options, isByHand: true)
        try result.run(work, on: connection, zone: session.zone)
        if options.json {
            try Terminal.result(
                JSONWriter.whole { json in
                    json.object { json in
                        json.string("kind", kind.rawValue)
                        json.bool("dry_run", dryRun)
                        json.array("files") { json in result.write(to: &json) }
                    }
                })
        } else {
            try Terminal.result(result.text(strict: true, dryRun: dryRun))
        }
        Interruption.endIfAsked()
        if let code = result.exitStatus { throw ExitCode(code.rawValue) }
    }

    /// The fields as a row of JSON Lines, which says what is given twice or has no such name.
    private var object: [UInt8] {
        JSONWriter.whole(isOneLine: true) { json in
            json.object { json in
                for field in fields {
                    let name = field.prefix { $0 != "=" }
                    json.string(String(name), String(field.dropFirst(name.count + 1)))
                }
            }
        }
    }
}
