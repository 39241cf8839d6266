package import Postgres

/// The names that people know customers by, as they are now.
package struct CustomerNames: Sendable {
    private var names: [String: String] = [:]

    package static func load(on connection: Connection) throws -> CustomerNames {
        var loaded = CustomerNames()
        for row in try connection.query(
            "select c.customer, d.name from customer c join customer_details d using (customer_key) where d.until_batch is null"
        ) {
            loaded.names[try row.text("customer")] = try row.text("name")
        }
        return loaded
    }

    /// nil: no such customer is known.
    package subscript(customer: String) -> String? { names[customer] }
}
