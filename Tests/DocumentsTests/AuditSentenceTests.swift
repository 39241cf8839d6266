import SLA
import Testing

@testable import Documents

@Suite("The audit log in words")
struct AuditSentenceTests {
    struct Sample: Sendable {
        var action: String
        var details: [String: String]
        var net: [String: Cents] = [:]
        var customer: String?
        var sentence: String
    }

    static let samples = [
        Sample(
            action: "approve", details: ["plan": "4c1e", "month": "2026-10"],
            sentence: "approve: plan 4c1e of 2026-10"),
        Sample(
            action: "assess",
            details: [
                "run": "3", "month": "2026-10", "watermark": "12", "revisions": "1",
                "zones": "Europe/Paris 7200",
            ],
            sentence: "assess: 2026-10, 1 new revision, from the imports up to 12"),
        Sample(
            action: "close", details: ["until": "2026-09-30"], sentence: "close: the books up to 2026-09-30"),
        Sample(
            action: "commercial",
            details: [
                "run": "r", "number": "AV-2026-000002", "subscription": "S1", "month": "2026-10",
                "reason": "Geste",
                "net_cents": "2500",
            ], net: ["EUR": Cents(2500)], customer: "Client Un SAS",
            sentence: "commercial: note AV-2026-000002, 25.00 EUR, S1 (Client Un SAS) for 2026-10; Geste"),
        Sample(
            action: "hold",
            details: ["subscription": "S1", "month": "2026-10", "no": "1", "reason": "Litige 4711"],
            customer: "Client Un SAS", sentence: "hold: S1 (Client Un SAS) for 2026-10; Litige 4711"),
        Sample(
            action: "import",
            details: [
                "batch": "12", "kind": "outages", "file": "longer.csv", "inserted": "0", "updated": "1",
                "rejected": "2",
            ], sentence: "import: outages from longer.csv (import 12): 0 inserted, 1 updated, 2 rejected"),
        Sample(
            action: "import",
            details: [
                "batch": "13", "kind": "outages", "file": "undo of batch 12", "inserted": "0", "updated": "1",
                "rejected": "0", "undoes": "12",
            ], sentence: "import: import 12 is taken back (import 13): 0 inserted, 1 updated, 0 rejected"),
        Sample(
            action: "import",
            details: [
                "batch": "14", "kind": "holidays", "file": "h.csv", "inserted": "1", "updated": "0",
                "rejected": "0",
                "restated": "2026-09 2026-10",
            ],
            sentence:
                "import: holidays from h.csv (import 14): 1 inserted, 0 updated, 0 rejected; changes the past: 2026-09, 2026-10"
        ),
        Sample(
            action: "issue",
            details: [
                "run": "0b9c2f9e", "month": "2026-10", "issue_date": "2026-11-05", "notes": "12",
                "total_cents": "123450", "allows_cuts": "true",
            ], net: ["EUR": Cents(123450)],
            sentence: "issue: 12 notes of 2026-10, 1,234.50 EUR in all, dated 2026-11-05, by run 0b9c2f9e"),
        Sample(
            action: "issue",
            details: [
                "run": "0b9c2f9e", "month": "2026-09", "issue_date": "2026-11-05", "notes": "2",
                "total_cents": "7000",
                "allows_cuts": "false", "batch": "2026-10", "except": "S2, S3",
            ], net: ["USD": Cents(2000), "EUR": Cents(5000)],
            sentence: """
                issue: 2 notes of 2026-09, 50.00 EUR and 20.00 USD in all, dated 2026-11-05, by run 0b9c2f9e; not of S2, S3; \
                taken up by the run of 2026-10; what exceeds the cap left undecided
                """),
        Sample(
            action: "issue",
            details: [
                "run": "0b9c2f9e", "month": "2026-10", "issue_date": "2026-11-05", "notes": "0",
                "total_cents": "0",
                "allows_cuts": "true", "only": "S1",
            ],
            sentence: "issue: 0 notes of 2026-10, 0.00 in all, dated 2026-11-05, by run 0b9c2f9e; only of S1"),
        Sample(
            action: "issuer", details: ["version": "3", "logo": "abc"],
            sentence: "issuer: version 3; with a logo"),
        Sample(
            action: "ledger", details: ["ledger": "9a4d"], sentence: "ledger: the name of this ledger is 9a4d"
        ),
        Sample(
            action: "migrate", details: ["revision": "1", "shape": "abc"],
            sentence: "migrate: the schema is at revision 1"),
        Sample(
            action: "plan",
            details: [
                "plan": "4c1e", "month": "2026-10", "issue_date": "2026-11-05", "notes": "2",
                "total_cents": "7500",
                "except": "S3", "digest": "abc", "file": "def",
            ], net: ["EUR": Cents(7500)],
            sentence:
                "plan: 2 notes of 2026-10, 75.00 EUR in all, to be dated 2026-11-05, as plan 4c1e; not of S3"),
        Sample(
            action: "reject", details: ["plan": "4c1e", "month": "2026-10", "reason": "Montant à revoir"],
            sentence: "reject: plan 4c1e of 2026-10; Montant à revoir"),
        Sample(
            action: "release",
            details: ["subscription": "S1", "month": "2026-10", "no": "2", "reason": "Accord"],
            sentence: "release: S1 for 2026-10; Accord"),
        Sample(
            action: "reverse",
            details: [
                "run": "7c", "number": "AV-2026-000003", "reverses": "AV-2026-000001", "reason": "Doublon",
                "net_cents": "5000", "internal": "true",
            ], net: ["EUR": Cents(5000)],
            sentence: """
                reverse: AV-2026-000003 reverses AV-2026-000001, 50.00 EUR, by run 7c; Doublon; for the books only
                """),
        Sample(
            action: "terms", details: ["terms": "office", "version": "2", "restated": "2026-09"],
            sentence: "terms: office version 2; changes the past: 2026-09"),
        Sample(
            action: "of-another-avoir", details: ["b": "2", "a": "1"], sentence: "of-another-avoir: a 1, b 2"),
    ]

    private func entry(_ sample: Sample, by login: String = "billing") -> AuditEntry {
        AuditEntry(
            number: 7, at: Instant(microseconds: 1_793_873_553_400_000), by: login, name: sample.action,
            document: "{\"a\": 1}", details: sample.details, net: sample.net, customerName: sample.customer)
    }

    @Test("every action has its sentence", arguments: samples)
    func sentence(sample: Sample) {
        #expect(AuditSentence(entry: entry(sample)).text == sample.sentence)
    }

    @Test("every action is tried here")
    func complete() {
        let tried = Set(Self.samples.compactMap { AuditAction(rawValue: $0.action) })
        #expect(tried == Set(AuditAction.allCases))
    }

    @Test("a line has the time to the second, the login and the sentence; nothing of it steers a terminal")
    func line() throws {
        let close = try #require(Self.samples.first { $0.action == "close" })
        let list = AuditList([entry(close, by: "x\u{1B}y")], zone: .utc)
        #expect(list.text == "2026-11-05T10:12:33+00:00  x\\u{1B}y  close: the books up to 2026-09-30\n")
        #expect(
            String(decoding: list.json, as: UTF8.self).contains(
                "\"sentence\": \"close: the books up to 2026-09-30\""))
        #expect(AuditList([], zone: .utc).text == "no entries\n")
    }
}
