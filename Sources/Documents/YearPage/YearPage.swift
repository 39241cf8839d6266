import SLA

/// A report of several months as a page: one self-contained HTML file that needs neither network nor script.
///
/// Of each subscription's month some hundred bytes are kept until the page is written.
struct YearPage: YearReport {
    private var html: HTMLWriter
    private let scope: YearScope
    private let text: LocalText
    private var tally = YearTally()
    private var rows: YearRows
    private var targets = SharedTarget()

    init(on scope: YearScope, in language: Language, to stream: ByteStream) {
        self.scope = scope
        text = LocalText(language)
        html = HTMLWriter(to: stream)
        rows = YearRows(scope.months)
    }

    mutating func add(_ standing: MonthStanding) {
        tally.add(standing)
        rows.add(standing)
        targets.add(standing)
    }

    mutating func finish() throws {
        let title = text.pick("Disponibilité et avoirs", "Availability and credits")
        let period = text.period(scope.months, text.month)
        PageHead(
            language: text.language, title: "\(title), \(period)",
            styles: [Resources.monthStyle, Resources.yearStyle], allowsScripts: false
        ).write(to: &html)
        html.open("body", ["class": "short"])
        ChartFrame.writePatterns(to: &html)
        html.open("main")
        header(title, period)
        if tally.total.months > 0 { try content() }
        html.close("main")
        html.close("body")
        html.close("html")
        html.newline()
        try html.stream.drain()
    }

    private mutating func header(_ title: String, _ period: String) {
        html.element("header", ["class": "top"]) { [text, scope, tally] html in
            html.element("h1") { html in
                html.text(title)
                html.element("span", text: period)
            }
            let unassessed = scope.unassessed
            if !unassessed.isEmpty {
                html.element(
                    "p", ["class": "notice"],
                    text: text.say("Non évalués : ", "Not assessed: ")
                        + text.ranges(of: unassessed, text.month) + ".")
            }
            if let provisional = tally.statusesInOrder.first(where: { $0.status == .provisional }) {
                html.element(
                    "p", ["class": "notice"],
                    text: text.say(
                        "Provisoire : \(text.integer(provisional.group.months)) mois d’abonnement ne sont pas terminés.",
                        "Provisional: \(text.integer(provisional.group.months)) months of subscriptions are not over."
                    ))
            }
        }
        html.newline()
    }

    private mutating func content() throws {
        let overview = YearOverview(
            text: text, months: scope.months, tally: tally, target: targets.shared?.percentage)
        overview.figures(to: &html)
        overview.charts(to: &html)
        try overview.table(
            of: scope.months.all.filter { scope.assessed.contains($0) || tally.months[$0] != nil }, to: &html)
        try groups("tiers", "Par barème", "By tier", text.pick("Barème", "Tier"), tiers)
        try groups("statuses", "Par état", "By status", text.pick("État", "Status"), statuses)
        try groups(
            "services", "Par service", "By service", "Service",
            tally.servicesInOrder.map { GroupTable.Line(name: $0.service, group: $0.group) })
        try customers()
        try HeatMap(text: text, months: scope.months) { $0.customerName ?? $0.customer }
            .write(rows.inOrder, to: &html)
    }

    private var tiers: [GroupTable.Line] {
        tally.tiersInOrder.map { earnedBy, group in
            GroupTable.Line(
                name: earnedBy.map { text.name($0) } ?? text.pick("sans barème", "no tier"),
                remark: earnedBy.flatMap { text.remark($0.worth) }, group: group)
        }
    }

    private var statuses: [GroupTable.Line] {
        let words = StatusText(text: text)
        return tally.statusesInOrder.map { status, group in
            GroupTable.Line(name: words.name(status), remark: words.meaning(status), group: group)
        }
    }

    private mutating func groups(
        _ id: String, _ french: String, _ english: String, _ name: String, _ lines: [GroupTable.Line]
    ) throws {
        html.open("section", ["id": id])
        html.element("h2", text: text.pick(french, english))
        try table(name, caption: text.pick(french, english) + ", " + period).write(
            lines, total: nil, to: &html)
        html.close("section")
        html.newline()
    }

    private var period: String { text.period(scope.months, text.month) }

    private func table(_ name: String, caption: String) -> GroupTable {
        GroupTable(text: text, name: name, count: text.pick("Mois", "Months"), caption: caption)
    }

    /// Those with the most missed months first; the others folded.
    private mutating func customers() throws {
        let lines = tally.customersInOrder.sorted { $0.group.missed > $1.group.missed }.map {
            GroupTable.Line(
                name: $0.name ?? $0.customer, remark: $0.name == nil ? nil : $0.customer, group: $0.group)
        }
        html.open("section", ["id": "customers"])
        html.element("h2") { [text] html in
            html.text(text.pick("Par client ", "By customer "))
            html.element("span", ["class": "count"], text: text.integer(lines.count))
        }
        let table = table(
            text.pick("Client", "Customer"),
            caption: text.pick(
                "Du plus grand nombre de mois manqués au plus petit",
                "From the most missed months to the fewest"))
        let unfolded = lines.count <= 50 ? lines.count : 25
        try table.write(lines[..<unfolded], total: nil, to: &html)
        for start in stride(from: unfolded, to: lines.count, by: HeatMap.rowsPerPart) {
            let part = lines[start..<min(start + HeatMap.rowsPerPart, lines.count)]
            let missed = part.reduce(0) { $0 + $1.group.missed }
            FoldedPart(text: text).open(
                from: text.integer(start + 1), to: text.integer(part.endIndex),
                text.say(
                    "mois manqués : \(text.integer(missed))", "months missed: \(text.integer(missed))"), &html
            )
            try table.write(part, total: nil, to: &html)
            html.close("details")
            html.newline()
        }
        html.close("section")
        html.newline()
    }
}

/// The target of all months, where it is one.
struct SharedTarget {
    private var targets: Set<Target> = []

    mutating func add(_ standing: MonthStanding) {
        if targets.count < 2, let target = standing.measurement?.target { targets.insert(target) }
    }

    var shared: Target? { targets.count == 1 ? targets.first : nil }
}
