/// One column of an input file, and of the table that it is staged in.
/// Source: docs/reference/file-formats.md "The kinds".
package struct FactColumn: Hashable, Sendable {
    package let name: String
    package let type: ValueType
    package let isRequired: Bool
    /// What an absent value means; nil: absent stays absent.
    package let defaultValue: DefaultValue?

    init(_ name: String, _ type: ValueType, required: Bool = false, default: DefaultValue? = nil) {
        self.name = name
        self.type = type
        self.isRequired = required
        self.defaultValue = `default`
    }

    package enum DefaultValue: Hashable, Sendable {
        case text(String)
        case integer(Int64)
    }

    /// How the text of a column is read, and what a value of it is kept as.
    package enum ValueType: Hashable, CaseIterable, Sendable {
        /// An identifier: 1 to 200 bytes on one line, no blanks around it. Kept as text.
        case code
        /// Up to 64 KiB; line breaks and tabs are its only control characters. Kept as text.
        case text
        /// Kept as microseconds since 1970-01-01T00:00:00Z.
        case instant
        /// Kept as days since 1970-01-01.
        case date
        /// Kept as the days since 1970-01-01 of its first day.
        case month
        /// Kept as cents, at most 10^15 of either sign.
        case money
        /// Kept as millionths of a percent, above 0 and at most 100 %.
        case share
        /// A VAT rate, kept as millionths of a percent: 0, or 1 to 100 %.
        case vatRate
        /// Euros for one unit of a currency, kept as millionths: above 0, at most 10^6.
        case exchangeRate
        /// A time of day from 00:00 to 24:00, kept as microseconds since local midnight.
        case timeOfDay
        /// Kept as 0 or 1.
        case boolean
        /// An ISO 4217 code whose minor unit has two decimals. Kept as text.
        case currency
        /// An ISO 3166 code of two capital letters. Kept as text.
        case country
        /// Nine digits. Kept as text.
        case siren
        /// Fourteen digits: a SIREN and the number of one of its establishments. Kept as text.
        case siret
        /// The raw value of a `BuyerKind`. Kept as text.
        case buyerKind
        /// A code of `AddressScheme`. Kept as text.
        case addressScheme
        /// A code of `VATExemption`. Kept as text.
        case exemptionCode
        /// Two capital letters and 2 to 13 capital letters or digits. Kept as text.
        case vatNumber
        /// Kept as text.
        case email
        /// The raw value of a `Cause`. Kept as text.
        case cause
        /// The raw value of a `ComputedCalendar`. Kept as text.
        case builtInCalendar
        /// The raw value of an `InvoiceLineKind`. Kept as text.
        case invoiceLineKind
    }
}
