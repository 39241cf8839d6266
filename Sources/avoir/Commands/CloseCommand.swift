import ArgumentParser
import Documents
import SLA
import Store

struct CloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Closes the books up to a day: no note is dated on or before it from then on.",
        discussion: """
            For the end of a month or year, when the entries have gone to the accountant. Credits that become due later \
            are dated later. It cannot be taken back, and the day cannot lie in the future.
            """)

    @Argument(help: "The last day of the closed books, e.g. 2026-10-31.") var date: LocalDate
    @OptionGroup var options: GlobalOptions

    mutating func run() async throws {
        let connection = try await Session(options).open()
        let before = try Closing.last(connection)
        try Closing.close(date, on: connection)
        let isNew = before != date
        try Terminal.result(
            options,
            json: JSONWriter.whole { json in
                json.object { json in
                    json.string("closed_until", date.description)
                    json.bool("closed", isNew)
                }
            },
            text: "the books \(isNew ? "are" : "were already") closed up to \(date)\n")
    }
}
