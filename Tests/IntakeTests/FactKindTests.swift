import Intake
import SLA
import Sense
import Testing

@Suite("Kinds of input file")
struct KindTests {
    /// Copied from docs/reference/file-formats.md "The kinds"; `*` marks what is required.
    static let table: [(FactKind, String, String)] = [
        (
            .customers,
            "customer* name* kind siren siret vat_number street postcode city country email endpoint_scheme "
                + "endpoint_id service_code exemption_code exemption_reason", "customer"
        ),
        (
            .subscriptions,
            "subscription* customer* service* terms* starts_on* ends_on holidays order_reference "
                + "contract_reference withdrawn",
            "subscription starts_on"
        ),
        (
            .invoices,
            "invoice* line subscription* month* issued_on* amount_excl_tax* vat_rate* currency kind order_reference "
                + "eur_rate period_from period_to withdrawn",
            "invoice line subscription month vat_rate"
        ),
        (
            .outages,
            "source* id* service subscription started_at* ended_at notified_at fault share summary withdrawn",
            "source id"
        ),
        (
            .notifications, "subscription* outage_source* outage_id* notified_at* reference withdrawn",
            "subscription outage_source outage_id reference"
        ),
        (
            .excusableEvents,
            "source* id* service subscription cause* started_at* ended_at* outage_source outage_id evidence* withdrawn",
            "source id"
        ),
        (
            .maintenance,
            "source* id* service subscription started_at* ended_at* announced_at summary withdrawn",
            "source id"
        ),
        (
            .requests, "subscription* month* requested_on* reference withdrawn",
            "subscription month reference"
        ),
        (.calendars, "calendar* based_on known_until", "calendar"),
        (.holidays, "calendar* date* name* withdrawn", "calendar date"),
        (
            .specialHours, "calendar service subscription date* from to name* withdrawn",
            "calendar service subscription date from"
        ),
        (.ends, "source* id* ended_at*", "source id"),
    ]

    @Test("columns, their order and the identity are those of the interface", arguments: table)
    func columns(kind: FactKind, columns: String, identity: String) {
        #expect(
            kind.columns.map { $0.isRequired ? "\($0.name)*" : $0.name }.joined(separator: " ") == columns)
        #expect(kind.identity.joined(separator: " ") == identity)
    }

    @Test("all twelve kinds are there under the words of the command")
    func words() {
        #expect(Set(FactKind.allCases) == Set(Self.table.map(\.0)))
        #expect(FactKind(rawValue: "excusable-events") == .excusableEvents)
    }

    @Test("an identity names columns of its kind", arguments: FactKind.allCases)
    func identityIsKnown(kind: FactKind) {
        for name in kind.identity { #expect(kind.index(of: name) != nil) }
    }

    @Test("absent values have the defaults of the interface")
    func defaults() throws {
        let subscription = try ReadFile(
            .subscriptions, "subscription,customer,service,terms,starts_on\nS,C,ivr,t,2026-10-01\n")
        #expect(try subscription.column("holidays") == [.text("FR")])
        #expect(try subscription.column("ends_on") == [.absent])
        let invoice = try ReadFile(
            .invoices,
            "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency\nF,S,2026-10,2026-10-31,1.5,20,\n"
        )
        #expect(try invoice.column("currency") == [.text("EUR")])
        #expect(try invoice.column("amount_excl_tax") == [.integer(150)])
        let outages = try ReadFile(.outages, outageHeader + "\n" + outage("1") + "\n")
        #expect(try outages.column("withdrawn") == [.integer(0)])
        #expect(try outages.column("summary") == [.absent])
    }

    @Test("JSON's null and empty text take the defaults too")
    func jsonDefaults() throws {
        let file = try ReadFile(
            .subscriptions,
            """
            {"subscription":"S","customer":"C","service":"ivr","terms":"t","starts_on":"2026-10-01","holidays":null}
            {"subscription":"S","customer":"C","service":"ivr","terms":"t","starts_on":"2026-10-01","holidays":""}
            """)
        #expect(try file.column("holidays") == [.text("FR"), .text("FR")])
    }
}
