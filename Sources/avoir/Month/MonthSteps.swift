import Documents
import Glibc
import Messages
import Postgres
import SLA
import Store

extension Session {
    /// Today in Paris, unless a date is given.
    func issueDate(_ given: LocalDate?) throws -> LocalDate {
        if let given { return given }
        return try zone("Europe/Paris").day(of: now())
    }
}

/// The steps of a month, as `assess`, `issue` and `run` share them.
struct MonthSteps {
    let month: Month
    let session: Session
    let connection: Connection

    /// A month that has begun nowhere on earth yet has nothing to be assessed.
    private func requireBegun() throws {
        let farthestEast = 14 * Microseconds.perHour
        let begins = Zone.utc.start(of: month.firstDay).microseconds - farthestEast
        guard try session.now().microseconds >= begins else {
            throw Failure(.usage, "\(month) has not begun; a month is assessed from its first day on")
        }
    }

    func assess(only subscriptions: [Int32]? = nil) throws -> Assess.Outcome {
        try requireBegun()
        return try step("assessing", loss: "either all of \(month) is assessed or nothing") {
            try Assess(
                month: month, subscriptions: subscriptions, assessedAt: try session.now(),
                program: Program.name
            ).run(connection, zone: session.zone)
        }
    }

    /// One step whose length is not known: shows how long it has been going on, and says on Ctrl-C what that leaves.
    func step<Value>(_ name: String, loss: String, _ body: () throws -> Value) throws -> Value {
        let progress = Progress(
            month.description, total: nil, counting: "subscriptions", isQuiet: session.isQuiet)
        defer { progress.finish() }
        progress.enter(name)
        return try Interruption.during(connection, loss: loss, body)
    }

    /// Joins the month's open shared assessment, or opens one of so many slices.
    func assessShared(slices: Int) throws -> Assess.Outcome {
        try requireBegun()
        let shared = try SharedAssessment.join(
            month, slices: slices, assessedAt: try session.now(), program: Program.name, on: connection,
            zone: session.zone)
        let progress = Progress(
            month.description, total: Int(shared.slices), counting: "slices", isQuiet: session.isQuiet)
        defer { progress.finish() }
        let loss = "finished slices are kept; the same command continues with the rest"
        return try Interruption.during(connection, loss: loss) {
            try shared.run(connection, zone: session.zone) { progress.advance(to: $0, count: $0) }
        }
    }

    /// Compares the stored values with the program's judgement and the proof in SQL.
    func compareProofs(superseded: Bool = false) throws -> Proof.Result {
        try Interruption.during(connection, loss: "nothing is changed") {
            try connection.transaction(.repeatableRead, readOnly: true) {
                try Proof.verify(month, superseded: superseded, on: connection, zone: session.zone)
            }
        }
    }

    /// The report's entries of every subscription in force, and of those that were credited though they are not.
    ///
    /// - Parameter kept: the facts that an earlier pass of the command kept; nil: they are read.
    func entries(keeping kept: FactsByRun? = nil, _ body: (ReportEntry) throws -> Void) throws {
        let assessments = try Assessments.current(month, on: connection)
        var unassessed = try UnassessedSubscription.load(month, on: connection)[...]
        guard !assessments.isEmpty || unassessed.isEmpty else {
            throw Failure(.failure, "\(month) is not assessed yet; run: avoir assess \(month)")
        }
        let names = try CustomerNames.load(on: connection)
        func passUnassessed(before name: String?) throws {
            while let next = unassessed.first, name.map({ next.subscription.precedes($0) }) ?? true {
                try body(next.reportEntry(in: month).naming(names))
                unassessed.removeFirst()
            }
        }
        if !unassessed.isEmpty {
            Terminal.warning(
                "not assessed: \(counted(unassessed.count, "subscription")) in force in \(month); run: avoir assess \(month)"
            )
        }
        let standings = try LedgerPosition.load(month, on: connection)
        let now = try session.now()
        // Results that go to the terminal show by themselves how far they are.
        let progress = Progress(
            month.description, total: assessments.count, counting: "subscriptions",
            isQuiet: session.isQuiet || isatty(STDOUT_FILENO) == 1)
        defer { progress.finish() }
        try RejudgedRevision.forEach(
            assessments, of: month, on: connection, keeping: kept, zone: session.zone
        ) { judged in
            let standing = standings[judged.month.key]
            return judged.isShown(standing)
                ? try judged.reportEntry(standing).naming(names).asOf(now) : nil as ReportEntry?
        } _: { place, entry in
            progress.advance(to: place, count: place)
            guard let entry else { return }
            try passUnassessed(before: entry.facts.subscription)
            try body(entry)
        }
        try passUnassessed(before: nil)
    }

    /// Says what the month's assessments have not seen: other zone data, later imports.
    func warnOfLaterData() throws {
        for sentence in try otherZoneData() { Terminal.warning(sentence) }
        let zones = try TermsVersions.timeZones(connection).map(session.zone)
        guard try Watermark.isAssessed(month, on: connection),
            try !OpenMonths.changed([month], zones: zones, on: connection).isEmpty
        else { return }
        Terminal.warning(
            "facts of \(month) came in since it was assessed; avoir assess \(month) takes them into account")
    }

    /// Gives every entry to every report, in one pass; what is written at a report's end is left to the caller.
    ///
    /// - Parameter kept: as for `entries`.
    func fill(_ reports: inout [any MonthReport], keeping kept: FactsByRun? = nil) throws {
        try connection.transaction(.repeatableRead, readOnly: true) {
            try entries(keeping: kept) { entry in
                for index in reports.indices { try reports[index].add(entry) }
            }
            try warnOfLaterData()
        }
    }
}
