import Documents
import SLA

/// Hand-built credit notes for the tests of what is made of them.
enum NoteSamples {
    static let issuer = Issuer(
        name: "Exemple Télécom SAS", siren: "100000009", vatNumber: "FR88100000009",
        legalForm: "SAS au capital de 100 000 EUR", registration: "RCS Paris 100 000 009",
        address: Address(
            street: "1 rue du Réseau", postcode: "75001", city: "Paris", country: "FR"),
        mentions: Issuer.Mentions(
            latePaymentFee:
                "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 EUR.",
            latePaymentInterest: "Pénalités de retard : trois fois le taux d'intérêt légal.",
            earlyPayment: "Pas d'escompte pour paiement anticipé."),
        accounts: Issuer.Accounts(
            customer: "411000", priceReduction: "709600", vat: "445710", indemnity: "671000"))

    static let customer = NoteContent.Customer(
        name: "Client Exemple SA", siren: "200000008", vatNumber: "FR37200000008",
        address: Address(
            street: "2 avenue du Client\nBâtiment B", postcode: "69002", city: "Lyon", country: "FR"),
        email: nil)

    static let content = NoteContent(issuer: issuer, customer: customer, reversedOn: nil)

    /// What `Samples.everyClass` measures, credited at 10 % of 1 234,50 EUR.
    static let measured = LineContent(
        service: "contact-centre",
        terms: LineContent.TermsName(
            id: Samples.axantis.id, version: Samples.axantis.version, title: Samples.axantis.title,
            sha256: Samples.sha256),
        basis: .coverage, availability: MeasuredAvailability(downtime: 8_580_500_001, base: 712_800_000_000),
        target: .atLeast(Samples.percent(99_850_000)),
        earned: Earned(.rate(Rate(Samples.percent(10_000_000)))), amount: Cents(12_345),
        cutBefore: .zero, cut: .zero, creditedBefore: [], invoices: [Samples.invoice(123_450)],
        request: CreditRequest(requestedOn: Samples.day("2026-12-03"), reference: "DEM-7"))

    /// A note of one line.
    ///
    /// - Parameter vat: rate in percent, net and VAT in cents.
    static func note(
        _ no: Int = 1, treatment: Terms.VATTreatment = .priceReduction,
        vat: [(rate: Int64, net: Int64, vat: Int64)] = [(20, 12_345, 2_469)], content: NoteContent = content,
        measured: LineContent = measured, currency: String = "EUR", subscription: String = "SUB-0001",
        customer: String = "C-001", issueDate: String = "2026-12-05"
    ) -> CreditNote {
        let parts = vat.map {
            CreditNote.VATPart(
                rate: Samples.percent($0.rate * 1_000_000), net: Cents($0.net), vat: Cents($0.vat))
        }
        let line = line(
            of: subscription, parts: parts.map { CreditLine.Part(rate: $0.rate, net: $0.net) },
            cap: Cents(24_690), measured: measured)
        return build(
            no, treatment: treatment, vat: parts, lines: [line], content: content, currency: currency,
            customer: customer, issueDate: issueDate)
    }

    /// - Parameter no: that of the line.
    static func line(
        _ no: Int = 1, of subscription: String, in month: Month = Samples.november,
        parts: [CreditLine.Part], cap: Cents?, measured: LineContent
    ) -> CreditLine {
        CreditLine(
            line: no, subscription: subscription, month: month, revision: 1, promise: .availability,
            base: measured.invoices.reduce(.zero) { $0 + $1.amount }, cap: cap,
            net: parts.reduce(.zero) { $0 + $1.net }, parts: parts, document: "{}", content: measured)
    }

    /// A note of lines whose parts are added up, with the VAT on each sum.
    static func note(
        of lines: [CreditLine], no: Int = 1, treatment: Terms.VATTreatment = .priceReduction
    ) -> CreditNote {
        var sums: [Percentage: Cents] = [:]
        for part in lines.flatMap(\.parts) {
            sums[part.rate, default: .zero] = sums[part.rate, default: .zero] + part.net
        }
        let vat = sums.sorted { $0.key > $1.key }.map {
            CreditNote.VATPart(rate: $0.key, net: $0.value, vat: Cents.credit($0.key, of: $0.value))
        }
        return build(
            no, treatment: treatment, vat: vat, lines: lines, content: content, currency: "EUR",
            issueDate: "2026-12-05")
    }

    static func reversal(
        of note: CreditNote, no: Int, reason: String = "Notification rattachée au mauvais client"
    ) -> CreditNote {
        var content = note.content
        content.reversedOn = note.issueDate
        return build(
            no, kind: .reversal, treatment: note.vatTreatment, vat: note.vat, lines: note.lines,
            content: content, currency: note.currency, issueDate: "2026-12-09", reverses: note.number,
            reason: reason)
    }

    private static func build(
        _ no: Int, kind: CreditNote.Kind = .credit, treatment: Terms.VATTreatment,
        vat: [CreditNote.VATPart], lines: [CreditLine], content: NoteContent, currency: String,
        customer: String = "C-001", issueDate: String, reverses: String? = nil, reason: String? = nil
    ) -> CreditNote {
        let net = vat.reduce(Cents.zero) { $0 + $1.net }
        let total = vat.reduce(Cents.zero) { $0 + $1.vat }
        let zeros = String(repeating: "0", count: 6 - String(no).count)
        return CreditNote(
            number: "AV-2026-\(zeros)\(no)", series: "AV-2026-{number:6}", no: no, kind: kind,
            customer: customer, issueDate: Samples.day(issueDate),
            issuedAt: Samples.at("2026-12-05 09:00:00"), issuedBy: "finance", reverses: reverses,
            reason: reason, reversedBy: nil, currency: currency, net: net, vatTreatment: treatment, vat: vat,
            vatTotal: total, gross: net + total, lines: lines, document: "{}", content: content,
            previousHash: Samples.sha256, hash: String(Samples.sha256.reversed()))
    }

    /// Texts that no layout expects.
    static let hostile: CreditNote = {
        var content = NoteSamples.content
        content.customer.name =
            "Société d’Exploitation & de Gestion <b>\"L'Œuf\"</b> – "
            + String(repeating: "Anticonstitutionnel", count: 6)
        content.customer.address.street = String(repeating: "Très-long-chemin-sans-espace", count: 4)
        content.customer.address.country = "BE"
        var measured = NoteSamples.measured
        measured.service = "contact-centre-" + String(repeating: "x", count: 60)
        measured.invoices = (1...9).map {
            InvoiceLine(
                invoice: "FA-2026-\($0)-" + String(repeating: "9", count: 25),
                issuedOn: Samples.day("2026-12-01"), amount: Cents($0 == 3 ? -5_000 : 999_999_999_99),
                vatRate: Samples.percent($0 % 2 == 0 ? 20_000_000 : 5_500_000), currency: "EUR")
        }
        return note(content: content, measured: measured)
    }()

    /// 200 outages in a month, some of them without length, some across midnight, one without an end.
    static let manyOutages: SubscriptionMonth = {
        var facts = Samples.facts()
        facts.outages = (0..<200).map { index in
            let start = Samples.at(
                "2026-11-01 00:07:00", plus: Int64(index) * 3 * Microseconds.perHour + Int64(index) * 777_777)
            let length = Int64(index % 7) * 17 * Microseconds.perMinute + Int64(index % 3) * 30_000_001
            return Outage(
                source: "noc", id: "INC-\(index)", startedAt: start,
                endedAt: index == 199 ? nil : Instant(microseconds: start.microseconds + length),
                notifiedAt: index % 4 == 0 ? nil : start,
                summary: index % 10 == 0 ? "Perte du lien n° \(index)" : nil)
        }
        facts.excusableEvents = [
            ExcusableEvent(
                source: "noc", id: "EX-1", cause: .thirdPartyEquipment,
                interval: Samples.from("2026-11-16 08:00:00", to: "2026-11-18 18:00:00"), evidence: "Ticket")
        ]
        facts.invoices = [Samples.invoice(123_450)]
        return facts
    }()

    /// The content that freezes what these facts measure.
    static func content(measuring facts: SubscriptionMonth) -> LineContent {
        var content = NoteSamples.measured
        content.availability = judge(facts).statement.availability
        return content
    }
}
