import ArgumentParser
import Documents
import Postgres
import SLA
import Store

struct ImportsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports",
        abstract: "Shows what was imported, and takes an import back.",
        discussion: """
            Every file that avoir import reads, and every fact that avoir record takes, is a batch with a number. \
            Nothing that was imported is ever deleted: an undo is a batch of its own, and can be undone in its turn.

              avoir imports
              avoir imports show 12
              avoir imports rejects 12 --format csv > refused.csv
              avoir imports undo 12 --dry-run
            """,
        subcommands: [List.self, Show.self, ImportsRejectsCommand.self, ImportsUndoCommand.self],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the imports, newest first.")
        @Option(help: "Only imports of this kind; terms are one too.") var kind: String?
        @Option(help: ArgumentHelp("Only so many, the newest.", valueName: "number")) var last: Int?
        @OptionGroup var options: GlobalOptions

        func validate() throws {
            let kinds = FactKind.allCases.map(\.rawValue) + ["terms"]
            if let kind, !kinds.contains(kind) {
                throw ValidationError("--kind is one of \(kinds.joined(separator: ", "))")
            }
            if let last, last < 1 { throw ValidationError("--last is at least 1") }
        }

        mutating func run() async throws {
            let session = try Session(options)
            let connection = try await session.open()
            let batches = try ImportBatches.list(kind: kind, last: last, on: connection)
            let text = BatchText(zone: try session.sharedZone(connection))
            try Terminal.result(options, json: text.json(of: batches), text: text.table(of: batches))
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what an import changed, each change as the import told it.",
            discussion: "Of each sort the first 20 are shown and the others counted; --json has them all.")
        @Argument(help: "The number of the batch.") var batch: Int32
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            let connection = try await session.open()
            let batch = try ImportBatches.named(batch, on: connection)
            let text = BatchText(zone: try session.sharedZone(connection))
            if options.json {
                return try text.writeJSON(
                    of: batch, on: connection, to: ByteStream { try Terminal.result($0) })
            }
            try Terminal.result(try text.whole(batch, on: connection))
        }
    }
}

struct ImportsUndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Takes an import back: what was in force before it is in force again.",
        discussion: """
            The undo is a batch of its own. A fact that the import changed gets its earlier content back; a fact that it \
            brought leaves force, as if it had never been imported. All of it is undone, or nothing: when a later import \
            changed one of its facts, when others name one (a notification its outage, an invoice its subscription), or \
            when a subscription was assessed, the undo is refused (65) and says what to undo first. A later import \
            that only found a fact unchanged leaves no trace on it, and does not keep it. Undoing twice changes nothing. \
            Months that were assessed change when avoir assess runs again.
            """)
    @Argument(help: "The number of the batch; see: avoir imports.") var batch: Int32
    @Flag(help: "Say what would change, all of it; store nothing.") var dryRun = false
    @OptionGroup var options: GlobalOptions

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        let text = BatchText(zone: try session.sharedZone(connection))
        var work = Undo(batch: batch, dryRun: dryRun, now: try session.now())
        work.willCommit = Interruption.willCommit
        do {
            let outcome = try Interruption.during(connection, loss: "nothing was undone") {
                try work.run(connection)
            }
            try Terminal.result(
                options, json: text.json(of: outcome, dryRun: dryRun),
                text: text.undone(outcome, dryRun: dryRun))
        } catch let refusal as UndoRefusal {
            throw text.failure(refusal)
        }
        Interruption.endIfAsked()
    }
}

extension ImportBatches {
    /// Throws a `Failure` when there is no such batch.
    static func named(_ number: Int32, on connection: Connection) throws -> ImportBatch {
        guard let batch = try batch(number, on: connection) else { throw Failure.noBatch(number) }
        return batch
    }
}

extension Failure {
    static func noBatch(_ number: Int32) -> Failure {
        Failure(.failure, "there is no batch \(number); see: avoir imports")
    }
}
