import Glibc
import TestSupport
import Testing

/// Databases that are made once and copied for each test: copying is many times faster.
enum CommandTemplates {
    /// Only avoir's schema, made by `avoir database migrate`.
    static let schema = Task {
        let name = try CommandDatabase.create(from: "template0")
        remember(name)
        try await TemporaryFolder.with { folder in
            let database = CommandDatabase(name: name, folder: folder, url: try CommandDatabase.url(of: name))
            try await database.avoir("database", "migrate").expectSilentSuccess()
        }
        return name
    }

    /// The sample month, read in as its README says.
    static let month = Task {
        let name = try CommandDatabase.create(from: try await schema.value)
        remember(name)
        let runs = try await TemporaryFolder.with { folder in
            let database = CommandDatabase(name: name, folder: folder, url: try CommandDatabase.url(of: name))
            var runs: [SampleMonth.Run] = []
            for arguments in SampleMonth.commands {
                let outcome = try await SampleMonth.run(arguments, on: database)
                runs.append(SampleMonth.Run(arguments: arguments, outcome: outcome))
            }
            return runs
        }
        return (database: name, runs: runs)
    }

    private static func remember(_ name: String) {
        if Removal.names.append(name) { atexit { Removal.names.all.forEach(CommandDatabase.drop) } }
    }
}
