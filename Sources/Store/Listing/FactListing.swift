package import Postgres
package import SLA

/// The facts of a kind that are in force, in the order of their identities (bytes of the names).
///
/// They are read as they are sent: memory does not grow with their number.
package struct FactListing: Sendable {
    package let kind: FactKind
    private let table: FactTable
    private let filter: FactFilter

    /// - Throws: `FactFilter.UnknownName`, `FactFilter.NotOfKind`.
    package init(_ kind: FactKind, _ filter: FactFilter, on connection: Connection) throws {
        table = FactTable(kind)
        precondition(table.fact == kind, "\(kind) are not facts of their own")
        self.kind = kind
        self.filter = filter
        try filter.check(connection)
        _ = try filter.condition(table, connection)
    }

    /// One fact: a text for each column of its kind, as in the database, nil where it is absent.
    package struct Fact: Sendable {
        package let values: [String?]
        /// Of the customer whose fact it is, where it names one or a subscription, and names are asked for.
        package let customerName: String?
    }

    package func read(
        customerNames: Bool = false, on connection: Connection, _ body: (Fact) throws -> Void
    ) throws {
        let count = kind.columns.count
        try connection.copyOut("copy (\(try statement(customerNames, connection))) to stdout (format binary)")
        { row in
            let values = try (0..<count).map { column -> String? in
                // Texts that are part of an identity are kept empty where they are absent.
                let text = try row.optionalText(column)
                return text?.isEmpty == true ? nil : text
            }
            try body(Fact(values: values, customerName: try row.optionalText(count)))
        }
    }

    private func statement(_ customerNames: Bool, _ connection: Connection) throws -> String {
        let texts = zip(kind.columns, table.stored).enumerated().map { place, column in
            "(\(column.1.text("h", column.0.type))) collate \"C\" as c\(place)"
        }
        let names = texts.indices.map { "c\($0)" }
        let order = kind.identity.compactMap(kind.index(of:)).map { "c\($0)" }
        let name = customerNames ? customerName : "null::text"
        return """
            select \(names.joined(separator: ", ")), name from (
                select \(texts.joined(separator: ", ")), \(name) as name from \(table.history) h
                where \(try filter.condition(table, connection))) f
            order by \(order.joined(separator: ", "))
            """
    }

    private var customerName: String {
        let named: String
        if kind.index(of: "customer") != nil {
            named = "h.customer_key"
        } else if kind.index(of: "subscription") != nil {
            named = """
                (select d.customer_key from subscription_details d
                    where d.subscription_key = h.subscription_key and \(filter.inForce("d"))
                    order by d.starts_on desc limit 1)
                """
        } else {
            return "null::text"
        }
        return
            "(select n.name from customer_details n where n.customer_key = \(named) and \(filter.inForce("n")))"
    }
}
