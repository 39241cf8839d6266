import ArgumentParser
import Documents
import Messages
import SLA
import Store

struct HoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Puts a subscription's month on hold: nothing is credited for it until it is released.",
        discussion: """
            For a dispute, or a credit that the customer waived. The month's status is on_hold, before all others but \
            overcredited, issued and no_terms; avoir issue and avoir run pass it over and say so. Report, explain, \
            pages and avoir list holds give the reason, so that a colleague finds it. A deadline goes on, and so does \
            every fact: avoir release has whatever is due then credited.

            A credit that is issued already stays; a supplement for it waits. avoir note reverse --hold reverses a note \
            and holds its month in one step.
            """)

    @Argument(help: "The subscription's id.") var subscription: String
    @Argument(help: "The month, e.g. 2026-10.") var month: Month
    @Option(help: "Why; it is kept for ever, and colleagues read it.") var reason: String
    @OptionGroup var options: GlobalOptions

    func validate() throws { try KeptText.check(reason, of: "--reason") }

    mutating func run() async throws {
        try await Holding(subscription, month, reason, options).record(.hold)
    }
}

struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract:
            "Releases a subscription's month that is on hold: what is due for it can be credited again.",
        discussion: "avoir issue MONTH credits it, or the next avoir run, which takes up earlier months, too."
    )

    @Argument(help: "The subscription's id.") var subscription: String
    @Argument(help: "The month, e.g. 2026-10.") var month: Month
    @Option(help: "Why; it is kept for ever, and colleagues read it.") var reason: String
    @OptionGroup var options: GlobalOptions

    func validate() throws { try KeptText.check(reason, of: "--reason") }

    mutating func run() async throws {
        try await Holding(subscription, month, reason, options).record(.release)
    }
}

private struct Holding {
    private let subscription: String
    private let month: Month
    private let reason: String
    private let options: GlobalOptions

    init(_ subscription: String, _ month: Month, _ reason: String, _ options: GlobalOptions) {
        self.subscription = subscription
        self.month = month
        self.reason = reason
        self.options = options
    }

    func record(_ action: HoldEvent.Action) async throws {
        let session = try Session(options)
        let connection = try await session.open()
        _ = try Session.key(ofSubscription: subscription, on: connection)
        // In an old copy it would be lost with the copy.
        try AnchorLog(session).requireCurrent(connection)
        let event = try Holds.record(action, subscription, month, reason: reason, on: connection)
        _ = try AnchorLog(session).append(connection, at: session.now())
        let at = LocalTime(.utc).rfc3339(event.at)
        let name = TerminalText.safe(subscription)
        try Terminal.result(
            options,
            json: JSONWriter.whole { json in
                json.object { json in
                    json.string("subscription", subscription)
                    json.string("month", month.description)
                    json.string("action", event.action.rawValue)
                    json.string("reason", event.reason)
                    json.string("at", at)
                    json.string("by", event.by)
                }
            },
            text: action == .hold
                ? "\(name) for \(month) is on hold: nothing is credited until avoir release\n"
                : "\(name) for \(month) is released: avoir issue \(month) credits what is due\n")
    }
}
