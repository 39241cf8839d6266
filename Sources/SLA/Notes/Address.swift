/// A postal address.
package struct Address: Equatable, Sendable {
    package var street: String
    package var postcode: String
    package var city: String
    /// ISO 3166-1, two capitals.
    package var country: String

    package init(street: String, postcode: String, city: String, country: String) {
        self.street = street
        self.postcode = postcode
        self.city = city
        self.country = country
    }
}
