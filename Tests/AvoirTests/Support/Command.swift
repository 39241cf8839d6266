import Glibc
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// One run of a program, by default the built `avoir`, in an environment of its own.
struct Command: Sendable {
    var program = Checkout.avoir
    var arguments: [String]
    /// Given through a pipe; none: `/dev/null`.
    var input: [UInt8] = []
    /// Nothing else is inherited but a sanitizer's options.
    var environment: [String: String]
    var folder: String

    /// What every run starts from: no database, so that nothing is created by mistake.
    static func environment(home: String) -> [String: String] {
        [
            "PATH": "\(postgres)/usr/local/bin:/usr/bin:/bin", "HOME": home, "AVOIR_HOME": "\(nowhere)/avoir",
            "AVOIR_NOW": "2026-11-30T12:00:00Z", "SWIFT_BACKTRACE": "enable=no",
            // As scripts/setup --typst makes it.
            "AVOIR_PYTHON": "\(Checkout.root)/.build/typst-venv/bin/python3",
        ]
    }

    /// Of scripts/majors: pg_dump must not be older than the server.
    private static let postgres = getenv("AVOIR_POSTGRES_BIN").map { String(cString: $0) + ":" } ?? ""

    /// The folder of a home that no test may write to: all would share what one leaves there.
    private static let nowhere = "/nonexistent"

    /// A script of `sh` that finds the built command in `$AVOIR`.
    static func shell(_ script: String, environment: [String: String], folder: String) -> Command {
        var environment = environment
        environment["AVOIR"] = Checkout.avoir
        return Command(
            program: "/bin/sh", arguments: ["-c", script], environment: environment, folder: folder)
    }

    func run() async throws -> Outcome {
        Self.ignoreBrokenPipes
        if input.isEmpty { return try await run(input: .none) }
        return try await run(input: .array(input))
    }

    private func run(input: some InputProtocol) async throws -> Outcome {
        let result = try await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(arguments),
            environment: .custom(variables), workingDirectory: FilePath(folder), input: input,
            output: .bytes(limit: 1 << 24), error: .bytes(limit: 1 << 24))
        #expect(access(Self.nowhere, F_OK) != 0, "\(arguments) or a test beside it needs a home of its own")
        return Outcome(
            status: result.terminationStatus, output: result.standardOutput,
            errorBytes: result.standardError)
    }

    var variables: [Environment.Key: String] {
        let all = environment.merging(Self.sanitizerOptions) { given, _ in given }
        return Dictionary(
            uniqueKeysWithValues: all.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
    }

    private static let sanitizerOptions = ["ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"]
        .reduce(into: [String: String]()) { options, name in
            options[name] = getenv(name).map { String(cString: $0) }
        }

    /// A command that ends before it has read its input must not end the tests.
    private static let ignoreBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()
}

extension Command {
    /// How a run ended and what it said.
    struct Outcome: CustomStringConvertible, Sendable {
        let status: TerminationStatus
        /// Standard output.
        let output: [UInt8]
        let errorBytes: [UInt8]

        var text: String { String(decoding: output, as: UTF8.self) }
        var errors: String { String(decoding: errorBytes, as: UTF8.self) }
        var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

        var description: String { "\(status)\n[stdout]\n\(text)\n[stderr]\n\(errors)" }

        /// Fails the test, showing everything, unless the command ended with this code.
        @discardableResult
        func expect(_ code: Int32, sourceLocation: SourceLocation = #_sourceLocation) -> Outcome {
            #expect(status == .exited(code), "\(self)", sourceLocation: sourceLocation)
            #expect(!steersTerminals, "\(self)", sourceLocation: sourceLocation)
            return self
        }

        /// Fails the test unless all went well and nothing was remarked.
        @discardableResult
        func expectSilentSuccess(sourceLocation: SourceLocation = #_sourceLocation) -> Outcome {
            expect(0, sourceLocation: sourceLocation)
            #expect(errors.isEmpty, "\(self)", sourceLocation: sourceLocation)
            return self
        }

        /// Fails the test unless the command ended with this code, said this on standard error and gave
        /// no result.
        @discardableResult
        func expectFailure(
            _ code: Int32, saying part: String, sourceLocation: SourceLocation = #_sourceLocation
        ) -> Outcome {
            expect(code, sourceLocation: sourceLocation)
            #expect(errors.contains(part), "\(self)", sourceLocation: sourceLocation)
            #expect(output.isEmpty, "\(self)", sourceLocation: sourceLocation)
            return self
        }

        /// The result of `--json`.
        func json() throws -> JSON {
            try JSON(output)
        }

        /// Whether there is any control character but the end of a line.
        private var steersTerminals: Bool {
            let lines = text.replacing("\r\n", with: "\n") + errors
            return lines.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" }
        }
    }
}
