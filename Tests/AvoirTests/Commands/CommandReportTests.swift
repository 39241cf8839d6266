import Glibc
import TestSupport
import Testing

@Suite("Reports and explanations, as their readers get them")
struct CommandReportTests {
    @Test("the JSON of every report and explanation is what docs/reference/*.schema.json describe")
    func schemas() async throws {
        try await CommandDatabase.withMonth { database in
            var files: [String] = []
            for month in SampleMonth.months {
                files.append("report-\(month).json")
                try await database.avoir(
                    "report", month, "--format", "json", "--output", "report-\(month).json", "--quiet"
                ).expectSilentSuccess()
                for subscription in try await SampleMonth.report(month, on: database).keys {
                    let text = try await database.avoir("explain", month, subscription, "--json").expect(0)
                        .text
                    files.append("\(month)-\(subscription).json")
                    try database.write(text, to: "\(month)-\(subscription).json")
                }
            }
            #expect(files.count == 2 + 24 + 27)
            let check = Command(
                program: "\(Checkout.root)/Tests/Documents/check-report", arguments: files,
                environment: database.environment, folder: database.folder)
            try await check.run().expectSilentSuccess()
        }
    }

    @Test(
        "a JSON report that the schema does not describe is found",
        arguments: [
            (#""met": true"#, #""met": "yes""#), (#""percent": "99.9090""#, #""percent": "99.909""#),
            (#""status": "none""#, #""status": "good""#), (#""counted_downtime": 720"#, #""downtime": 720"#),
            (#""schema": "avoir.report/1""#, #""schema": "avoir.report/2""#),
        ])
    func schemaViolation(part: String, replacement: String) async throws {
        try await CommandDatabase.withMonth { database in
            let report = try await database.avoir("report", "2026-10", "--json").expect(0).text
            let start = try #require(report.firstRange(of: part))
            try database.write(
                report[..<start.lowerBound] + replacement + report[start.upperBound...], to: "report.json")
            let check = Command(
                program: "\(Checkout.root)/Tests/Documents/check-report", arguments: ["report.json"],
                environment: database.environment, folder: database.folder)
            let outcome = try await check.run()
            outcome.expectFailure(1, saying: "report.json: ")
        }
    }

    @Test("the CSV has one line for each subscription, and the JSON's figures")
    func csv() async throws {
        try await CommandDatabase.withMonth { database in
            let entries = try await SampleMonth.report("2026-10", on: database)
            let text = try await database.avoir("report", "2026-10", "--format", "csv").expectSilentSuccess()
                .text
            #expect(!text.contains("\""), "nothing in the sample month needs quotes")
            let rows = text.replacing("\r\n", with: "\n").split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            let header = try #require(rows.first)
            #expect(rows.count == 28)
            func cell(_ row: [String], _ name: String) throws -> String {
                row[try #require(header.firstIndex(of: name), "\(name)")]
            }
            for row in rows.dropFirst() {
                #expect(row.count == header.count)
                let entry = try #require(entries[try cell(row, "subscription")])
                #expect(try cell(row, "status") == entry["credit"]["status"].text)
                #expect(try cell(row, "amount") == entry["credit"]["amount"].text ?? "")
                #expect(try cell(row, "covered_seconds") == entry["seconds"]["covered"].text ?? "")
                #expect(
                    try cell(row, "counted_downtime_seconds")
                        == entry["seconds"]["counted_downtime"].text ?? "")
            }
            #expect(rows.dropFirst().map { $0[1] } == entries.keys.sorted())
        }
    }

    @Test("the text names every subscription once, with its status, and sums what is due")
    func text() async throws {
        try await CommandDatabase.withMonth { database in
            let entries = try await SampleMonth.report("2026-10", on: database)
            let text = try await database.avoir("report", "2026-10").expectSilentSuccess().text
            let lines = text.split(separator: "\n")
            for (subscription, entry) in entries {
                let line = try #require(lines.filter { $0.hasPrefix("\(subscription) ") }.only)
                #expect(line.hasSuffix(" \(entry["credit"]["status"].text ?? "")"))
            }
            #expect(text.contains("27 subscriptions: 3 met the target, 20 missed it, 4 without a verdict"))
            #expect(text.contains("1868.27  EUR"))
        }
    }

    @Test("html is in the language asked for, csv with the decimal mark asked for; else neither is taken")
    func languageAndDecimalMark() async throws {
        try await CommandDatabase.withMonth { database in
            let french = try await database.avoir("report", "2026-10", "--format", "html", "--lang", "fr")
                .expect(0).text
            #expect(french.hasPrefix("<!DOCTYPE html>\n<html lang=\"fr\">"))
            #expect(french.contains("99,5454\u{202F}%"))
            let english = try await database.avoir("report", "2026-10", "--format", "html").expect(0).text
            #expect(english.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
            #expect(english.contains("99.5454%") && !english.contains("Disponibilité"))
            let comma = try await database.avoir(
                "report", "2026-10", "--format", "csv", "--decimal", "comma"
            ).expect(0).text
            #expect(comma.hasPrefix("\u{FEFF}month;subscription;") && comma.contains(";99,5454;"))
            try await database.avoir("report", "2026-10", "--json", "--lang", "en").expectFailure(
                64, saying: "--lang is for text and pages")
            try database.write("lang: fr\n", to: "french.yaml")
            let text = try await database.avoir("report", "2026-10", "--config", "french.yaml").expect(0).text
            #expect(text.hasPrefix("Disponibilité et avoirs, octobre 2026\n"))
            #expect(text.contains("27 abonnements\u{A0}: objectif tenu 3, manqué 20, sans verdict 4\n"))
            #expect(
                text.contains("  à émettre") && text.contains("99,5454\u{202F}%")
                    && !text.contains("issuable"))
            try await database.avoir("report", "2026-10", "--json", "--format", "csv", "--decimal", "comma")
                .expectFailure(64, saying: "--decimal is for csv")
        }
    }

    @Test("what a killed command left does not hinder, and commands of the same process number do not meet")
    func leftover() async throws {
        try await CommandDatabase.withMonth { database in
            // In containers of one folder every command may be process 1.
            let script = """
                report() { unshare --pid --fork --kill-child "$AVOIR" report 2026-10 --format json --output report.json; }
                unshare --pid true 2>/dev/null || report() { "$AVOIR" report 2026-10 --format json --output report.json; }
                echo half >avoir-0000000000000000.part
                for time in 1 2 3 4; do report & done
                wait
                """
            try await database.shell(script).expect(0)
            #expect(
                try TemporaryFolder.names(in: database.folder).sorted()
                    == ["avoir-0000000000000000.part", "report.json"])
            let report = try await database.avoir("report", "2026-10", "--format", "json").expect(0)
            #expect(try Checkout.bytes(of: "\(database.folder)/report.json") == Array(report.text.utf8))
        }
    }

    @Test("--output writes the file whole, for its owner alone, and leaves standard output empty")
    func outputFile() async throws {
        try await CommandDatabase.withMonth { database in
            let printed = try await database.avoir("report", "2026-10", "--format", "csv").expect(0)
            let written = try await database.avoir(
                "report", "2026-10", "--format", "csv", "--output", "month.csv"
            ).expect(0)
            #expect(written.output.isEmpty && written.errors == "month.csv written\n")
            #expect(try Checkout.bytes(of: "\(database.folder)/month.csv") == printed.output)
            var information = stat()
            #expect(stat("\(database.folder)/month.csv", &information) == 0)
            #expect(information.st_mode & 0o777 == 0o600)

            // Nothing is seen of a report that fails on the way.
            try await database.avoir("report", "2026-08", "--output", "month.csv")
                .expectFailure(1, saying: "2026-08 is not assessed yet; run: avoir assess 2026-08")
            #expect(try Checkout.bytes(of: "\(database.folder)/month.csv") == printed.output)
            #expect(try TemporaryFolder.names(in: database.folder) == ["month.csv"])
        }
    }

    @Test("a reader who leaves early is no failure")
    func closedPipe() async throws {
        try await CommandDatabase.withMonth { database in
            let outcome = try await database.shell(
                #"( "$AVOIR" report 2026-10 --json; echo "ended with $?" >&2 ) | head -c 1"#)
            #expect(outcome.expect(0).text == "{")
            #expect(outcome.errors == "ended with 0\n")
        }
    }

    @Test("explain shows the decision to a person")
    func explain() async throws {
        try await CommandDatabase.withMonth { database in
            let text = try await database.avoir("explain", "2026-10", "CC-1009").expectSilentSuccess().text
            for part in [
                "99.5454%; target 99.85%: missed", "5% of 1517.35 EUR = 75.87 EUR", "noc/INC-1009",
                "force_majeure", "Avis d'incident de l'opérateur tiers", "788400 / 792000 s",
                "The reading decides: 5% by the terms' basis, 0% by the other.",
            ] {
                #expect(text.contains(part), "\(part)")
            }
        }
    }
}

extension Collection {
    /// The element when there is exactly one.
    fileprivate var only: Element? { count == 1 ? first : nil }
}
