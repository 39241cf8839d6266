import Documents
import SLA
import Testing

@Suite("The page of a note")
struct NotePageTests {
    private func page(
        _ note: CreditNote, _ entry: ReportEntry? = nil, _ language: Language = .french
    ) -> String {
        String(decoding: NotePage.html(note, entries: { _ in entry }, language: language), as: UTF8.self)
    }

    /// What is read: without tags, with the references for quotes resolved.
    private func words(_ page: String) -> String {
        var text = ""
        var isTag = false
        let body = page.split(separator: "<body>").last ?? ""
        for character in body {
            switch character {
            case "<": isTag = true
            case ">": isTag = false
            default: if !isTag { text.append(character) }
            }
        }
        return text.replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }

    private let everyClass = Samples.entry(Samples.everyClass)

    @Test("a credit note carries everything that it must")
    func mandatory() {
        let text = words(page(NoteSamples.note()))
        for expected in [
            "Facture d’avoir", "Avoir AV-2026-000001", "5\u{A0}décembre 2026", "Exemple Télécom SAS",
            "1 rue du Réseau", "75001 Paris", "SAS au capital de 100 000 EUR", "RCS Paris 100 000 009",
            "SIREN 100\u{202F}000\u{202F}009", "FR88100000009", "Client Exemple SA", "2 avenue du Client",
            "Bâtiment B", "69002 Lyon", "SIREN 200\u{202F}000\u{202F}008", "FR37200000008", "FA-2026-1107",
            "1er\u{A0}décembre 2026", "novembre 2026", "SUB-0001", "contact-centre", "DEM-7",
            "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 EUR.",
            "Pénalités de retard : trois fois le taux d'intérêt légal.",
            "Pas d'escompte pour paiement anticipé.", "123,45\u{A0}€", "24,69\u{A0}€", "148,14\u{A0}€",
            "20\u{202F}%",
        ] {
            #expect(text.contains(expected), "\(expected)")
        }
        #expect(
            text.contains(
                "Disponibilité 98,7962\u{202F}% pour un objectif de 99,85\u{202F}%"
                    + "10\u{202F}% de 1\u{202F}234,50\u{A0}€ HT = 123,45\u{A0}€"
            ))
    }

    @Test("each VAT treatment says what it is, and only that")
    func treatments() {
        let reduction = words(page(NoteSamples.note()))
        let net = words(page(NoteSamples.note(treatment: .netOfTax, vat: [(0, 12_345, 0)])))
        let indemnity = words(page(NoteSamples.note(treatment: .indemnity, vat: [(0, 12_345, 0)])))
        #expect(!reduction.contains("net de taxe") && !reduction.contains("hors champ"))
        #expect(net.contains("Avoir net de taxe.") && net.contains("FR37200000008"))
        #expect(indemnity.contains("Indemnité hors champ de TVA."))
        #expect(!indemnity.contains("FR88100000009") && !indemnity.contains("FR37200000008"))
        #expect(!net.contains("TTC") && !indemnity.contains("TTC"))
    }

    @Test("every VAT rate has its line and its part of the totals")
    func rates() {
        let text = words(page(NoteSamples.note(vat: [(20, 10_000, 2_000), (10, 2_345, 235)])))
        for expected in [
            "TVA 20\u{202F}% sur 100,00\u{A0}€", "TVA 10\u{202F}% sur 23,45\u{A0}€", "22,35\u{A0}€",
            "145,80\u{A0}€",
        ] { #expect(text.contains(expected), "\(expected)") }
    }

    @Test("a reversal says which note it cancels, of which day, and why")
    func reversal() {
        let text = words(page(NoteSamples.reversal(of: NoteSamples.note(), no: 2, reason: "Erreur <ici>")))
        #expect(text.contains("Annulation n° AV-2026-000002 de l’avoir AV-2026-000001Émise le"))
        #expect(text.contains("annule en totalité l’avoir AV-2026-000001 du 5\u{A0}décembre 2026"))
        #expect(text.contains("Motif : Erreur &lt;ici&gt;"))
        #expect(text.contains("Total TTC repris"))
        #expect(!text.contains("à votre crédit") && !text.contains("à imputer"))
    }

    @Test("the annex leads from the coverage to the amount")
    func calculation() {
        let text = words(page(NoteSamples.note(), everyClass))
        for expected in [
            "lun.–ven. 08:00–18:00 (Europe/Paris)", "12\u{202F}600\u{A0}min", "11\u{A0}novembre 2026",
            "\u{2212}600\u{A0}min", "\u{2212}120\u{A0}min", "11\u{202F}880\u{A0}min", "force majeure",
            "\u{2212}45\u{A0}min", "autre opérateur", "\u{2212}20\u{A0}min", "Indisponibilité non signalée",
            "\u{2212}60\u{A0}min", "143\u{A0}min 0,500001\u{A0}s", "disponibilité inférieure à 99,5\u{202F}%",
            "10\u{202F}% × 1\u{202F}234,50\u{A0}€", "246,90\u{A0}€", "sur 30 jours consécutifs",
        ] { #expect(text.contains(expected), "\(expected)") }
        #expect(!text.contains("Part non comprise"))
    }

    @Test("what the note leaves out of the month's credit is said")
    func partial() {
        let text = words(page(NoteSamples.note(vat: [(20, 2_345, 469)])))
        #expect(text.contains("Part non comprise") && text.contains("\u{2212}100,00\u{A0}€"))
    }

    @Test("the month is pictured day by day, each class with its own mark")
    func picture() {
        let html = page(NoteSamples.note(), everyClass)
        for day in ["dim. 01", "jeu. 05", "lun. 30"] { #expect(html.contains(">\(day)</text>")) }
        #expect(!html.contains(">mar. 31</text>"))
        for mark in [
            "counted", "excused", "unnotified", "outside-coverage", "maintenance", "holiday", "available",
        ] {
            #expect(html.contains("class=\"p-\(mark)\""), "\(mark)")
        }
        // 09:32 to 11:30:00.500001 of the fifth, 24 units an hour from 64 on, in the fifth row.
        #expect(html.contains(#"<rect x="292.8" y="78" width="47.203" height="11" class="p-counted""#))
        #expect(html.contains("<title>indisponibilité comptée, 09:32–11:30:00,500001</title>"))
    }

    @Test("facts that do not measure what the note froze are not pictured, and that is said")
    func outdated() {
        var facts = Samples.everyClass
        facts.outages.removeFirst()
        let text = words(page(NoteSamples.note(), Samples.entry(facts)))
        #expect(text.contains("ont changé depuis l’émission"))
        #expect(!text.contains("INC-43") && !text.contains("Le mois en image"))
        #expect(text.contains("143\u{A0}min 0,500001\u{A0}s"))
    }

    @Test("another subscription's facts are not pictured")
    func otherSubscription() {
        #expect(!page(NoteSamples.note(subscription: "SUB-0002"), everyClass).contains("<svg"))
    }

    @Test("200 outages are all listed and all within their days")
    func manyOutages() {
        let note = NoteSamples.note(measured: NoteSamples.content(measuring: NoteSamples.manyOutages))
        let html = page(note, Samples.entry(NoteSamples.manyOutages))
        for index in 0..<200 { #expect(html.contains("noc/INC-\(index)<")) }
        var bars = 0
        for piece in html.split(separator: "<rect x=\"").dropFirst() {
            let values = piece.split(separator: "\"")
            guard let x = Double(values[0]), let width = Double(values[4]) else { continue }
            bars += 1
            #expect(x >= 64 && x + width <= 64 + 576.001)
        }
        #expect(bars > 200)
    }

    @Test("a month without any outage says so")
    func noOutage() {
        let note = NoteSamples.note(measured: NoteSamples.content(measuring: Samples.facts()))
        let text = words(page(note, Samples.entry(Samples.facts())))
        #expect(text.contains("Aucune indisponibilité n’est enregistrée pour ce mois."))
        #expect(text.contains("100,00\u{202F}%"))
    }

    @Test("hostile names stay text")
    func hostile() {
        let html = page(NoteSamples.hostile)
        #expect(html.contains("&amp; de Gestion &lt;b&gt;&quot;L&#39;Œuf&quot;&lt;/b&gt;"))
        #expect(!html.contains("<b>"))
    }

    @Test("the page needs nothing outside itself and no script", arguments: Language.allCases)
    func selfContained(_ language: Language) {
        let html = page(NoteSamples.note(), everyClass, language)
        for word in ["<script", "<link", "<img", "@import", "href=", "src="] {
            #expect(!html.contains(word), "\(word)")
        }
        #expect(html.contains("<html lang=\"\(language.rawValue)\">"))
        #expect(html.replacing("url(#m-", with: "").contains("url(") == false)
    }

    @Test("in English every word of the page is English, whatever stays in the issuer's own words")
    func english() {
        let text = words(page(NoteSamples.note(), everyClass, .english))
        for expected in [
            "Credit note AV-2026-000001", "5\u{A0}December 2026", "€148.14", "98.7962%", "other operator",
        ] {
            #expect(text.contains(expected), "\(expected)")
        }
        for word in ["Facture ", "Montant", "Disponibilité", "Plafond", "comptée", "férié"] {
            #expect(!text.contains(word), "\(word)")
        }
    }

    @Test("the same note gives the same bytes")
    func deterministic() {
        let note = NoteSamples.note()
        #expect(
            NotePage.html(note, entries: { _ in everyClass }, language: .french)
                == NotePage.html(note, entries: { _ in everyClass }, language: .french))
    }
}
