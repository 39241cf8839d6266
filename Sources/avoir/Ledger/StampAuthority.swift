import Glibc
import Messages
import SLA
import Subprocess
import SystemPackage

/// Who stamps, and whose certificates prove it: by the programs openssl and curl.
struct StampAuthority {
    /// PEM: the certificates that are trusted.
    private let certificates: String
    private let environment: [String: String]

    /// A reply that is no stamp of that digest by that authority, with the reason.
    struct Refused: Error {
        let reason: String
    }

    /// - Throws: a `Failure` (66) for a file that cannot be read.
    init(certificates: String, environment: [String: String]) throws {
        _ = try InputBytes.whole(certificates, limit: 1 << 20)
        self.certificates = certificates
        // What leads curl to the service; nothing else is passed on.
        self.environment = environment.filter { name, _ in
            ["PATH", "HOME", "SSL_CERT_FILE", "SSL_CERT_DIR"].contains(name)
                || name.lowercased().hasSuffix("_proxy")
        }.merging(["LC_ALL": "C", "TZ": "UTC"]) { $1 }
    }

    /// Asks a service for a stamp.
    ///
    /// Without a nonce: an earlier stamp of the same digest would prove more, not less.
    /// - Parameter digest: SHA-256, hexadecimal.
    func stamp(_ digest: String, by service: String) async throws -> [UInt8] {
        let query = try await run(
            "openssl", ["ts", "-query", "-sha256", "-digest", digest, "-cert", "-no_nonce"])
        guard query.isSuccess else { throw unavailable("openssl cannot write a query: \(query.lastLine)") }
        let reply = try await run(
            "curl",
            [
                "--silent", "--show-error", "--fail", "--location", "--proto", "=http,https",
                "--netrc-optional",
                "--max-time", "60", "--header", "Content-Type: application/timestamp-query", "--data-binary",
                "@-",
                "--", service,
            ], input: query.output)
        guard reply.isSuccess else { throw unavailable("the service gave no stamp: \(reply.lastLine)") }
        return reply.output
    }

    /// When the authority stamped that digest, to the second; `Refused` when it did not.
    ///
    /// Certificates are judged as of that time: a stamp outlives them.
    func instant(of reply: [UInt8], stamping digest: String) async throws -> Instant {
        let text = try await run("openssl", ["ts", "-reply", "-in", "/dev/stdin", "-text"], input: reply)
        guard text.isSuccess, let seconds = Self.seconds(in: String(decoding: text.output, as: UTF8.self))
        else {
            throw Refused(reason: text.isSuccess ? "it states no time" : "it is not a time stamp")
        }
        let verdict = try await run(
            "openssl",
            [
                "ts", "-verify", "-digest", digest, "-in", "/dev/stdin", "-CAfile", certificates, "-attime",
                "\(seconds)",
            ], input: reply)
        guard verdict.isSuccess else { throw Refused(reason: verdict.lastLine) }
        return Instant(microseconds: seconds * 1_000_000)
    }

    /// Of the line `Time stamp: Nov 28 17:02:11.25 2026 GMT`, since 1970.
    static func seconds(in text: String) -> Int64? {
        let line = /(?m)^Time stamp: (\w{3}) +(\d+) (\d\d):(\d\d):(\d\d)(?:\.\d+)? (\d{4}) GMT$/
        guard let found = text.firstMatch(of: line)?.output,
            let month = months.firstIndex(of: String(found.1)), let day = Int32(found.2),
            let hour = Int32(found.3), let minute = Int32(found.4), let second = Int32(found.5),
            let year = Int32(found.6), 1...31 ~= day, hour < 24, minute < 60, second <= 60
        else { return nil }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (year - 1900, Int32(month), day)
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (hour, minute, second)
        return Int64(timegm(&parts))
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private struct Outcome {
        let isSuccess: Bool
        let output: [UInt8]
        let errors: String

        /// The reason. openssl's is one of the parts of a line: `ID:error:CODE:LIBRARY:FUNCTION:REASON:FILE:LINE:`.
        var lastLine: String {
            let lines = errors.split(whereSeparator: \.isNewline)
            let parts = lines.lazy.map { $0.split(separator: ":", omittingEmptySubsequences: false) }
            let reason = parts.last { $0.count > 5 && $0[1] == "error" }?[5]
            return TerminalText.safe(String(reason ?? lines.last ?? "it does not say why"))
        }
    }

    private func run(_ program: String, _ arguments: [String], input: [UInt8] = []) async throws -> Outcome {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
        Descriptor.keepToItself()
        do {
            let result = try await Subprocess.run(
                .name(program), arguments: Arguments(arguments), environment: .custom(variables),
                input: .array(input), output: .bytes(limit: 1 << 20), error: .string(limit: 1 << 16))
            return Outcome(
                isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput,
                errors: result.standardError)
        } catch is SubprocessError {
            throw unavailable("\(program) cannot be run: install the package \(program)")
        }
    }

    private func unavailable(_ message: String) -> Failure { Failure(.unavailable, message) }
}
