import Documents
import SLA

extension Samples {
    static func explanation(_ entry: ReportEntry) -> Explanation {
        var entry = entry
        entry.revision = 2
        return Explanation(
            entry: entry, recordedAt: Samples.at("2026-12-02 08:00:00"), watermark: 12,
            earlierRevisions: [
                EarlierRevision(
                    revision: 1, assessedAt: Samples.at("2026-12-01 08:00:00"),
                    difference: "counted_downtime 0 to 8580.500001 s")
            ])
    }
}
