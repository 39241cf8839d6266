package import Postgres
package import SLA

/// Which facts of a kind are listed. Source: docs/reference/commands.md "avoir list".
package struct FactFilter: Sendable {
    /// Facts that concern this month, in the days of `zone`.
    package var month: Month?
    package var zone = Zone.utc
    /// Facts of this subscription, of its service or of its holiday calendar.
    package var subscription: String?
    /// Facts of this customer's subscriptions, likewise.
    package var customer: String?
    /// Facts of this service, and of its subscriptions.
    package var service: String?
    /// Facts that this system reports.
    package var source: String?
    /// What was in force after this batch; nil: what is in force now.
    package var asOf: Int32?

    package init() {}

    /// A filter that a kind of facts has no column for.
    package struct NotOfKind: Error, Equatable {
        package let filter: String
    }

    /// A name that nothing has.
    package struct UnknownName: Error, Equatable {
        /// `subscription`, `customer` or `service`.
        package let what: String
        package let name: String

        package init(what: String, name: String) {
            self.what = what
            self.name = name
        }

        /// Those that are known of its kind, byte by byte in order.
        package func known(on connection: Connection) throws -> [String] {
            try connection.query("select \(what) as name from \(what) order by \(what) collate \"C\"").map {
                try $0.text("name")
            }
        }
    }
}

extension FactFilter {
    /// SQL: the version of the alias is in force.
    func inForce(_ alias: String) -> String {
        asOf.map { MonthScope.inForce(alias, at: $0) } ?? "\(alias).until_batch is null"
    }

    /// SQL over the version `h`: it is in force and passes the filter.
    ///
    /// - Throws: `NotOfKind`.
    func condition(_ table: FactTable, _ connection: Connection) throws -> String {
        let parts = [inForce("h"), try inMonth(table), try ofSource(table, connection)]
        return (parts.compactMap(\.self) + (try concerned(table, connection))).joined(separator: " and ")
    }

    private func ofSource(_ table: FactTable, _ connection: Connection) throws -> String? {
        guard let source else { return nil }
        guard
            let column = ["source", "outage_source"].first(where: { name in
                table.kind.columns.contains { $0.name == name && $0.isRequired }
            })
        else { throw NotOfKind(filter: "source") }
        return "h.\(column) = \(try connection.quoteLiteral(source))"
    }

    /// SQL over any version `h`: it is of the month.
    func inMonth(_ table: FactTable) throws -> String? {
        guard let month else { return nil }
        func has(_ name: String) -> Bool { table.kind.index(of: name) != nil }
        let last = month.lastDay.literal
        if has("month") { return "h.month = \(month.literal)" }
        if has("started_at") { return MonthScope.reaches("h", span(of: month)) }
        if has("starts_on") {
            return "h.starts_on <= \(last) and (h.ends_on is null or h.ends_on >= \(month.literal))"
        }
        if has("date") { return "h.date between \(month.literal) and \(last)" }
        guard has("outage_source"), has("outage_id") else { throw NotOfKind(filter: "month") }
        return """
            exists (select from outage o where o.source = h.outage_source and o.id = h.outage_id and \(inForce("o"))
                and \(MonthScope.reaches("o", span(of: month))))
            """
    }

    /// In the days of `zone`.
    private func span(of month: Month) -> Interval {
        zone.start(of: month.firstDay)..<zone.start(of: month.lastDay.adding(days: 1))
    }

    /// SQL: conditions on the row's own names, then one by the subscriptions that the other names stand for.
    private func concerned(_ table: FactTable, _ connection: Connection) throws -> [String] {
        var conditions: [String] = []
        var others: [String] = []
        var direct: [String] = []
        for (name, value) in [("subscription", subscription), ("customer", customer), ("service", service)] {
            guard let value else { continue }
            let literal = try connection.quoteLiteral(value)
            let own = table.kind.columns.first { $0.name == name }
            let key = "(select k.\(name)_key from \(name) k where k.\(name) = \(literal))"
            if own?.isRequired == true {
                conditions.append("h.\(name)_key = \(key)")
            } else {
                others.append("d.\(name)_key = \(key)")
                // Also where nothing that is in force connects the two.
                if own != nil { direct.append("h.\(name)_key = \(key)") }
            }
        }
        guard !others.isEmpty else { return conditions }
        let spells = "subscription_details d where \(([inForce("d")] + others).joined(separator: " and "))"
        var ways = others.count == 1 ? direct : []
        for column in table.kind.columns {
            switch column.name {
            case "subscription", "customer", "service":
                ways.append("h.\(column.name)_key in (select d.\(column.name)_key from \(spells))")
            case "calendar": ways.append("h.calendar in (select d.holidays from \(spells))")
            default: break
            }
        }
        guard !ways.isEmpty else {
            throw NotOfKind(
                filter: subscription != nil ? "subscription" : customer != nil ? "customer" : "service")
        }
        return conditions + ["(\(ways.joined(separator: " or ")))"]
    }

    /// - Throws: `UnknownName`.
    func check(_ connection: Connection) throws {
        for (table, name) in [("subscription", subscription), ("customer", customer), ("service", service)] {
            guard let name else { continue }
            let known = try connection.count(
                "select count(*) from \(table) where \(table) = $1", [.text(name)])
            if known == 0 { throw UnknownName(what: table, name: name) }
        }
    }
}
