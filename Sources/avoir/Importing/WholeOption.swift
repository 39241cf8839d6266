import ArgumentParser
import Intake
import SLA
import Store

/// `--whole MONTH`: the rows of a command are all that their sources know of a month.
struct WholeOption {
    let month: Month
    private let span: Range<Instant>
    private var said: Set<WholeMonth.Identity> = []
    private var beginsInMonth = false
    /// Why nothing may be withdrawn; nil: it may.
    private var obstacle: String?

    /// Throws a usage error for a kind whose facts have no source and id of their own, and without a time zone.
    init(_ month: Month, _ kind: FactKind, zone: Zone?) throws {
        guard [.outages, .maintenance, .excusableEvents].contains(kind) else {
            throw Failure(
                .usage,
                "--whole is for outages, maintenance and excusable-events, which have a source and an id")
        }
        guard let zone else {
            throw Failure(.usage, "--whole needs --time-zone: a month is one of some wall clock")
        }
        self.month = month
        span = zone.start(of: month.firstDay)..<zone.start(of: month.lastDay.adding(days: 1))
    }

    /// Takes note of the rows of a conversion.
    mutating func take(_ converted: Converted) {
        let names = converted.result.columns.map(\.name)
        let (source, id) = (names.firstIndex(of: "source"), names.firstIndex(of: "id"))
        for row in converted.result.rows {
            guard let source = source.flatMap({ row.cells[$0] }), let id = id.flatMap({ row.cells[$0] })
            else {
                continue
            }
            take(source, id, row.at)
        }
        if converted.log.hasFailure { obstacle = "something was refused, not mapped or incomplete" }
    }

    /// Takes note of the rows of avoir's own files, all of which are read.
    mutating func take(_ kind: FactKind, _ sources: FileContradictions.Sources, zone: Zone?, now: Instant) {
        guard let source = kind.index(of: "source"), let id = kind.index(of: "id"),
            let start = kind.index(of: "started_at")
        else { return }
        var row = Intake.Row()
        for place in sources.places {
            do {
                var reader = try Reader(kind: kind, source: sources[place], timeZone: zone, now: now)
                reading: while true {
                    switch try reader.next(&row) {
                    case .end: break reading
                    case .rejection: obstacle = "rows are refused"
                    case .row:
                        guard let source = row.text(source), let id = row.text(id) else { continue }
                        take(source, id, row.integer(start).map(Instant.init(microseconds:)))
                    }
                }
            } catch {
                obstacle = "a file cannot be read"
            }
        }
    }

    private mutating func take(_ source: String, _ id: String, _ start: Instant?) {
        said.insert(WholeMonth.Identity(source: source, id: id))
        if let start, span.contains(start) { beginsInMonth = true }
    }

    /// What an import is to withdraw; nil where nothing may be, and why.
    var work: WholeMonth? { reason == nil ? WholeMonth(span: span, said: said) : nil }

    var reason: String? {
        obstacle ?? (beginsInMonth ? nil : "no row begins in \(month)")
    }

    /// Says that nothing is withdrawn, and why, where that is so; whether it is.
    func report(_ results: [FileImport]) -> Bool {
        let isRefused = results.contains { $0.exitStatus != nil }
        guard let reason = reason ?? (isRefused ? "rows are refused" : nil) else { return false }
        Terminal.warning("--whole \(month): nothing is withdrawn, because \(reason)")
        return true
    }
}
