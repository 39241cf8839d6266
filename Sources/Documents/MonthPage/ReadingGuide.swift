import SLA

/// The key of the drawings, and what the page's words mean.
struct ReadingGuide {
    let text: LocalText

    func write(to html: inout HTMLWriter) {
        html.element("section", ["class": "guide"]) { html in
            html.element("h2", text: text.pick("Comment lire cette page", "How to read this page"))
            html.element("ul", ["class": "key"]) { html in
                for (style, name) in keys {
                    html.element("li") { html in
                        html.element("svg", ["viewBox": "0 0 14 24", "aria-hidden": "true"]) { html in
                            html.empty("path", ["class": "a", "d": "M3 0v24M10 0v24"])
                            html.empty("path", ["class": style, "d": "M3 6v12M10 0v24"])
                        }
                        html.text(name)
                    }
                }
            }
            for paragraph in paragraphs { html.element("p", text: paragraph) }
        }
        html.newline()
    }

    private var keys: [(String, String)] {
        [
            ("a", text.pick("couvert, disponible", "covered, available")),
            ("c", text.pick("indisponibilité comptée", "counted downtime")),
            ("u", text.pick("indisponibilité non signalée", "unnotified downtime")),
            ("x", text.pick("indisponibilité excusée", "excused downtime")),
            ("m", text.pick("maintenance, hors couverture", "maintenance, not covered")),
            ("h", text.pick("jour férié, hors couverture", "holiday, not covered")),
        ]
    }

    private var paragraphs: [String] {
        [
            text.say(
                "Chaque dessin est un mois : un jour par colonne, les heures couvertes de haut en bas. Les "
                    + "indisponibilités y sont à leur place ; une très courte est dessinée plus longue qu’elle n’est, pour rester visible.",
                "Each drawing is a month: one column per day, the covered hours from top to bottom. Downtime is drawn "
                    + "where it happened; very short downtime is drawn longer than it was, to stay visible."),
            text.say(
                "La disponibilité se calcule exactement, à la microseconde ; elle est imprimée à quatre décimales, "
                    + "tronquée, jamais arrondie vers le haut (R8).",
                "Availability is computed exactly, to the microsecond; it is printed with four decimals, "
                    + "truncated, never rounded up (R8)."),
            text.say(
                "Calculé : ce que le barème donne sur le montant facturé hors taxes, après le plafond dès qu’il est "
                    + "connu, que l’avoir puisse être émis ou non. Crédité : le net des avoirs émis pour ce mois.",
                "Computed: the tier’s rate of the amount invoiced before tax, after the cap once that is "
                    + "known, whether or not a credit can be issued. Credited: the net of the notes issued for this month."
            ),
        ]
    }
}
