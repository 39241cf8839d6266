import Documents
import SLA
import TestSupport
import Testing

@Suite struct MonthPageTests {
    private func page(
        _ entries: [ReportEntry], _ language: Language = .french, on month: Month = Samples.november
    )
        throws -> String
    {
        String(decoding: try Samples.report(entries, as: .html(language), on: month), as: UTF8.self)
    }

    @Test("a page is well-formed, in both languages", arguments: Language.allCases)
    func wellFormed(_ language: Language) throws {
        let check = try MarkupCheck(try page(Samples.fourEntries, language))
        #expect(check.all("html").first?.attributes["lang"] == language.rawValue)
        #expect(check.all("h1").count == 1)
        #expect(check.all("title").contains { $0.path == ["html", "head"] })
    }

    @Test("a page of random months is well-formed, and every link leads somewhere on it")
    func random() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        let entries = (0..<60).map { number in
            var facts = SubscriptionMonth.random("SUB-\(padded(number, to: 4))", using: &generator)
            while facts.month != Samples.november {
                facts = SubscriptionMonth.random("SUB-\(padded(number, to: 4))", using: &generator)
            }
            return Samples.entry(facts)
        }
        let check = try MarkupCheck(try page(entries))
        let ids = Set(check.elements.compactMap { $0.attributes["id"] })
        for element in check.elements {
            guard let href = element.attributes["href"] else { continue }
            #expect(href.hasPrefix("#") && ids.contains(String(href.dropFirst())), "\(href), seed \(seed)")
        }
        #expect(check.all("tr").count { $0.attributes["data-s"] != nil } == 60, "seed \(seed)")
    }

    @Test("data never becomes markup, and what would steer or reorder text is spelled out")
    func escaping() throws {
        var facts = Samples.everyClass
        facts.subscription = "S<script>alert(1)</script>\u{202E}"
        facts.spells[0].customer = "\"Dupont\" & 'fils'\r\n\u{0}"
        facts.spells[0].service = "<img src=x onerror=y>"
        facts.outages[0].service = facts.service
        facts.outages[0].id = "]]>--><b>\u{1B}[31m"
        facts.outages[0].summary = "</li></details><script>"
        facts.invoices = [Samples.invoice(123_450, currency: "<i>")]
        let entry = Samples.entry(facts, ledger: Ledger(currency: "<i>", notes: ["<u>AV</u>"]))
        let written = try page([entry])
        let check = try MarkupCheck(written)
        #expect(check.all("script").count == 1)
        for name in ["img", "i", "u"] { #expect(check.all(name).isEmpty) }
        #expect(check.text.contains("S<script>alert(1)</script>\\u{202E}"))
        #expect(check.text.contains("\"Dupont\" & 'fils'\\r\\n\\u{0}"))
        #expect(check.text.contains("]]>--><b>\\u{1B}[31m"))
        let controls = written.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E }
        #expect(controls.isEmpty)
    }

    @Test("a page needs nothing but itself", arguments: Language.allCases)
    func selfContained(_ language: Language) throws {
        let written = try page(Samples.fourEntries, language)
        for forbidden in [
            "http:", "https:", "//", "@import", "src=", "<link", "<iframe", "<form", "fetch(", "url(h",
        ] {
            #expect(!written.contains(forbidden), "\(forbidden)")
        }
        let policy = try MarkupCheck(written).all("meta").first { $0.attributes["http-equiv"] != nil }
        #expect(policy?.attributes["content"]?.hasPrefix("default-src 'none';") == true)
    }

    @Test("every table has a caption, and every head of a column or row its scope")
    func accessible() throws {
        let check = try MarkupCheck(try page(Samples.fourEntries))
        #expect(check.all("table").count >= 5)
        #expect(check.all("table").count == check.all("caption").count)
        #expect(check.all("th").allSatisfy { ["col", "row"].contains($0.attributes["scope"] ?? "") })
        let drawings = check.all("svg").filter { $0.attributes["aria-hidden"] == nil }
        #expect(drawings.allSatisfy { $0.attributes["role"] == "img" })
        #expect(check.all("title").count { $0.path.last == "svg" } == drawings.count)
    }

    @Test("the figures are those of the month, as French typography writes them")
    func figures() throws {
        let text = try MarkupCheck(try page(Samples.fourEntries)).text
        for expected in [
            "objectif tenu\u{A0}: 1", "manqué\u{A0}: 2", "sans verdict\u{A0}: 1", "50,00\u{A0}€",
            "99,5000\u{202F}%", "moins de 99,85\u{202F}%", "novembre 2026", "AV-2026-000001",
            "Provisoire\u{A0}: le mois n’est pas terminé pour 1\u{A0}abonnement.",
        ] {
            #expect(text.contains(expected), "\(expected)")
        }
        #expect(!text.contains("Optional(") && !text.contains("nil"))
    }

    @Test("where the other reading decides, both stand side by side")
    func otherReading() throws {
        let text = try MarkupCheck(try page([Samples.fourEntries[2]])).text
        #expect(
            text.contains(
                "Pour 1\u{A0}abonnement, l’autre lecture des conditions donnerait un autre taux\u{A0}: "))
        #expect(text.contains("0,00\u{A0}€ au lieu de 50,00\u{A0}€, avant plafond."))
        #expect(text.contains("99,8611\u{202F}%sur le mois entier"))
        let met = try MarkupCheck(try page([Samples.fourEntries[3]])).text
        #expect(!met.contains("l’autre lecture"))
    }

    @Test("the page says where the terms stand whose reading decides, and quotes no article of others")
    func sourcesOfTerms() throws {
        let decided = Samples.fourEntries[2]
        var other = decided
        other.facts.subscription = "SUB-0009"
        var terms = Samples.axantis
        terms.source = "CALLKOM <CGV>, article 3"
        other.facts.spells[0].calendar = MonthCalendar(
            month: Samples.november, terms: terms, zone: Samples.paris, holidays: [])
        let french = try MarkupCheck(try page([decided, other])).text
        let sources =
            "Axantis, Contact Experience, version 03.2025, article 7\u{202F}; CALLKOM <CGV>, article 3."
        #expect(french.contains("avant plafond. Conditions\u{A0}: \(sources)"))
        let english = try MarkupCheck(try page([other], .english)).text
        #expect(english.contains("before the cap. Terms: CALLKOM <CGV>, article 3."))
        #expect(!english.contains("article 7") && !english.contains("Article 7"))
    }

    @Test("each class of lost time is drawn on its day and said in words")
    func drawing() throws {
        let written = try page([Samples.entry(Samples.everyClass)])
        let check = try MarkupCheck(written)
        // The small drawing: 7 units a day, 24 for the ten hours; 09:12 to 11:30 on the 5th, then the 20th, the 30th.
        #expect(written.contains("<path class=\"c\" d=\"M31 3v6M136 1v3M206 21v3\"/>"))
        #expect(written.contains("<path class=\"u\" d=\"M80 21v3\"/>"))
        let counted = LocalText(.french).duration(118 * Microseconds.perMinute + 500_001)
        #expect(check.text.contains("5\u{A0}nov.\u{A0}: \(counted) comptées, 20\u{A0}min excusées"))
        #expect(check.text.contains("12\u{A0}nov.\u{A0}: 60\u{A0}min non signalées"))
        #expect(check.text.contains("10\u{A0}nov.\u{A0}: 120\u{A0}min de maintenance"))
    }

    @Test("a month without subscriptions says so")
    func empty() throws {
        let check = try MarkupCheck(try page([]))
        #expect(check.text.contains("Aucun abonnement n’est en vigueur ce mois-ci."))
        #expect(check.all("table").isEmpty)
    }

    @Test("a month without any outage has no sheets, and says that nothing was lost")
    func noOutages() throws {
        let check = try MarkupCheck(try page((1...9).map { Samples.entry(Samples.facts("SUB-000\($0)")) }))
        #expect(check.text.contains("Aucune indisponibilité ce mois-ci."))
        #expect(!check.elements.contains { $0.attributes["class"] == "sheet" })
    }

    @Test("two hundred outages make one sheet: the heaviest are named, the rest counted")
    func manyOutages() throws {
        var facts = Samples.facts()
        facts.outages = (0..<200).map { number in
            let day = "2026-11-\(padded(2 + number / 8, to: 2))"
            let hour = padded(8 + number % 8, to: 2)
            return Samples.outage("INC-\(number)", "\(day) \(hour):00:00", "\(day) \(hour):01:00")
        }
        facts.outages[3].endedAt = Samples.at("2026-11-02 11:30:00")
        let text = try MarkupCheck(try page([Samples.entry(facts)])).text
        #expect(text.contains("INC-3 noc\u{A0}: 30\u{A0}min comptées"))
        #expect(text.contains("et 192 autres\u{A0}: avoir explain 2026-11 SUB-0001"))
        #expect(!text.contains("INC-150"))
    }
}
