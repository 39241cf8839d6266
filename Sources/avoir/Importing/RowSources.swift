import Intake
import SLA

/// The feeds that a file's rows name, each with the latest instant at which one of them begins or, of ends, ends.
struct RowSources {
    private let source: Int?
    private let instant: Int?
    private var bytes: [UInt8] = []
    private var last: Int64?
    private var found: [String: Instant?] = [:]

    init(of kind: FactKind) {
        source = kind.index(of: "source")
        instant = kind.index(of: "started_at") ?? kind.index(of: "ended_at")
    }

    /// A refused row tells that its feed spoke, but nothing of an event.
    mutating func add(_ row: borrowing Row, isGood: Bool) {
        guard let source, case .text(let range) = row.fields[source] else { return }
        let at = isGood ? instant.flatMap { row.integer($0) } : nil
        // Nearly always the same as in the row before.
        if row.buffer[range].elementsEqual(bytes) {
            if let at, at > last ?? .min { last = at }
            return
        }
        keep()
        bytes = Array(row.buffer[range])
        last = at
    }

    private mutating func keep() {
        guard !bytes.isEmpty else { return }
        let name = String(decoding: bytes, as: UTF8.self)
        let latest = [found[name]??.microseconds, last].compactMap { $0 }.max()
        found[name] = .some(latest.map { Instant(microseconds: $0) })
    }

    var latest: [String: Instant?] {
        var all = self
        all.keep()
        return all.found
    }
}
