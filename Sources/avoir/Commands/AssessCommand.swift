import ArgumentParser
import Documents
import Messages
import Postgres
import SLA
import Store

struct AssessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess",
        abstract: "Computes and stores a month's assessments.",
        discussion: """
            Judges every subscription in force on any day of the month and stores a revision for each whose \
            facts or result changed since the last one. Run it again after any import; nothing is lost, and \
            an unchanged month stays as it is. A month that is not over is assessed provisionally.

            With --share several processes, on as many hosts, assess one month together: start the same \
            command in each. The first one fixes what is assessed and cuts the subscriptions into slices; \
            each takes slices until none is left, waits for the others, and prints the whole month's result. \
            If one is killed, the others take its slice. See docs/internals/sharing.md.
            """)

    @Argument(help: "The month, e.g. 2026-10.") var month: Month
    @Option(
        name: .customLong("subscription"),
        help: ArgumentHelp("Only this subscription; may be repeated.", valueName: "id"))
    var subscriptions: [String] = []
    @Flag(help: "Share the month with every other process started this way.") var share = false
    @Option(
        help: ArgumentHelp(
            "With --share: the number of slices, if this process is the first one; 16 by default.",
            valueName: "count"))
    var slices: Int?
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if share && !subscriptions.isEmpty {
            throw ValidationError("--share is for whole months; leave out --subscription")
        }
        guard let slices else { return }
        guard share else { throw ValidationError("--slices needs --share") }
        guard SharedAssessment.slices.contains(slices) else {
            throw ValidationError("--slices must be from 1 to \(SharedAssessment.slices.upperBound)")
        }
    }

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        let keys = try subscriptions.map { name in
            let key = try Session.key(ofSubscription: name, on: connection)
            guard try Assessments.concern(month, subscription: key, on: connection) else {
                throw Failure(.failure, "\(TerminalText.safe(name)) is not in force on any day of \(month)")
            }
            return key
        }
        let work = MonthSteps(month: month, session: session, connection: connection)
        let outcome =
            share
            ? try work.assessShared(slices: slices ?? 16) : try work.assess(only: keys.isEmpty ? nil : keys)
        if outcome.withoutTerms > 0 {
            Terminal.warning(
                "\(outcome.withoutTerms) of \(counted(outcome.assessed, "subscription")) "
                    + "\(outcome.withoutTerms == 1 ? "has" : "have") no terms in force in \(month)"
            )
        }
        for calendar in try RunOutCalendar.load(month, on: connection) {
            Terminal.warning(
                "\(month): holiday \(TerminalText.safe(calendar.sentence)); until then nothing is credited to "
                    + "\(counted(calendar.subscriptions, "subscription"))")
        }
        for sentence in try work.otherZoneData() {
            Terminal.warning("until then nothing is issued: \(sentence)")
        }
        if share {
            // It may have been opened long ago.
            let later = try Watermark.batches(afterAssessmentOf: month, on: connection)
            if later > 0 {
                Terminal.warning(
                    "\(later) imports are later than this shared assessment; run it again to take them into account"
                )
            }
        }
        for changed in outcome.changedAfterIssue {
            Terminal.warning(
                "\(month): \(TerminalText.safe(changed.subscription)) changed after credit notes were issued: "
                    + (changed.isOvercredited ? "it is overcredited now" : "see avoir explain"))
        }
        try Terminal.result(options, json: json(outcome), text: text(outcome))
    }

    private func text(_ outcome: Assess.Outcome) -> String {
        guard outcome.assessed > 0 else {
            return "\(month): no subscription is in force\n"
        }
        var table = Table([.left, .right])
        table.add(["subscriptions assessed", String(outcome.assessed)])
        table.add(["  new", String(outcome.new)])
        table.add(["  revised", String(outcome.revised.count)])
        table.add(["  unchanged", String(outcome.unchanged)])
        table.add(["target met", String(outcome.met)])
        table.add(["target missed", String(outcome.breached)])
        let state = outcome.isFinal ? "" : " (provisional: the month is not over)"
        return "\(month)\(state)\n" + table.lines(indent: 2).map { $0 + "\n" }.joined()
    }

    private func json(_ outcome: Assess.Outcome) -> [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.string("month", month.description)
                json.bool("final", outcome.isFinal)
                json.integer("assessed", outcome.assessed)
                json.integer("new", outcome.new)
                json.integer("revised", outcome.revised.count)
                json.integer("unchanged", outcome.unchanged)
                json.integer("met", outcome.met)
                json.integer("breached", outcome.breached)
                json.integer("without_terms", outcome.withoutTerms)
                json.integer("watermark", Int(outcome.watermark))
                json.strings("revised_subscriptions", outcome.revised)
                json.array("changed_after_issue") { json in
                    for changed in outcome.changedAfterIssue {
                        json.object { json in
                            json.string("subscription", changed.subscription)
                            json.bool("overcredited", changed.isOvercredited)
                        }
                    }
                }
            }
        }
    }
}

extension Session {
    /// Throws a `Failure` when no such subscription is known.
    static func key(ofSubscription name: String, on connection: Connection) throws -> Int32 {
        guard let key = try Assessments.key(ofSubscription: name, on: connection) else {
            throw try Failure(
                FactFilter.UnknownName(what: "subscription", name: name), .failure, on: connection)
        }
        return key
    }
}
