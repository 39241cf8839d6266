import TestSupport
import Testing

/// `examples/terms/public`: agreements that anyone can read, each judged on one month of 720 hours and 1000.00 euros.
@Suite("Public agreements, as terms")
struct PublicTermsTests {
    private struct Agreement: Sendable {
        let name: String
        /// How long an outage lasts, and how many minutes later it is notified.
        let minutes: Int
        var later = 0
        let status: String
        let amount: String
        /// `credit.lines` of the report: what is earned.
        let rate: String?
        var steps: String?
    }

    private static let agreements: [Agreement] = [
        Agreement(name: "aws-ec2-region", minutes: 5, status: "issuable", amount: "100.00", rate: "10%"),
        Agreement(
            name: "intelletrace", minutes: 180, status: "issuable", amount: "150.00", rate: "15%", steps: "2"),
        Agreement(
            name: "lineblocs", minutes: 480, status: "issuable", amount: "100.00", rate: "10%", steps: "1"),
        Agreement(
            name: "ovh-vps", minutes: 240, later: 10, status: "issuable", amount: "500.00", rate: "50%"),
        Agreement(
            name: "ovh-vps-starter", minutes: 240, later: 10, status: "issuable", amount: "100.00",
            rate: "10%"),
        Agreement(
            name: "ovhcloud-vmware", minutes: 60, later: 10, status: "issuable", amount: "100.00", rate: "10%"
        ),
        Agreement(
            name: "port-clause", minutes: 1500, status: "issuable", amount: "66.67", rate: "1/15", steps: "2"),
        Agreement(name: "proton", minutes: 480, status: "issuable", amount: "300.00", rate: "30%"),
        Agreement(name: "rogers-sip", minutes: 4, status: "none", amount: "0.00", rate: nil),
        Agreement(name: "twilio", minutes: 30, status: "issuable", amount: "100.00", rate: "10%"),
        Agreement(
            name: "wavelength-clause", minutes: 120, status: "issuable", amount: "20.00", rate: "2%",
            steps: "2"),
    ]

    private static let folder = "\(Checkout.root)/examples/terms/public"

    @Test("each says what its month comes to, and both proofs agree")
    func months() async throws {
        let files = ["README.md"] + Self.agreements.map { "\($0.name).yaml" }
        #expect(try TemporaryFolder.names(in: Self.folder) == files.sorted())
        try await CommandDatabase.withSchema { database in
            func write(_ name: String, _ header: String, _ row: (Agreement) -> String) async throws {
                let rows = [header] + Self.agreements.map(row)
                try database.write(rows.joined(separator: "\n") + "\n", to: "\(name).csv")
                try await database.avoir("import", name, "\(name).csv").expect(0)
            }
            for agreement in Self.agreements {
                let file = "\(Self.folder)/\(agreement.name).yaml"
                // What may not be meant is warned of.
                try await database.avoir("terms", "check", file).expect(0)
                try await database.avoir("terms", "add", file).expectSilentSuccess()
            }
            try await write("customers", "customer,name") { "C-\($0.name),\($0.name)" }
            try await write("subscriptions", "subscription,customer,service,terms,starts_on,holidays") {
                "\($0.name),C-\($0.name),svc-\($0.name),\($0.name),2026-01-01,none"
            }
            try await write("outages", "source,id,subscription,started_at,ended_at,notified_at") {
                let (days, rest) = (600 + $0.minutes).quotientAndRemainder(dividingBy: 1440)
                let end = "2026-09-\(String(9 + days).suffix(2))T\(rest / 60):\(rest % 60)"
                return
                    "noc,1-\($0.name),\($0.name),2026-09-09T10:00:00Z,\(Self.instant(end)),2026-09-09T10:\($0.later == 0 ? "00" : String($0.later)):00Z"
            }
            try await write("invoices", "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate") {
                "F-\($0.name),\($0.name),2026-09,2026-09-30,1000.00,20"
            }
            try await write("requests", "subscription,month,requested_on") { "\($0.name),2026-09,2026-10-05" }
            try await database.avoir("assess", "2026-09").expect(0)
            try await database.avoir("verify", "2026-09").expect(0)
            let report = try await database.avoir("report", "2026-09", "--format", "json").expect(0).json()
            let entries = report["subscriptions"].elements
            #expect(entries.count == Self.agreements.count)
            for (entry, agreement) in zip(entries, Self.agreements) {
                let credit = entry["credit"]
                #expect(entry["subscription"] == .string(agreement.name))
                #expect(credit["status"] == .string(agreement.status), "\(agreement.name)")
                #expect(credit["amount"] == .string(agreement.amount), "\(agreement.name)")
                let line = credit["lines"].elements.first
                #expect(line?["rate"] == agreement.rate.map { .string($0) }, "\(agreement.name)")
                #expect(
                    line.map { $0["steps"] }
                        == agreement.rate.map { _ in
                            agreement.steps.map { .number($0) } ?? .null
                        })
            }
        }
    }

    /// `2026-09-10T7:5` with all its digits.
    private static func instant(_ text: String) -> String {
        let parts = text.split(separator: "T")
        let clock = parts[1].split(separator: ":").map { $0.count == 1 ? "0\($0)" : String($0) }
        let day = parts[0].split(separator: "-").map { $0.count == 1 ? "0\($0)" : String($0) }
        return "\(day.joined(separator: "-"))T\(clock.joined(separator: ":")):00Z"
    }
}
