import ArgumentParser
import Documents
import Messages
import SLA

extension AnchorsCommand {
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Proves every time stamp of anchors.log.",
            discussion: """
                Each stamp must cover the log as it begins now, line for line, and the authority must have given it. \
                Certificates that have expired since are taken as they were then. Exit code 0: all are right. 1: one is \
                not, the log is shorter than a stamp says, or there is no stamp.
                """)

        @OptionGroup var authority: AuthorityOptions
        @OptionGroup var options: GlobalOptions

        /// One stamp, and what became of it.
        private struct Verdict {
            let stamp: TimeStamps.Stamp
            let at: String?
            let fault: String?
        }

        mutating func run() async throws {
            let session = try Session(options)
            let stamps = try TimeStamps(session)
            let trusted = try StampAuthority(
                certificates: authority.authority, environment: session.environment)
            let log = try stamps.beginnings()
            var verdicts: [Verdict] = []
            for stamp in try stamps.kept() {
                verdicts.append(try await verdict(on: stamp, of: log, by: trusted))
            }
            let faults = verdicts.count { $0.fault != nil }
            let covered = verdicts.filter { $0.fault == nil }.map(\.stamp.lines).max() ?? 0
            try Terminal.result(
                options, json: json(verdicts, later: log.lines - covered),
                text: text(verdicts, later: log.lines - covered))
            guard !verdicts.isEmpty else {
                throw Failure(.failure, "there is no time stamp in \(TerminalText.safe(stamps.folder))")
            }
            guard faults == 0 else {
                throw Failure(
                    .failure,
                    "\(counted(faults, "time stamp")) of \(verdicts.count) not confirmed: anchors.log is not what was stamped, "
                        + "or the authority is another")
            }
        }

        private func verdict(
            on stamp: TimeStamps.Stamp, of log: TimeStamps.Beginnings, by trusted: StampAuthority
        ) async throws -> Verdict {
            guard let digest = log.digest(of: stamp.lines) else {
                let fault = "anchors.log has only \(counted(log.lines, "line"))"
                return Verdict(stamp: stamp, at: nil, fault: fault)
            }
            do {
                let reply = try InputBytes.whole(stamp.path, limit: 1 << 20)
                let instant = try await trusted.instant(of: reply, stamping: digest)
                return Verdict(stamp: stamp, at: LocalTime(.utc).rfc3339(instant), fault: nil)
            } catch let refused as StampAuthority.Refused {
                return Verdict(stamp: stamp, at: nil, fault: refused.reason)
            }
        }

        private func text(_ verdicts: [Verdict], later: Int) -> String {
            guard !verdicts.isEmpty else { return "" }
            let lines = verdicts.map { verdict in
                let covered = counted(verdict.stamp.lines, "anchor")
                return verdict.fault.map { "\(covered): not confirmed: \($0)" }
                    ?? "\(covered): stamped on \(verdict.at ?? "")"
            }
            let rest = later > 0 ? ["\(counted(later, "anchor")) after the last stamp"] : []
            return (lines + rest).map { $0 + "\n" }.joined()
        }

        private func json(_ verdicts: [Verdict], later: Int) -> [UInt8] {
            JSONWriter.whole { json in
                json.object { json in
                    json.array("stamps") { json in
                        for verdict in verdicts {
                            json.object { json in
                                json.integer("lines", verdict.stamp.lines)
                                json.string("file", verdict.stamp.path)
                                json.string("stamped_at", verdict.at)
                                json.string("fault", verdict.fault)
                            }
                        }
                    }
                    json.integer("anchors_after", later)
                }
            }
        }
    }
}
