import ArgumentParser
import Documents
import Messages
import SLA

struct AnchorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anchors",
        abstract: "Has anchors.log stamped by a third party, and proves that it was.",
        discussion: """
            anchors.log holds the heads of the ledger's chains after each issue. A time stamp (RFC 3161) of a service \
            that you choose proves that the log was so at that time, and that nobody has changed or shortened it since. \
            avoir sends the service only a digest. Stamps are kept in stamps beside anchors.log. That needs the \
            programs openssl and curl; no database is touched. avoir verify compares the log with the ledger.
            """,
        subcommands: [Sign.self, Verify.self])

    struct AuthorityOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "The certificates (PEM) of the authority that is trusted for time stamps.", valueName: "file")
        )
        var authority: String
    }

    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Has all of anchors.log stamped, and keeps the stamp.",
            discussion: """
                A stamp that the authority's certificates do not prove is refused (65) and not kept. Where the last stamp \
                covers the whole log, none is asked for. A name and password for the service belong into ~/.netrc.
                """)

        @Option(help: ArgumentHelp("Where stamps are given, e.g. http://tsa.example/.", valueName: "url"))
        var service: String
        @OptionGroup var authority: AuthorityOptions
        @OptionGroup var options: GlobalOptions

        func validate() throws {
            let rest = ["http://", "https://"].first(where: service.hasPrefix).map {
                service.dropFirst($0.count)
            }
            guard let host = rest?.split(separator: "/").first else {
                throw ValidationError("--service must be the address of a service: http://… or https://…")
            }
            guard !host.contains("@") else {
                throw ValidationError("--service must hold no name or password: they belong into ~/.netrc")
            }
        }

        mutating func run() async throws {
            let session = try Session(options)
            let stamps = try TimeStamps(session)
            let trusted = try StampAuthority(
                certificates: authority.authority, environment: session.environment)
            let log = try stamps.beginnings()
            guard log.lines > 0, let digest = log.digest(of: log.lines) else {
                throw Failure(
                    .failure, "\(TerminalText.safe(stamps.logPath)) has no anchors: nothing is issued yet")
            }
            let kept = try stamps.kept().first { $0.lines == log.lines }
            let reply: [UInt8]
            if let kept {
                reply = try InputBytes.whole(kept.path, limit: 1 << 20)
            } else {
                reply = try await trusted.stamp(digest, by: service)
            }
            let instant: Instant
            do {
                instant = try await trusted.instant(of: reply, stamping: digest)
            } catch let refused as StampAuthority.Refused {
                let whose = kept.map { TerminalText.safe($0.path) } ?? "the service's reply"
                throw Failure(
                    .inputRejected,
                    "\(whose) is not a time stamp of anchors.log by this authority: \(refused.reason)")
            }
            let stamp = try kept ?? stamps.keep(reply, lines: log.lines)
            let at = LocalTime(.utc).rfc3339(instant)
            try Terminal.result(
                options,
                json: JSONWriter.whole { json in
                    json.object { json in
                        json.integer("lines", stamp.lines)
                        json.string("digest", digest)
                        json.string("stamped_at", at)
                        json.string("file", stamp.path)
                        json.bool("new", kept == nil)
                    }
                },
                text:
                    "\(counted(stamp.lines, "anchor")) \(kept == nil ? "stamped" : "were stamped already,") on \(at)\n"
                    + "  \(TerminalText.safe(stamp.path))\n")
        }
    }
}
