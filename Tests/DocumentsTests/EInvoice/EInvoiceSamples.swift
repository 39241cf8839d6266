import Documents
import SLA

/// Notes to make e-invoices of.
enum EInvoiceSamples {
    static let issuer = NoteSamples.issuer

    static let customer = NoteContent.Customer(
        name: "Client Exemple SA", siren: "200000008", vatNumber: "FR37200000008",
        address: Address(
            street: "2 avenue du Client", postcode: "69002", city: "Lyon", country: "FR"),
        email: "compta@client.example")

    static let october = LocalDate("2026-10-01")?.month ?? firstMonth
    private static let firstMonth = LocalDate(daysSinceEpoch: 0).month

    static func day(_ text: String) -> LocalDate { LocalDate(text) ?? LocalDate(daysSinceEpoch: 0) }

    static func rate(_ millionths: Int64) -> Percentage { Percentage(millionths: millionths) ?? .zero }

    static func invoice(
        _ number: String, _ amount: Int64 = 100_000, rate millionths: Int64 = 20_000_000,
        on issuedOn: String = "2026-10-31", currency: String = "EUR"
    ) -> InvoiceLine {
        InvoiceLine(
            invoice: number, issuedOn: day(issuedOn), amount: Cents(amount), vatRate: rate(millionths),
            currency: currency)
    }

    /// A note as the ledger would hold it: net spread over the invoices' rates, VAT half up.
    static func note(
        _ kind: CreditNote.Kind = .credit, _ treatment: Terms.VATTreatment = .priceReduction,
        invoices: [InvoiceLine] = [invoice("FA-2026-1001")], net: Int64? = nil,
        tier: Percentage = rate(5_000_000), down: Int64 = 2_900_000, currency: String = "EUR",
        change: (inout NoteContent) -> Void = { _ in }, measured: (inout LineContent) -> Void = { _ in }
    ) -> CreditNote {
        let base = invoices.reduce(Cents.zero) { $0 + $1.amount }
        let amount = Cents.credit(tier, of: base)
        let net = net.map { Cents($0) } ?? amount
        let byRate = Dictionary(invoices.map { ($0.vatRate, $0.amount) }, uniquingKeysWith: +)
        let split =
            treatment == .priceReduction
            ? splitByVAT(net, over: byRate.map { (rate: $0.key, amount: $0.value) })
            : [(rate: Percentage.zero, net: net)]
        let parts = split.map {
            CreditNote.VATPart(rate: $0.rate, net: $0.net, vat: Cents.credit($0.rate, of: $0.net))
        }
        let vat = parts.reduce(Cents.zero) { $0 + $1.vat }
        let isReversal = kind == .reversal
        var content = NoteContent(
            issuer: issuer, customer: customer, reversedOn: isReversal ? day("2026-11-05") : nil,
            exemption: VATExemption(code: nil, reason: "Exonération, art. 261 du CGI"))
        change(&content)
        var lineContent = LineContent(
            service: "contact-centre",
            terms: LineContent.TermsName(
                id: "axantis-contact-experience", version: "2025-03", title: "Contact Experience",
                sha256: String(repeating: "0", count: 64)),
            basis: .coverage, availability: MeasuredAvailability(downtime: down, base: 1_000_000_000),
            target: .atLeast(rate(99_850_000)), earned: Earned(.rate(Rate(tier))), amount: amount,
            cutBefore: .zero, cut: amount - net,
            creditedBefore: [], invoices: invoices, request: nil)
        measured(&lineContent)
        let line = CreditLine(
            line: 1, subscription: "SUB-0001", month: october, revision: 1, promise: .availability,
            base: base, cap: nil, net: net,
            parts: split.map { CreditLine.Part(rate: $0.rate, net: $0.net) }, document: "{}",
            content: lineContent)
        return CreditNote(
            number: isReversal ? "AV-2026-000002" : "AV-2026-000001", series: "AV-2026-{number:6}",
            no: isReversal ? 2 : 1, kind: kind, customer: "C-001",
            issueDate: day(isReversal ? "2026-12-01" : "2026-11-05"), issuedAt: Instant(microseconds: 0),
            issuedBy: "finance", reverses: isReversal ? "AV-2026-000001" : nil,
            reason: isReversal ? "panne imputable au client" : nil, reversedBy: nil, currency: currency,
            net: net, vatTreatment: treatment, vat: parts, vatTotal: vat, gross: net + vat, lines: [line],
            document: "{}", content: content, previousHash: "", hash: "")
    }

    static let oneInvoice = [invoice("FA-2026-1001")]
    static let twoRates = [
        invoice("FA-2026-1001", 80_000), invoice("FA-2026-1001", 20_033, rate: 5_500_000),
        invoice("FA-2026/1002", 10_000, on: "2026-11-02"),
    ]

    /// Credits and reversals × treatments × invoices at one, two and three rates, one of them 0 %; and what else
    /// an exported month may hold.
    static let all: [(name: String, note: CreditNote)] = {
        let invoicings = [
            ("one", oneInvoice), ("two-rates", twoRates),
            ("three-rates", twoRates + [invoice("FA+2026_1003", 7_777, rate: 0)]),
            ("overseas", [invoice("FA-1", 31, rate: 2_100_000), invoice("FA-2", 29, rate: 8_500_000)]),
        ]
        var notes: [(name: String, note: CreditNote)] = []
        for kind in [CreditNote.Kind.credit, .reversal] {
            for treatment in Terms.VATTreatment.allCases {
                for (name, invoices) in invoicings {
                    let tier = name == "overseas" ? rate(100_000_000) : rate(5_000_000)
                    notes.append(
                        (
                            "\(kind)-\(treatment)-\(name)",
                            note(kind, treatment, invoices: invoices, tier: tier)
                        ))
                }
                notes.append(("\(kind)-\(treatment)-names", note(kind, treatment, change: nameOddly)))
            }
        }
        notes.append(("supplementary", note(net: 2_000)))
        notes.append(("one-cent", note(net: 1)))
        notes.append(("large", note(invoices: [invoice("FA-9", 99_999_999_999_99)])))
        notes.append(("without-vat-number", note(.credit, .indemnity) { $0.customer.vatNumber = nil }))
        notes.append(
            (
                "foreign-currency",
                note(
                    .credit, .indemnity, invoices: [invoice("FA-2026-1001", currency: "CHF")], currency: "CHF"
                )
            ))
        return notes
    }()

    /// Names as people write them, and as a faulty file carries them.
    static func nameOddly(_ content: inout NoteContent) {
        content.issuer.name = #"L'Œuvre & Cie <"réseau" d'été>"#
        content.issuer.legalForm = "Société à responsabilité limitée\r\nau capital de 1 €"
        content.customer.name = "Ÿvette\n& Frères ]]> 日本 \u{1F600}"
        content.customer.address.street = "\tBât. \"A\"\u{2028}12 bis, rue de l'Église\u{0B}"
        content.customer.address.city = "Saint-\u{1}Ouen"
        content.issuer.mentions.earlyPayment = "Pas d'escompte\n\n pour paiement anticipé."
    }
}
