internal import Postgres
package import SLA

/// The plan for one subscription with something due, when a month is issued on a date.
package struct PlannedCredit: Equatable, Sendable {
    package let subscription: String
    /// Who receives the note: the code and the name.
    package let customer: String
    package let customerName: String
    package let revision: Int
    package let currency: String
    /// The whole amount that the revision gives.
    package let amount: Cents
    /// What is credited already, and what earlier cuts take of the amount.
    package let credited: Cents
    package let forfeited: Cents
    /// The amount due now, before the cap.
    package let due: Cents
    package let cap: Cents?
    package let capDays: Int?
    /// The net already credited in the fullest window that contains the date; never below zero.
    package let used: Cents
    package let credit: Cents
    package let cut: Cents
    package let outcome: Outcome
    /// The first later date on which nothing would be cut, if there is one.
    package let firstFreeDate: LocalDate?
    /// What a credit note must carry and is not known: details of the customer, the issuer and the invoices, and holiday
    /// calendars that are not known to the month's end; and the rules that the note would break (`Withheld`).
    package let missing: [String]

    /// Which of the run's notes it goes into, counted from 1; nil where nothing is credited.
    package let note: Int?
    /// What its note would say beside; nil of what is decided.
    package var draft: Draft?

    /// What of a planned note the rules of the formats look at.
    package struct Draft: Equatable, Sendable {
        /// The version of the issuer.
        package let issuer: Int
        package let vatTreatment: Terms.VATTreatment
        /// The credit over the VAT rates, by falling rate; empty of one that is neither credited nor incomplete.
        package let parts: [CreditLine.Part]
        package let eurRate: ExchangeRate?
    }

    package enum Outcome: String, Sendable {
        case credited, cut, held, incomplete
        /// Would be cut, which only a person does.
        case undecided
        case cappedOut = "capped_out"
        /// At one VAT rate the whole credit has less than is credited.
        case needsReversal = "needs_reversal"
        /// Waits until the month is released.
        case onHold = "on_hold"
    }
}

extension PlannedCredit {
    init(_ row: Row) throws {
        subscription = try row.text("subscription")
        customer = try row.text("customer")
        customerName = try row.text("customer_name")
        revision = Int(try row.int32("revision"))
        currency = try row.text("currency")
        amount = try row.cents("amount_cents")
        credited = try row.cents("credited_cents")
        forfeited = try row.cents("forfeited_cents")
        due = try row.cents("due_cents")
        cap = try row.optionalInt64("cap_cents").map(Cents.init)
        capDays = try row.optionalInt32("cap_days").map(Int.init)
        used = try row.cents("used_cents")
        credit = try row.cents("credit_cents")
        cut = try row.cents("cut_cents")
        outcome = try row.word("outcome")
        firstFreeDate = try row.optionalLocalDate("first_free_date")
        missing = try row.textArray("missing")
        note = try row.optionalInt32("note").map(Int.init)
    }
}

extension PlannedCredit.Draft {
    init(_ row: Row) throws {
        issuer = Int(try row.int32("issuer_key"))
        vatTreatment = try row.word("vat_treatment")
        let rates = try row.optionalInt64Array("vat_micropercent") ?? []
        let nets = try row.optionalInt64Array("vat_net_cents") ?? []
        parts = try zip(rates, nets).map {
            CreditLine.Part(
                rate: try percentage(millionths: $0, column: "vat_micropercent"), net: Cents($1))
        }
        eurRate = try row.optionalInt64("eur_rate_millionths").flatMap(ExchangeRate.init)
    }
}
