/// Who issues the credit notes, as the issuer file says it and every note freezes it.
///
/// Source: docs/reference/file-formats.md "Issuer file".
package struct Issuer: Equatable, Sendable {
    package var name: String
    /// Nine digits with a valid check digit.
    package var siren: String
    /// `FR`, the two-digit key and the SIREN; absent where it charges no VAT.
    package var vatNumber: String?
    package var legalForm: String
    package var registration: String
    package var address: Address
    /// Whom a customer asks.
    package var contact = Contact()
    package var mentions: Mentions
    package var accounts: Accounts
    /// The code of the journal that its entries stand in.
    package var journal = "VE"
    /// `MM-DD`, a day that `FinancialYear` reads.
    package var financialYearEnds = "12-31"
    /// VAT is due when it is invoiced, and not when it is paid.
    package var vatOnDebits = false
    /// Why it charges no VAT: a code of the list VATEX, and the words.
    package var exemptionCode: String?
    package var exemptionReason: String?

    package init(
        name: String, siren: String, vatNumber: String?, legalForm: String, registration: String,
        address: Address, mentions: Mentions, accounts: Accounts
    ) {
        self.name = name
        self.siren = siren
        self.vatNumber = vatNumber
        self.legalForm = legalForm
        self.registration = registration
        self.address = address
        self.mentions = mentions
        self.accounts = accounts
    }

    /// Statements that a French invoice, and so a credit note, must carry.
    package struct Mentions: Equatable, Sendable {
        package var latePaymentFee: String
        package var latePaymentInterest: String
        package var earlyPayment: String
        /// Sentences of its own; nil: those of the program.
        package var offset: String?
        package var refund: String?
        package var netOfTax: String?
        package var indemnity: String?
        /// Printed below the others.
        package var other: String?

        package init(latePaymentFee: String, latePaymentInterest: String, earlyPayment: String) {
            self.latePaymentFee = latePaymentFee
            self.latePaymentInterest = latePaymentInterest
            self.earlyPayment = earlyPayment
        }
    }

    /// Any of them may be absent.
    package struct Contact: Equatable, Sendable {
        package var name: String?
        package var email: String?
        package var phone: String?
        package var web: String?

        package init(
            name: String? = nil, email: String? = nil, phone: String? = nil, web: String? = nil
        ) {
            self.name = name
            self.email = email
            self.phone = phone
            self.web = web
        }
    }

    /// Numbers of the general ledger that the accounting entries post to.
    package struct Accounts: Equatable, Sendable {
        package var customer: String
        package var priceReduction: String
        /// As `VATAccounts` writes it.
        package var vat: String
        package var indemnity: String

        package init(customer: String, priceReduction: String, vat: String, indemnity: String) {
            self.customer = customer
            self.priceReduction = priceReduction
            self.vat = vat
            self.indemnity = indemnity
        }
    }
}

extension Issuer.Accounts {
    package var vatAccounts: VATAccounts { VATAccounts(vat) ?? VATAccounts(byRate: [:]) }
}

/// The issuer's texts one by one: the only list of what they are called where they are kept.
extension Issuer {
    package struct Field: Sendable {
        /// In table `issuer_version`.
        package let column: String
        /// In the document that a note freezes.
        package let key: String
        fileprivate let path: Path

        fileprivate enum Path: Sendable {
            case required(any WritableKeyPath<Issuer, String> & Sendable)
            case optional(any WritableKeyPath<Issuer, String?> & Sendable)
        }

        fileprivate init(
            _ column: String, key: String? = nil, _ path: any WritableKeyPath<Issuer, String> & Sendable
        ) {
            self.column = column
            self.key = key ?? column
            self.path = .required(path)
        }

        fileprivate init(
            _ column: String, optional path: any WritableKeyPath<Issuer, String?> & Sendable
        ) {
            self.column = column
            key = column
            self.path = .optional(path)
        }
    }

    package static let fields = [
        Field("name", \.name), Field("siren", \.siren), Field("vat_number", optional: \.vatNumber),
        Field("legal_form", \.legalForm), Field("registration", \.registration),
        Field("street", \.address.street), Field("postcode", \.address.postcode),
        Field("city", \.address.city), Field("country", \.address.country),
        Field("mention_late_payment_fee", key: "late_payment_fee", \.mentions.latePaymentFee),
        Field("mention_late_payment_interest", key: "late_payment_interest", \.mentions.latePaymentInterest),
        Field("mention_early_payment", key: "early_payment", \.mentions.earlyPayment),
        Field("mention_offset", optional: \.mentions.offset),
        Field("mention_refund", optional: \.mentions.refund),
        Field("mention_net_of_tax", optional: \.mentions.netOfTax),
        Field("mention_indemnity", optional: \.mentions.indemnity),
        Field("mention_other", optional: \.mentions.other),
        Field("contact_name", optional: \.contact.name), Field("contact_email", optional: \.contact.email),
        Field("contact_phone", optional: \.contact.phone), Field("contact_web", optional: \.contact.web),
        Field("account_customer", \.accounts.customer),
        Field("account_price_reduction", \.accounts.priceReduction),
        Field("account_vat", \.accounts.vat), Field("account_indemnity", \.accounts.indemnity),
        Field("journal", \.journal), Field("financial_year_ends", \.financialYearEnds),
        Field("vat_exemption_code", optional: \.exemptionCode),
        Field("vat_exemption_reason", optional: \.exemptionReason),
    ]

    /// nil where it is absent.
    package subscript(field: Field) -> String? {
        switch field.path {
        case .required(let path): self[keyPath: path]
        case .optional(let path): self[keyPath: path]
        }
    }

    /// Of what each field holds.
    ///
    /// - Parameters:
    ///   - text: of a field that is always there.
    ///   - optional: of one that may be absent.
    package init(
        vatOnDebits: Bool, text: (Field) throws -> String, optional: (Field) throws -> String?
    ) rethrows {
        self.init(
            name: "", siren: "", vatNumber: nil, legalForm: "", registration: "",
            address: Address(street: "", postcode: "", city: "", country: ""),
            mentions: Mentions(latePaymentFee: "", latePaymentInterest: "", earlyPayment: ""),
            accounts: Accounts(customer: "", priceReduction: "", vat: "", indemnity: ""))
        self.vatOnDebits = vatOnDebits
        for field in Self.fields {
            switch field.path {
            case .required(let path): self[keyPath: path] = try text(field)
            case .optional(let path): self[keyPath: path] = try optional(field)
            }
        }
    }
}
