import TestSupport
import Testing

/// The sample month with its credit notes: `examples/month/README.md`, "Credit notes and the cap".
enum IssuedMonth {
    static let september = ["issue", "2026-09", "--date", "2026-10-20"]
    static let october = ["issue", "2026-10", "--date", "2026-11-05"]

    /// The notes of October on 2026-11-05, in the order of their numbers, from AV-2026-000004 on.
    static let octoberNets = [
        ("CC-1002", "196.00"), ("CC-1004", "55.00"), ("CC-1005", "100.00"), ("CC-1006", "76.05"),
        ("CC-1008", "89.09"), ("CC-1009", "75.87"), ("CC-1010", "41.00"), ("CC-1011", "29.03"),
        ("CC-1012", "59.00"), ("CC-1013", "82.50"), ("CC-1014", "120.00"), ("IVR-2001", "61.73"),
        ("IVR-2002", "68.00"), ("IVR-2005", "105.00"),
    ]

    static func number(_ no: Int) -> String {
        let digits = String(no)
        return "AV-2026-" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The month with September issued; made once and copied.
    fileprivate static let afterSeptember = template(
        from: { try await CommandTemplates.month.value.database },
        [september])

    /// The same with October issued on 2026-11-05.
    fileprivate static let afterOctober = template(
        from: { try await afterSeptember.value.database }, [october],
        anchors: { try await afterSeptember.value.anchors })

    private static func template(
        from source: @escaping @Sendable () async throws -> String, _ commands: [[String]],
        anchors: @escaping @Sendable () async throws -> [UInt8] = { [] }
    ) -> Task<(database: String, anchors: [UInt8]), any Error> {
        Task {
            let name = try TestServer.create("avoir_command", from: try await source())
            TestServer.dropAtExit(name)
            return try await TemporaryFolder.with { folder in
                let database = try CommandDatabase(name: name, folder: folder)
                try database.keep(anchors: try await anchors())
                for arguments in commands { try await database.issuing(arguments).expectSilentSuccess() }
                return (database: name, anchors: try Checkout.bytes(of: database.anchorLog))
            }
        }
    }
}

extension CommandDatabase {
    /// Runs a test on the sample month with September's notes.
    static func withSeptemberIssued(_ body: (CommandDatabase) async throws -> Void) async throws {
        try await with(try await IssuedMonth.afterSeptember.value, body)
    }

    /// Runs a test on the sample month with the notes of September and October.
    static func withOctoberIssued(_ body: (CommandDatabase) async throws -> Void) async throws {
        try await with(try await IssuedMonth.afterOctober.value, body)
    }

    static func with(
        _ template: (database: String, anchors: [UInt8]), _ body: (CommandDatabase) async throws -> Void
    ) async throws {
        let name = try TestServer.create("avoir_command", from: template.database)
        defer { TestServer.drop(name) }
        try await TemporaryFolder.with { folder in
            let database = try CommandDatabase(name: name, folder: folder)
            try database.keep(anchors: template.anchors)
            try await body(database)
        }
    }

    /// Where the commands of `issuing` keep their anchors.
    var anchorLog: String { "\(folder)/anchors.log" }

    func keep(anchors: [UInt8]) throws {
        if !anchors.isEmpty { try TemporaryFolder.write(anchors, to: anchorLog) }
    }

    /// Runs `avoir` from the sample month's folder, with the anchors of this test.
    func issuing(_ arguments: [String]) async throws -> Command.Outcome {
        try await Command(
            arguments: arguments, environment: environment, folder: Checkout.month
        ).run()
    }

    func issuing(_ arguments: String...) async throws -> Command.Outcome { try await issuing(arguments) }

    /// Reads in what becomes known after October's notes.
    func importLaterFacts() async throws {
        for arguments in SampleMonth.laterImports {
            try await issuing(["import"] + arguments).expect(0)
        }
    }

    /// The notes that pass a filter of `note list`.
    func notes(_ filter: String...) async throws -> [JSON] {
        try await issuing(["note", "list", "--json"] + filter).expectSilentSuccess().json()["notes"].elements
    }

    /// `verify` finds nothing wrong, against the anchors too.
    func expectVerified(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await issuing("verify").expectSilentSuccess(sourceLocation: sourceLocation)
    }
}

extension JSON {
    /// The texts of an array, or of one member of each of its elements.
    func texts(_ key: String? = nil) -> [String] {
        elements.map { element in (key.map { element[$0] } ?? element).text ?? "" }
    }
}
