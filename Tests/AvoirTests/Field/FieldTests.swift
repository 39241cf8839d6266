import TestSupport
import Testing

@Suite("Situations from the field")
struct FieldTests {
    static let names = [
        "address-corrected-between-two-credits.case",
        "batch-never-cuts.case",
        "batch-that-may-cut.case",
        "cap-that-waits.case",
        "cut-of-a-wrong-amount.case",
        "dates-that-cannot-be.case",
        "end-corrected-without-the-other-columns.case",
        "ends-of-known-outages.case",
        "every-reason-once.case",
        "first-night.case",
        "invoice-with-two-lines.case",
        "late-request-of-an-earlier-month.case",
        "one-incident-three-services.case",
        "person-cuts.case",
        "reminder-of-a-notification.case",
        "reminder-of-a-request.case",
        "supplement-at-its-own-rate.case",
        "supplement-dated-before-its-note.case",
        "ticket-reopened.case",
        "unset-instants.case",
        "vat-rate-as-a-fraction.case",
        "vat-rate-corrected-after-the-note.case",
        "withdrawn-facts.case",
    ]

    @Test("get their right answers", arguments: names)
    func answers(name: String) async throws {
        let standing = try FieldCase("standing-data.case")
        let field = try FieldCase(name)
        #expect(field.steps.count > 3)
        try await CommandDatabase.withSchema { database in
            for file in standing.files + field.files { try database.write(file.text, to: file.name) }
            for step in field.steps { try await check(step, database) }
        }
    }

    @Test("all of them are here")
    func found() throws {
        #expect(
            try TemporaryFolder.names(in: FieldCase.folder) == (Self.names + ["standing-data.case"]).sorted())
    }

    private func check(_ step: FieldCase.Step, _ database: CommandDatabase) async throws {
        switch step {
        case .command(let words, let code, let says, let silence):
            let outcome = try await Command(
                arguments: words, environment: database.issuingEnvironment, folder: database.folder
            ).run().expect(code)
            let said = outcome.text + outcome.errors
            for text in says { #expect(said.contains(text), "\(outcome)") }
            for text in silence { #expect(!said.contains(text), "\(text): \(outcome)") }
        case .report(let month, let subscription, let field, let value):
            let report = try await database.avoir("report", month, "--format", "json").expect(0).json()
            let entry = report["subscriptions"].elements.first { $0["subscription"].text == subscription }
            let found = field.reduce(entry ?? .null) { $0[$1] }
            #expect(found.text == value, "\(month) \(subscription) \(field)")
        case .notes(let count):
            let notes = try await database.avoir("note", "list", "--json").expect(0).json()
            #expect(notes["notes"].elements.count == count)
        }
    }
}
