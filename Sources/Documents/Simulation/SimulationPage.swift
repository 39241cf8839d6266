import SLA

extension Simulation {
    /// As a page: one self-contained HTML file that needs neither network nor script.
    package func page(_ language: Language) -> [UInt8] {
        HTMLWriter.whole { html in
            SimulationPage(simulation: self, words: SimulationWords(text: LocalText(language), isPage: true))
                .write(to: &html)
        }
    }
}

/// Both costs side by side: the sums, then by month and rate, by customer, and the months that differ most.
private struct SimulationPage {
    let simulation: Simulation
    let words: SimulationWords

    private var text: LocalText { words.text }

    func write(to html: inout HTMLWriter) {
        PageHead(
            language: text.language, title: words.title + ", " + words.range(simulation),
            styles: [Resources.monthStyle, Resources.simulationStyle], allowsScripts: false
        ).write(to: &html)
        html.element("body") { html in
            html.newline()
            html.element("main") { html in
                header(to: &html)
                guard simulation.judged > 0 else { return }
                figures(to: &html)
                panels(to: &html)
                if !simulation.rows.isEmpty {
                    SimulationTables(simulation: simulation, words: words).write(to: &html)
                }
                remarks(to: &html)
            }
            html.newline()
        }
        html.close("html")
        html.newline()
    }

    private func header(to html: inout HTMLWriter) {
        html.element("header", ["class": "top"]) { html in
            html.element("h1") { html in
                html.text(words.title)
                html.element("span", text: words.range(simulation))
            }
            html.element("p", data: words.terms(simulation))
            if !simulation.notInEffect.isEmpty {
                html.element("p", ["class": "notice"], data: words.notInEffect(simulation))
            }
            if simulation.judged == 0 {
                html.element("p", ["class": "notice"], text: words.judged(simulation))
            }
        }
        html.newline()
    }

    private func figures(to html: inout HTMLWriter) {
        html.element(
            "section",
            ["class": "figures simulated", "aria-label": text.pick("Chiffres clés", "Key figures")]
        ) { html in
            let sums = simulation.total.inOrder
            let before = text.pick("avant plafond, hors taxes", "before the cap, before tax")
            let credits = simulation.total
            html.figure(
                words.own, sums.map { words.money($0.sum.own, $0.currency) },
                "\(count(credits.ownCredits)), \(before)")
            html.figure(
                words.other, sums.map { words.money($0.sum.other, $0.currency) },
                "\(count(credits.otherCredits)), \(before)")
            html.figure(
                words.difference, sums.map { words.signed($0.sum.difference, $0.currency) },
                text.pick("autres moins actuelles", "other less own"))
            html.figure(
                text.pick("Mois d’abonnement", "Months of subscriptions"), [text.integer(simulation.judged)],
                text.pick(
                    "dont \(text.integer(simulation.underOthers)) sous les autres conditions",
                    "\(text.integer(simulation.underOthers)) of them under the other terms"))
        }
        html.newline()
    }

    private func count(_ credits: Int) -> String {
        text.integer(credits)
            + text.pick(credits == 1 ? " avoir" : " avoirs", credits == 1 ? " credit" : " credits")
    }

    private func panels(to html: inout HTMLWriter) {
        html.element("div", ["class": "panels"]) { html in
            html.element("section", ["class": "panel wide"]) { html in
                html.element("h2", text: text.pick("Par mois", "By month"))
                SimulationMonths(simulation: simulation, words: words).write(to: &html)
            }
        }
        html.newline()
    }

    private func remarks(to html: inout HTMLWriter) {
        html.element("section", ["class": "guide"]) { html in
            html.element("h2", text: text.pick("Comment lire cette page", "How to read this page"))
            if simulation.rows.isEmpty { html.element("p", text: words.nothing) }
            html.element("ul", ["class": "remarks"]) { html in
                for line in words.remarks(simulation) { html.element("li", text: line) }
            }
        }
        html.newline()
    }
}
