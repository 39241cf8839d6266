import Documents
import SLA

/// `verified.log` in avoir's home: when what is stored was last proven here, and what was found.
struct VerifyLog {
    private let log: KeptLog

    init(_ session: Session) throws { log = try KeptLog("verified.log", of: session) }

    /// The last one of this ledger; lines that are none are passed over, since nothing is proven by them.
    func last(of ledger: String) throws -> Attention.Verification? {
        for line in try log.lines().reversed() {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if parts.count == 4, parts[1] == ledger, let faults = Int(parts[3]) {
                return Attention.Verification(at: parts[0], scope: parts[2], faults: faults)
            }
        }
        return nil
    }

    /// - Parameter month: what was proven besides the ledger; nil: every month.
    /// - Throws: a `Failure` (73) where nothing can be written.
    func add(of ledger: String, at instant: Instant, month: Month?, faults: Int) throws {
        try log.append([
            [
                LocalTime(.utc).rfc3339(instant.toTheSecond), ledger, month?.description ?? "all",
                String(faults),
            ]
            .joined(separator: "\t")
        ])
    }
}
