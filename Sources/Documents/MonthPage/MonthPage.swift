package import SLA

/// The report as a page: one self-contained HTML file that needs neither network nor script.
///
/// The overview stands first, but is known last: until then each subscription is kept as its finished row
/// (a few hundred bytes), and the weightiest ones with what their sheets show.
package struct MonthPage: MonthReport {
    private var html: HTMLWriter
    private let month: Month
    private let text: LocalText
    private let drawing: StripDrawing
    private var totals = ReportTotals()
    private var tally = MonthTally()
    private var readings = OtherReadings()
    private var tracks = StripTracks()
    private var rows: [MonthPageRow] = []
    private var missed = SheetPile(limit: 500)
    /// Those that missed no target, but had lost time or a note.
    private var others = SheetPile(limit: 200)

    package init(on month: Month, in language: Language, to stream: ByteStream) {
        self.month = month
        text = LocalText(language)
        drawing = StripDrawing(month: month, text: text)
        html = HTMLWriter(to: stream)
    }

    package mutating func add(_ entry: ReportEntry) throws {
        totals.add(entry)
        tally.add(entry)
        let ordinal = totals.subscriptions
        readings.add(entry, ordinal: ordinal)
        let track = tracks.track(for: entry)
        let strip = entry.judgement.timeline.flatMap { timeline in
            entry.facts.calendar.map {
                MonthStrip(timeline, calendar: $0, firstFutureDay: entry.firstFutureDay)
            }
        }
        rows.append(MonthPageRow(entry, strip: strip, track: track, drawing: drawing))
        let sheet = SubscriptionSheet(entry, ordinal: ordinal, strip: strip, track: track)
        if entry.statement.isMet == false {
            missed.add(sheet)
        } else if entry.statement.classes.hasDowntime || entry.ledger.isTouched {
            others.add(sheet)
        }
    }

    package mutating func finish() throws {
        head()
        let missedSheets = missed.weightiest
        let otherSheets = others.weightiest
        let isShort =
            missedSheets.count + otherSheets.count <= 60 && rows.count <= AllSubscriptions.rowsPerPart
        html.open("body", ["class": isShort ? "short" : nil])
        html.newline()
        tracks.write(to: &html, month: month, text: text)
        html.open("main")
        MonthOverview(month: month, text: text, totals: totals, tally: tally).write(to: &html)
        let anchors = Set((missedSheets + otherSheets).map(\.ordinal))
        try sheets(
            missedSheets, of: missed.count, id: "missed",
            title: text.pick("Objectif manqué", "Target missed"),
            note: text.pick(
                "Du plus grand montant au plus petit. Chaque ligne s’ouvre sur son détail.",
                "From the largest amount to the smallest. Each line opens to show its details."))
        ReadingsSection(text: text, readings: readings).write(anchors: anchors, to: &html)
        try sheets(
            otherSheets, of: others.count, id: "others",
            title: text.pick(
                "Sans manquement, mais pas sans indisponibilité", "No breach, but some downtime"),
            note: text.say(
                "Objectif tenu ou absent : indisponibilités courtes, excusées ou jamais signalées.",
                "Target met or absent: downtime that was short, excused or never notified."))
        if !rows.isEmpty {
            let all = AllSubscriptions(month: month, text: text, statuses: totals.statuses.map(\.status))
            try all.write(rows, anchors: anchors, to: &html)
            ReadingGuide(text: text).write(to: &html)
        }
        html.close("main")
        html.newline()
        html.element("script") { $0.raw(Resources.monthScript) }
        html.newline()
        html.close("body")
        html.close("html")
        html.newline()
        try html.stream.drain()
    }

    private mutating func sheets(
        _ sheets: [SubscriptionSheet], of count: Int, id: String, title: String, note: String
    ) throws {
        guard !sheets.isEmpty else { return }
        html.open("section", ["id": id])
        html.element("h2") { html in
            html.text(title + " ")
            html.element("span", ["class": "count"], text: text.integer(count))
        }
        html.element("p", ["class": "soft"], text: note)
        html.newline()
        for (index, sheet) in sheets.enumerated() {
            if index == Self.unfolded {
                html.open("details", ["class": "plain rest"])
                html.element(
                    "summary",
                    text: text.pick("Les ", "The next ") + text.integer(sheets.count - index)
                        + text.pick(" suivants", ""))
                html.newline()
            }
            SheetMarkup(drawing: drawing).write(sheet, to: &html)
            try html.stream.drainIfFull()
        }
        if sheets.count > Self.unfolded { html.close("details") }
        if count > sheets.count {
            html.element(
                "p", ["class": "soft"],
                text: text.say(
                    "Les \(text.integer(count - sheets.count)) autres sont dans la table de tous les abonnements ; "
                        + "« avoir explain » donne le détail de chacun.",
                    "The other \(text.integer(count - sheets.count)) are in the table of all subscriptions; avoir "
                        + "explain gives the details of each."))
        }
        html.close("section")
        html.newline()
    }

    /// How many sheets a section lists before it folds the rest away.
    private static let unfolded = 25

    private mutating func head() {
        PageHead(
            language: text.language,
            title: text.pick("Disponibilité et avoirs, ", "Availability and credits, ") + text.month(month),
            styles: [Resources.monthStyle], allowsScripts: true
        ).write(to: &html)
    }
}

extension Classes {
    var hasDowntime: Bool { countedDowntime > 0 || unnotifiedDowntime > 0 || excusedTotal > 0 }
}
