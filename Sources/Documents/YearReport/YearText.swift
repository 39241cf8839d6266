import Messages
import SLA

/// A report of several months for a terminal: by month, customer, service, tier and status.
struct YearText: YearReport {
    private var stream: ByteStream
    private let scope: YearScope
    private let text: LocalText
    private var tally = YearTally()

    init(on scope: YearScope, in language: Language, to stream: ByteStream) {
        self.stream = stream
        self.scope = scope
        text = LocalText(language)
    }

    mutating func add(_ standing: MonthStanding) { tally.add(standing) }

    mutating func finish() throws {
        let period = text.period(scope.months, \.description)
        stream.append(
            line: text.pick("Disponibilité et avoirs, ", "Availability and credits, ") + period)
        stream.append(line: "")
        for line in summary { stream.append(line: line) }
        try section(text.pick("Par mois", "By month"), months)
        try section(text.pick("Par client", "By customer"), customers)
        try section(text.pick("Par service", "By service"), services)
        try section(text.pick("Par barème", "By tier"), tiers)
        try section(text.pick("Par état", "By status"), statuses)
        try stream.drain()
    }

    private var summary: [String] {
        let total = tally.total
        var lines = [
            text.say(
                "\(total.months) mois d’abonnement : objectif tenu \(total.met), manqué \(total.missed), sans verdict "
                    + "\(total.withoutVerdict)",
                "\(counted(total.months, "month")) of subscriptions: \(total.met) met the target, \(total.missed) missed it, "
                    + "\(total.withoutVerdict) without a verdict")
        ]
        if !total.credited.isEmpty {
            lines.append(
                text.say("Crédité : ", "Credited so far: ") + text.amounts(total.credited))
        }
        if !total.commercial.isEmpty {
            lines.append(
                text.say("Par avoirs commerciaux, en plus : ", "By commercial notes besides: ")
                    + text.amounts(total.commercial))
        }
        let unassessed = scope.unassessed
        if !unassessed.isEmpty {
            lines.append(
                text.say("Non évalués : ", "Not assessed: ") + text.ranges(of: unassessed, \.description))
        }
        return lines
    }

    private mutating func section(_ title: String, _ table: GroupLines) throws {
        guard !table.isEmpty else { return }
        stream.append(line: "")
        stream.append(line: title)
        for line in table.lines {
            stream.append(line: line)
            try stream.drainIfFull()
        }
    }

    private var months: GroupLines {
        var lines = GroupLines(
            [text.pick("mois", "month")], counting: text.pick("abonnements", "subscriptions"), text)
        for month in scope.months.all where scope.assessed.contains(month) || tally.months[month] != nil {
            lines.add([month.description], tally.group(of: month))
        }
        if !lines.isEmpty { lines.add(["total"], tally.total) }
        return lines
    }

    private var customers: GroupLines {
        var lines = GroupLines(
            [text.pick("client", "customer"), text.pick("nom", "name")],
            counting: text.pick("mois", "months"),
            text)
        for (customer, name, group) in tally.customersInOrder {
            lines.add([customer, name.map { TerminalText.cut($0, to: 32) } ?? "-"], group)
        }
        return lines
    }

    private var services: GroupLines {
        var lines = GroupLines(["service"], counting: text.pick("mois", "months"), text)
        for (service, group) in tally.servicesInOrder { lines.add([service], group) }
        return lines
    }

    private var tiers: GroupLines {
        var lines = GroupLines([text.pick("barème", "tier")], counting: text.pick("mois", "months"), text)
        for (earnedBy, group) in tally.tiersInOrder { lines.add([text.tier(earnedBy)], group) }
        return lines
    }

    private var statuses: GroupLines {
        var lines = GroupLines([text.pick("état", "status")], counting: text.pick("mois", "months"), text)
        for (status, group) in tally.statusesInOrder { lines.add([text.state(status)], group) }
        return lines
    }
}

/// A table of groups: a line each, and one more for each further currency.
private struct GroupLines {
    private var table: Table
    private let text: LocalText
    private(set) var isEmpty = true

    /// - Parameter names: the columns that name a group.
    init(_ names: [String], counting count: String, _ text: LocalText) {
        self.text = text
        let numbers = [Table.Alignment](repeating: .right, count: 9)
        table = Table(names.map { _ in .left } + numbers)
        table.add(
            names + [
                count, text.pick("tenu", "met"), text.pick("manqué", "missed"),
                text.pick("sans verdict", "no verdict"), text.pick("disponibilité", "available"),
                text.pick("indisponible", "downtime"), text.pick("calculé", "computed"),
                text.pick("crédité", "credited"), text.pick("commercial", "commercial"),
            ])
    }

    mutating func add(_ names: [String], _ group: YearGroup) {
        isEmpty = false
        let currencies = group.currencies
        func amounts(_ currency: String?) -> [String] {
            [group.computed, group.credited, group.commercial].map { amounts in
                currency.flatMap { name in amounts[name].map { text.amount($0, name) } } ?? "-"
            }
        }
        table.add(
            names + [
                String(group.months), String(group.met), String(group.missed), String(group.withoutVerdict),
                text.exact(group.availability.percentText), DurationText.clock(group.downtime),
            ] + amounts(currencies.first))
        for currency in currencies.dropFirst() {
            table.add([String](repeating: "", count: names.count + 6) + amounts(currency))
        }
    }

    var lines: some Sequence<String> { table.lines(indent: 2) }
}
