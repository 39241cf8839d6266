import TestSupport
import Testing

@Suite("Situations from the field")
struct FieldTests {
    static let names = [
        "a-file-taken-back.case", "a-trial-run-of-an-import.case", "account-for-each-vat-rate.case",
        "account-missing-for-a-rate.case", "address-corrected-between-two-credits.case",
        "arithmetic-on-paper.case", "asked-by-nobody.case", "association-without-a-vat-number.case",
        "batch-never-cuts.case",
        "batch-that-may-cut.case", "belgian-customer.case", "calendar-that-ran-out.case",
        "cap-that-waits.case", "cents.case", "christmas-eve-until-noon.case", "clocks.case",
        "closed-books.case", "consumer.case", "credits-of-a-year.case", "customer-identifiers.case",
        "cut-of-a-wrong-amount.case", "dates-that-cannot-be.case", "delivery-is-never-empty.case",
        "dollars-in-the-books.case", "dollars-with-french-vat.case", "earlier-credit-of-the-month.case",
        "end-corrected-without-the-other-columns.case", "ended-backwards.case", "ends-of-known-outages.case",
        "every-reason-once.case", "financial-year-to-september.case", "first-night.case",
        "forty-invoices.case", "gesture-of-goodwill.case", "gesture-of-two-persons.case",
        "held-until-the-dispute-is-over.case",
        "holiday-on-the-wrong-day.case", "how-much-may-still-fail.case",
        "inside-and-outside-the-scope-of-vat.case", "invoice-with-two-lines.case", "issuer-renamed.case",
        "issuer-with-a-face.case", "issuer-without-vat.case", "last-credit-of-one-who-left.case",
        "late-request-of-an-earlier-month.case", "listed-and-imported-again.case", "long-and-short.case",
        "maintenance-and-excuses.case", "maintenance-announced-afterwards.case", "mentions-on-paper.case",
        "moved-to-alsace.case", "names-and-what-changed.case", "no-vat-without-a-reason.case",
        "note-that-never-left.case", "notice-and-a-window-for-claims.case", "odd-but-possible.case",
        "one-account-for-all-rates.case",
        "one-fact-by-hand.case", "one-incident-three-services.case", "one-note-per-customer.case",
        "other-hours-on-public-holidays.case", "other-plan-from-november.case",
        "other-plan-in-the-middle-of-a-month.case", "overseas-department.case", "people-who-may-not.case",
        "person-cuts.case", "plan-that-was-overtaken.case", "public-body.case",
        "reminder-of-a-notification.case", "reminder-of-a-request.case", "resumed-leaves-the-past-alone.case",
        "reversal-says-when-it-is-due.case", "reversed-for-good.case", "saturday-opened.case",
        "series-that-goes-on-and-ends.case", "service-migrated.case", "some-now-others-later.case",
        "supplement-at-its-own-rate.case", "supplement-dated-before-its-note.case",
        "suspended-and-resumed.case", "ticket-reopened.case", "tickets-and-monitoring.case",
        "two-holidays-on-one-date.case",
        "two-numbers-one-file-name.case", "two-persons.case", "unset-instants.case", "vat-on-debits.case",
        "vat-rate-as-a-fraction.case", "vat-rate-corrected-after-the-note.case",
        "vat-rate-corrected-the-natural-way.case", "what-another-promise-would-have-cost.case",
        "what-needs-attention.case", "what-no-platform-takes.case", "whit-monday-is-worked.case",
        "windows.case", "winter-season.case", "withdrawn-facts.case", "wrong-day-in-a-shared-calendar.case",
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
        case .command(let call):
            let file = call.words.dropLast().last == ">" ? call.words.last : nil
            let words = file == nil ? call.words : call.words.dropLast(2)
            let outcome = try await database.run(words, asLoginOf: call.role).expect(call.code)
            if let file { try database.write(outcome.text, to: file) }
            let said = outcome.text + outcome.errors
            for text in call.says { #expect(said.contains(text), "\(outcome)") }
            for text in call.keepsSilentAbout { #expect(!said.contains(text), "\(text): \(outcome)") }
        case .report(let month, let subscription, let field, let value):
            let report = try await database.avoir("report", month, "--format", "json").expect(0).json()
            let entry = report["subscriptions"].elements.first { $0["subscription"].text == subscription }
            let found = field.reduce(entry ?? .null) { found, name in
                Int(name).map { found.elements[$0] } ?? found[name]
            }
            #expect(found.text == value, "\(month) \(subscription) \(field)")
        case .file(let name, let text, let isThere):
            let bytes = try Checkout.bytes(of: "\(database.folder)/\(name)")
            #expect(String(decoding: bytes, as: UTF8.self).contains(text) == isThere, "\(name): \(text)")
        case .notes(let count):
            let notes = try await database.avoir("note", "list", "--json").expect(0).json()
            #expect(notes["notes"].elements.count == count)
        }
    }
}
