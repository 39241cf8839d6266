import SLA
import TestSupport
import Testing

@testable import Store

@Suite("Actions of the audit log")
struct AuditActionTests {
    /// Where entries are made, up to the details: `record_audit('issue', …`.
    private static let calls = ["perform record_audit(", "Audit.record("]

    /// The words in quotation marks of the first argument of each call.
    private func recorded(in text: String, quote: Character) -> [String] {
        Self.calls.flatMap { call in
            text.split(separator: call, omittingEmptySubsequences: false).dropFirst().flatMap { rest in
                // A case has several; none holds a comma.
                rest.prefix { $0 != "," }.split(separator: quote, omittingEmptySubsequences: false)
                    .enumerated()
                    .filter { $0.offset % 2 == 1 }.map { String($0.element) }
            }
        }
    }

    @Test("each that SQL or the program records is known, and no other")
    func complete() throws {
        // The function that records both is told which.
        var actions = Set(["hold", "release"])
        for script in Schema.scripts {
            actions.formUnion(recorded(in: String(decoding: script.sql, as: UTF8.self), quote: "'"))
        }
        let store = "\(Checkout.root)/Sources/Store"
        for folder in ["Assessing", "Batches", "Importing", "Ledger", "Schema", "Terms"] {
            for file in try TemporaryFolder.names(in: "\(store)/\(folder)") {
                let bytes = try Checkout.bytes(of: "\(store)/\(folder)/\(file)")
                actions.formUnion(recorded(in: String(decoding: bytes, as: UTF8.self), quote: "\""))
            }
        }
        #expect(actions.sorted() == AuditAction.allCases.map(\.rawValue).sorted())
    }
}
