import Glibc
import TestSupport
import Testing

@Suite("A year, and a customer's months")
struct CommandYearTests {
    /// The sample month with its credits issued, one of them reversed, one month on hold, and a commercial note.
    private static func withCredits(_ body: (CommandDatabase) async throws -> Void) async throws {
        try await CommandDatabase.withMonth { database in
            try await database.avoir("hold", "CC-1009", "2026-10", "--reason", "Litige").expect(0)
            for (month, date) in [("2026-09", "2026-10-20"), ("2026-10", "2026-11-20")] {
                _ = try await database.avoir("issue", month, "--date", date)
            }
            try await database.avoir(
                "note", "reverse", "AV-2026-000001", "--reason", "Erreur", "--date", "2026-11-21"
            ).expect(0)
            try await database.avoir(
                "note", "issue", "CC-1002", "2026-10", "--amount", "10.00", "--reason", "Geste", "--date",
                "2026-11-21"
            ).expect(0)
            try await body(database)
        }
    }

    @Test("a year says of every subscription what its months' reports say, and sums it")
    func sameAsMonths() async throws {
        try await Self.withCredits { database in
            let year = try await database.avoir("report", "2026", "--json").expectSilentSuccess().json()
            var found: [String: JSON] = [:]
            for row in year["subscriptions"].elements {
                for month in row["months"].elements {
                    found["\(month["month"].text ?? "") \(row["subscription"].text ?? "")"] = month
                }
            }
            var statuses: Set<String> = []
            for month in SampleMonth.months {
                for (subscription, entry) in try await SampleMonth.report(month, on: database) {
                    let stated = found.removeValue(forKey: "\(month) \(subscription)") ?? .null
                    let credit = entry["credit"]
                    statuses.insert(credit["status"].text ?? "")
                    for name in ["status", "rate_percent", "amount", "credited", "currency"] {
                        #expect(stated[name] == credit[name], "\(month) \(subscription) \(name)")
                    }
                    #expect(stated["percent"] == entry["availability"]["percent"])
                    #expect(stated["met"] == entry["availability"]["met"])
                    #expect(stated["target_percent"] == entry["availability"]["target_percent"])
                    for name in ["customer", "service", "final"] { #expect(stated[name] == entry[name]) }
                }
                let totals = try await database.avoir("report", month, "--json").expect(0).json()["totals"]
                let sums = year["months"].elements.first { $0["month"].text == month } ?? .null
                for name in ["met", "breached", "without_verdict", "commercial_amounts"] {
                    #expect(sums[name] == totals[name], "\(month) \(name)")
                }
                #expect(sums["credited_amounts"] == totals["issued_amounts"])
                #expect(sums["subscription_months"] == totals["subscriptions"])
            }
            #expect(found.isEmpty && statuses.count >= 9, "\(statuses.sorted())")
            #expect(year["months"].elements.count == 12)
        }
    }

    @Test("the JSON of years and statements is what docs/reference/*.schema.json describe")
    func schemas() async throws {
        try await Self.withCredits { database in
            let year = try await database.avoir("report", "2026", "--json").expectSilentSuccess()
            var files = ["year.json"]
            try database.write(year.text, to: "year.json")
            for customer in try year.json()["customers"].elements.compactMap({ $0["customer"].text }) {
                let file = "\(customer).json"
                let range = ["--from", "2025-12", "--to", "2026-11", "--format", "json", "--output", file]
                try await Command(
                    arguments: ["statement", customer] + range, environment: database.environment,
                    folder: database.folder
                ).run().expect(0)
                files.append(file)
            }
            #expect(files.count > 10)
            try await Command(
                program: "\(Checkout.root)/Tests/Documents/check-report", arguments: files,
                environment: database.environment, folder: database.folder
            ).run().expectSilentSuccess()
        }
    }

    @Test("statements of all customers together have every note once, and the year's amounts")
    func wholeIsTheSumOfItsParts() async throws {
        try await Self.withCredits { database in
            let year = try await database.avoir("report", "2026", "--json").expect(0).json()
            var numbers: [String] = []
            for entry in year["customers"].elements {
                let customer = entry["customer"].text ?? ""
                let statement = try await database.avoir("statement", customer, "--year", "2026", "--json")
                    .expectSilentSuccess().json()
                numbers += statement["notes"].elements.compactMap { $0["number"].text }
                for name in ["credited_amounts", "commercial_amounts", "amounts", "met", "breached"] {
                    #expect(statement["totals"][name] == entry[name], "\(customer) \(name)")
                }
                #expect(statement["customer_name"] == entry["customer_name"])
            }
            let notes = try await database.avoir("note", "list", "--json").expect(0).json()
            #expect(numbers.sorted() == notes["notes"].elements.compactMap { $0["number"].text }.sorted())
            #expect(Set(numbers).count == numbers.count)
        }
    }

    @Test("pages and tables are written whole, in the language and with the mark that were asked for")
    func documents() async throws {
        try await Self.withCredits { database in
            try await database.avoir(
                "report", "2026", "--format", "html", "--lang", "fr", "--output", "year.html"
            ).expect(0)
            let page = try Checkout.bytes(of: "\(database.folder)/year.html")
            #expect(String(decoding: page, as: UTF8.self).hasPrefix("<!DOCTYPE html>\n<html lang=\"fr\">"))
            let table = try await database.avoir("report", "2026", "--format", "csv", "--decimal", "comma")
                .expectSilentSuccess().text
            #expect(table.hasPrefix("\u{FEFF}month;subscription;customer;"))
            #expect(table.contains(";99,5454;"))
            try await database.avoir("report", "2026", "--json", "--lang", "fr").expectFailure(
                64, saying: "--lang")
            try await database.avoir("report", "2026-10", "--decimal", "comma").expectFailure(
                64, saying: "--decimal is for csv")
            try await database.avoir("report", "2025").expectFailure(
                1, saying: "no month of 2025 is assessed yet; run: avoir assess 2025-12")
        }
    }
}
