import Subprocess
import TestSupport
import Testing

/// A month in which every text that comes from outside was written by somebody who means harm.
///
/// All subscriptions miss their target and are credited, under several issuers; some notes are reversed.
enum HostileMonth: CaseIterable, CustomTestStringConvertible {
    case known, random

    var testDescription: String {
        switch self {
        case .known: "known payloads"
        case .random: "random payloads, AVOIR_TEST_SEED=\(Seed.value)"
        }
    }

    var payloads: HostilePayloads {
        switch self {
        case .known: .known
        case .random: HostileRandom.payloads
        }
    }

    var facts: HostileFacts { HostileFacts(payloads: payloads, terms: HostileDocuments.terms) }
    var documents: HostileDocuments { HostileDocuments(payloads: payloads) }

    /// Of the subscriptions, and so of the notes that credit them.
    var count: Int { payloads.texts.count }

    /// The note that was reversed for a reason.
    static func reversed(_ reason: Int) -> String {
        let digits = String(2 * reason + 1)
        return "/tmp/_/2026/" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// Imported, assessed, issued and reversed once; each test gets a copy.
    func with(_ body: (CommandDatabase) async throws -> Void) async throws {
        let issued = self == .known ? Self.knownIssued : Self.randomIssued
        try await CommandDatabase.with(try await issued.value, body)
    }

    private static let knownIssued = Task { try await known.issue() }
    private static let randomIssued = Task { try await random.issue() }

    private func issue() async throws -> (database: String, anchors: [UInt8]) {
        let name = try TestServer.create("avoir_command", from: try await CommandTemplates.schema.value)
        TestServer.dropAtExit(name)
        let anchors = try await TemporaryFolder.with { folder in
            let database = try CommandDatabase(name: name, folder: folder)
            try await issue(on: database)
            return try Checkout.bytes(of: database.anchorLog)
        }
        return (database: name, anchors: anchors)
    }

    private func issue(on database: CommandDatabase) async throws {
        func avoir(_ arguments: String...) async throws {
            try await Command(
                arguments: arguments, environment: database.environment, folder: database.folder
            ).run().expect(0)
        }
        for number in 0..<HostileDocuments.terms {
            try database.write(documents.terms(number), to: "terms.yaml")
            try await avoir("terms", "add", "terms.yaml")
        }
        for file in facts.files {
            try database.write(file.csv, to: file.kind)
            try await avoir("import", "--strict", file.kind, file.kind)
        }
        // A note keeps the issuer of its day, so each issues a part.
        for number in 0..<HostileDocuments.issuers {
            try database.write(documents.issuer(number), to: "issuer.yaml")
            try await avoir("issuer", "set", "issuer.yaml")
            let requests = facts.requests(from: number, parts: HostileDocuments.issuers)
            try database.write(requests.csv, to: "requests")
            try await avoir("import", "--strict", "requests", "requests")
            try await avoir("assess", "2026-10")
            // The plan names what no e-invoice could state; the documents are to bear it all the same.
            let plan = try await database.issuing(
                "issue", "2026-10", "--date", "2026-11-05", "--dry-run", "--json")
            #expect([.exited(0), .exited(65)].contains(plan.status))
            #expect(try !plan.json()["credits"].elements.isEmpty)
            try database.issueUnchecked("2026-10", on: "2026-11-05")
        }
        for (number, reason) in documents.reasons.enumerated() {
            try await avoir(
                "note", "reverse", Self.reversed(number), "--date", "2026-11-06", "--reason=\(reason)")
        }
    }
}
