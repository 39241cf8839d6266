package import SLA

/// What `explain` is told: one subscription's month, and how its assessments came to be.
package struct Explanation: Sendable {
    package var entry: ReportEntry
    /// When the explained revision was recorded; absent: not recorded.
    package var recordedAt: Instant?
    /// The last import batch that the assessment saw.
    package var watermark: Int?
    /// What issuing it today would make of the credit, where that is not simply credited; empty: nothing to say.
    package var today: [Language: String] = [:]
    /// In order of revision, the explained one last; only those before it are told.
    package var revisions: [RevisionHistory.Revision]

    package init(
        entry: ReportEntry, recordedAt: Instant? = nil, watermark: Int? = nil,
        revisions: [RevisionHistory.Revision] = []
    ) {
        self.entry = entry
        self.recordedAt = recordedAt
        self.watermark = watermark
        self.revisions = revisions
    }

    /// Each revision before the explained one, with what the next one changed.
    func earlier(_ text: LocalText) -> [(revision: RevisionHistory.Revision, difference: String)] {
        zip(revisions, revisions.dropFirst()).map { revision, next in
            let difference = ResultWords(text).difference(from: revision.result, to: next.result)
            return (
                revision,
                difference.isEmpty
                    ? text.pick(
                        "des faits ont changé, le résultat non", "facts changed, the result did not")
                    : difference
            )
        }
    }
}
