package import SLA

/// What `explain` is told: one subscription's month, and how its assessments came to be.
package struct Explanation: Sendable {
    package var entry: ReportEntry
    /// When the explained revision was recorded; absent: not recorded.
    package var recordedAt: Instant?
    /// The last import batch that the assessment saw.
    package var watermark: Int?
    /// In order of revision.
    package var earlierRevisions: [EarlierRevision]

    package init(
        entry: ReportEntry, recordedAt: Instant? = nil, watermark: Int? = nil,
        earlierRevisions: [EarlierRevision] = []
    ) {
        self.entry = entry
        self.recordedAt = recordedAt
        self.watermark = watermark
        self.earlierRevisions = earlierRevisions
    }
}

/// A revision that the explained one replaced. Source: contract R14.
package struct EarlierRevision: Equatable, Sendable {
    package var revision: Int
    package var assessedAt: Instant
    /// What the next revision changed, in one line.
    package var difference: String

    package init(revision: Int, assessedAt: Instant, difference: String) {
        self.revision = revision
        self.assessedAt = assessedAt
        self.difference = difference
    }
}
