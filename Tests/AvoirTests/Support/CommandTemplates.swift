import TestSupport
import Testing

/// Databases that are made once and copied for each test: copying is many times faster.
enum CommandTemplates {
    /// Only avoir's schema, made by `avoir database migrate`.
    static let schema = Task {
        let name = try TestServer.create("avoir_command", from: "template0")
        TestServer.dropAtExit(name)
        try await TemporaryFolder.with { folder in
            let database = try CommandDatabase(name: name, folder: folder)
            try await database.avoir("database", "migrate").expectSilentSuccess()
        }
        return name
    }

    /// The sample month, read in as its README says.
    static let month = Task {
        let name = try TestServer.create("avoir_command", from: try await schema.value)
        TestServer.dropAtExit(name)
        let runs = try await TemporaryFolder.with { folder in
            let database = try CommandDatabase(name: name, folder: folder)
            var runs: [SampleMonth.Run] = []
            for arguments in SampleMonth.commands {
                let outcome = try await SampleMonth.run(arguments, on: database)
                runs.append(SampleMonth.Run(arguments: arguments, outcome: outcome))
            }
            return runs
        }
        return (database: name, runs: runs)
    }
}
