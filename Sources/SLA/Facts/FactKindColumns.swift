/// The columns of the kinds. Source: docs/reference/file-formats.md "The kinds".
extension FactKind {
    static let customerColumns = [
        FactColumn("customer", .code, required: true),
        FactColumn("name", .text, required: true),
        FactColumn("kind", .buyerKind, default: .text(BuyerKind.business.rawValue)),
        FactColumn("siren", .siren),
        FactColumn("siret", .siret),
        FactColumn("vat_number", .vatNumber),
        FactColumn("street", .text),
        FactColumn("postcode", .text),
        FactColumn("city", .text),
        FactColumn("country", .country),
        FactColumn("email", .email),
        FactColumn("endpoint_scheme", .addressScheme),
        FactColumn("endpoint_id", .code),
        FactColumn("service_code", .code),
        FactColumn("exemption_code", .exemptionCode),
        FactColumn("exemption_reason", .text),
    ]

    static let subscriptionColumns = [
        FactColumn("subscription", .code, required: true),
        FactColumn("customer", .code, required: true),
        FactColumn("service", .code, required: true),
        FactColumn("terms", .code, required: true),
        FactColumn("starts_on", .date, required: true),
        FactColumn("ends_on", .date),
        FactColumn("holidays", .code, default: .text("FR")),
        FactColumn("order_reference", .code),
        FactColumn("contract_reference", .code),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    static let invoiceColumns = [
        FactColumn("invoice", .code, required: true),
        FactColumn("line", .code),
        FactColumn("subscription", .code, required: true),
        FactColumn("month", .month, required: true),
        FactColumn("issued_on", .date, required: true),
        FactColumn("amount_excl_tax", .money, required: true),
        FactColumn("vat_rate", .vatRate, required: true),
        FactColumn("currency", .currency, default: .text("EUR")),
        FactColumn("kind", .invoiceLineKind, default: .text(InvoiceLineKind.recurring.rawValue)),
        FactColumn("order_reference", .code),
        FactColumn("eur_rate", .exchangeRate),
        FactColumn("period_from", .date),
        FactColumn("period_to", .date),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    static let outageColumns = [
        FactColumn("source", .code, required: true),
        FactColumn("id", .code, required: true),
        FactColumn("service", .code),
        FactColumn("subscription", .code),
        FactColumn("started_at", .instant, required: true),
        FactColumn("ended_at", .instant),
        FactColumn("notified_at", .instant),
        FactColumn("fault", .text),
        FactColumn("share", .share, default: .integer(100_000_000)),
        FactColumn("summary", .text),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    static let notificationColumns = [
        FactColumn("subscription", .code, required: true),
        FactColumn("outage_source", .code, required: true),
        FactColumn("outage_id", .code, required: true),
        FactColumn("notified_at", .instant, required: true),
        FactColumn("reference", .text),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    static let excusableEventColumns = [
        FactColumn("source", .code, required: true),
        FactColumn("id", .code, required: true),
        FactColumn("service", .code),
        FactColumn("subscription", .code),
        FactColumn("cause", .cause, required: true),
        FactColumn("started_at", .instant, required: true),
        FactColumn("ended_at", .instant, required: true),
        FactColumn("outage_source", .code),
        FactColumn("outage_id", .code),
        FactColumn("evidence", .text, required: true),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    static let maintenanceColumns = [
        FactColumn("source", .code, required: true),
        FactColumn("id", .code, required: true),
        FactColumn("service", .code),
        FactColumn("subscription", .code),
        FactColumn("started_at", .instant, required: true),
        FactColumn("ended_at", .instant, required: true),
        FactColumn("announced_at", .instant),
        FactColumn("summary", .text),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    static let requestColumns = [
        FactColumn("subscription", .code, required: true),
        FactColumn("month", .month, required: true),
        FactColumn("requested_on", .date, required: true),
        FactColumn("reference", .text),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    static let holidayColumns = [
        FactColumn("calendar", .code, required: true),
        FactColumn("date", .date, required: true),
        FactColumn("name", .text, required: true),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    static let calendarColumns = [
        FactColumn("calendar", .code, required: true),
        FactColumn("based_on", .builtInCalendar, default: .text(ComputedCalendar.none.rawValue)),
        FactColumn("known_until", .date),
    ]

    static let specialHoursColumns = [
        FactColumn("calendar", .code),
        FactColumn("service", .code),
        FactColumn("subscription", .code),
        FactColumn("date", .date, required: true),
        FactColumn("from", .timeOfDay),
        FactColumn("to", .timeOfDay),
        FactColumn("name", .text, required: true),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    static let endColumns = [
        FactColumn("source", .code, required: true),
        FactColumn("id", .code, required: true),
        FactColumn("ended_at", .instant, required: true),
    ]
}
