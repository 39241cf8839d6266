import Documents
import Postgres
import SLA
import Store

/// How the revisions of a subscription's month came about.
struct MonthHistory {
    let month: Month
    let session: Session
    let connection: Connection

    init(_ month: Month, _ session: Session, _ connection: Connection) {
        (self.month, self.session, self.connection) = (month, session, connection)
    }

    /// What each revision came to, without what changed; in order of revision.
    func results(of revisions: [Assessment]) throws -> [RevisionHistory.Revision] {
        try results(of: revisions, runs(of: revisions), terms(of: revisions))
    }

    private func results(
        of revisions: [Assessment], _ runs: [Int32: AssessmentRun], _ terms: [Int32: Terms]
    ) throws -> [RevisionHistory.Revision] {
        try revisions.map { revision in
            guard let run = runs[revision.run] else { throw lost(revision) }
            let version = revision.outcome.termsKey.flatMap { terms[$0] }
            return RevisionHistory.Revision(
                number: Int(revision.revision), assessedAt: run.assessedAt, by: run.by,
                result: try revision.outcome.result(terms: version.map { "\($0.id) \($0.version)" }))
        }
    }

    /// With what changed from one to the next.
    func of(_ asked: (asked: [Assessment], latest: Int32)) throws -> RevisionHistory {
        let assessments = asked.asked
        let runs = try runs(of: assessments)
        let terms = try terms(of: assessments)
        let judged = try RejudgedRevision.load(
            assessments.suffix(1), of: month, on: connection, zone: session.zone)
        guard let last = judged.first else {
            throw Failure(.failure, "the facts of \(month) cannot be read again")
        }
        let entry = try last.reportEntry(nil).naming(.load(on: connection))
        var revisions = try results(of: assessments, runs, terms)
        let fallback =
            entry.zone.start(of: month.firstDay)..<entry.zone.start(of: month.lastDay.adding(days: 1))
        for (place, (before, after)) in zip(assessments, assessments.dropFirst()).enumerated() {
            guard let earlier = runs[before.run], let later = runs[after.run] else { throw lost(after) }
            let zones = [before, after].compactMap { $0.outcome.termsKey.flatMap { terms[$0]?.timeZone } }
            revisions[place + 1].causes = try RevisionCauses.load(
                month, between: ((before, earlier), (after, later)), timeZones: Set(zones),
                fallback: fallback,
                on: connection)
        }
        return RevisionHistory(
            subscription: entry.facts.subscription, month: month, service: entry.facts.service,
            customer: entry.facts.customer, customerName: entry.customerName, zone: entry.zone,
            revisions: revisions)
    }

    private func runs(of revisions: [Assessment]) throws -> [Int32: AssessmentRun] {
        Dictionary(try Assessments.runs(of: revisions, on: connection).map { ($0.run, $0) }) { $1 }
    }

    private func terms(of revisions: [Assessment]) throws -> [Int32: Terms] {
        let keys = Set(revisions.compactMap(\.outcome.termsKey))
        return Dictionary(
            try TermsVersions.list(connection).filter { keys.contains($0.key) }.map { ($0.key, $0.terms) }
        ) { $1 }
    }

    private func lost(_ revision: Assessment) -> Failure {
        Failure(.failure, "revision \(revision.revision) of \(month) has no run: see avoir verify")
    }
}
