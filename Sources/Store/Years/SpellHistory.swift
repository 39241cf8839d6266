internal import Postgres
internal import SLA

/// Every recorded version of subscriptions' spells: whose a month is, as known at any watermark. Source: contract R1, R17.
struct SpellHistory {
    private struct Version {
        var spell: RecordedSpell
        var from: Int32
        var until: Int32?

        func isInForce(asOf watermark: Int32?) -> Bool {
            guard let watermark else { return until == nil }
            return from <= watermark && (until.map { $0 > watermark } ?? true)
        }
    }

    private var versions: [Int32: [Version]] = [:]

    /// - Parameter customer: only subscriptions that are or were this customer's; nil: all.
    init(customer: String?, on connection: Connection) throws {
        var (customers, services): ([Int32: String], [Int32: String]) = ([:], [:])
        let condition = try customer.map { name in
            """
            where d.subscription_key in (select o.subscription_key
                from subscription_details o join customer k using (customer_key)
                where k.customer = \(try connection.quoteLiteral(name)))
            """
        }
        try connection.copyOut(
            """
            copy (select d.subscription_key, u.subscription, d.customer_key, c.customer, d.service_key, v.service,
                    d.terms, d.starts_on, d.ends_on, d.holidays, d.withdrawn, false, d.from_batch, d.until_batch
                from subscription_details d join subscription u using (subscription_key)
                    join customer c using (customer_key) join service v using (service_key)
                \(condition ?? "") order by d.subscription_key, d.starts_on) to stdout (format binary)
            """
        ) { row in
            let spell = try RecordedSpell(row, customers: &customers, services: &services)
            versions[spell.key, default: []].append(
                Version(spell: spell, from: try row.int32(12), until: try row.optionalInt32(13)))
        }
    }

    var subscriptions: [Int32] { Array(versions.keys) }

    /// The month's first spell, and whether any of them is in force in it; nil where nothing was recorded.
    ///
    /// - Parameter watermark: of the assessment that is asked about; nil: what is in force now.
    func month(
        _ month: Month, of subscription: Int32, asOf watermark: Int32?
    ) -> (first: RecordedSpell, isInForce: Bool)? {
        let known = (versions[subscription] ?? []).filter { $0.isInForce(asOf: watermark) }
        let spells = known.map(\.spell).inForce(in: month, isWanted: true)
        guard let first = spells.first else { return nil }
        return (first, spells.contains { $0.isInForce(in: month) })
    }
}
