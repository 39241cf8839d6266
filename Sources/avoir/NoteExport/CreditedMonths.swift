import Documents
import Postgres
import SLA
import Store

/// The months behind notes, each judged again from what the note's own revision saw.
///
/// So a note's picture agrees with its frozen numbers, whatever became known later.
struct CreditedMonths {
    private struct Name: Hashable {
        var month: Month
        var subscription: String
        var revision: Int
    }

    private var entries: [Name: ReportEntry] = [:]

    /// Reads each month once. Throws a `Failure` when a judgement made again is not what is stored.
    init(of notes: [CreditNote], _ session: Session, _ connection: Connection) throws {
        for (month, lines) in Dictionary(grouping: notes.flatMap(\.lines), by: \.month) {
            let revisions = try Assessments.credited(by: lines, for: month, on: connection)
            let months = try RejudgedRevision.load(revisions, of: month, on: connection, zone: session.zone)
            for judged in months {
                let name = Name(
                    month: month, subscription: judged.assessment.subscription,
                    revision: Int(judged.assessment.revision))
                entries[name] = try judged.reportEntry(nil)
            }
        }
    }

    subscript(line: CreditLine) -> ReportEntry? {
        entries[Name(month: line.month, subscription: line.subscription, revision: line.revision)]
    }
}
