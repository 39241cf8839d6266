import Messages
import SLA

extension Explanation {
    /// Why a subscription's month came out as it did, for a terminal; at most 100 columns where the
    /// data allow it. Control characters in the data are escaped.
    package func text(_ language: Language) -> [UInt8] {
        var text = ExplainText(self, LocalText(language))
        text.write()
        return text.prose.bytes
    }
}

/// The explanation for a terminal, section by section.
struct ExplainText {
    let explanation: Explanation
    let entry: ReportEntry
    let time: ExplainTime
    let text: LocalText
    var prose = Prose()

    init(_ explanation: Explanation, _ text: LocalText) {
        self.explanation = explanation
        self.text = text
        entry = explanation.entry
        let changes = entry.zone.pieces(of: entry.statement.period).count > 1
        // Without terms the times are UTC, and nothing else says so.
        time = ExplainTime(
            text: text, time: LocalTime(entry.zone, showsOffset: changes || entry.facts.calendar == nil))
    }

    var statement: MonthStatement { entry.statement }
    func safe(_ text: String) -> String { TerminalText.safe(text) }

    mutating func write() {
        summary()
        if let calendar = entry.facts.calendar, let timeline = entry.judgement.timeline {
            terms(calendar.terms)
            period(calendar)
            coverage(CoverageMakeup(entry.facts, timeline: timeline), calendar.terms)
            outages(
                Evidence(entry.facts, statement: statement, timeline: timeline, terms: calendar.terms),
                calendar.terms)
            if let strips = DayStrips(timeline, facts: entry.facts) { days(strips) }
            classes(calendar.terms)
            availability(calendar.terms)
            credit(calendar.terms)
            otherReading()
        } else if entry.ledger.isTouched {
            heading("Avoir (R11 à R14)", "Credit (R11 to R14)")
            holds()
            commercial()
        }
        revisions()
    }

    mutating func heading(_ french: String, _ english: String) { prose.heading(text.say(french, english)) }

    /// A labelled paragraph, in the language.
    mutating func row(
        _ label: (french: String, english: String), _ french: String,
        _ english: String, indent: Int = 2
    ) {
        prose.row(
            text.pick(label.french, label.english),
            text.say(french, english), indent: indent)
    }

    /// The same for what needs no words.
    mutating func row(_ label: (french: String, english: String), _ value: String, indent: Int = 2) {
        prose.row(text.pick(label.french, label.english), value, indent: indent)
    }

    func earned(_ earned: Earned) -> String { text.earned(earned, entry.currency) }

    func percent(_ value: Percentage) -> String {
        text.language == .french ? text.percent(value) : "\(value)%"
    }

    func percent(_ availability: MeasuredAvailability) -> String? {
        availability.percentText.map { text.language == .french ? text.percent($0) : "\($0)%" }
    }

    func money(_ amount: Cents?) -> String {
        guard text.language == .french else { return entry.money(amount) }
        return amount.map { text.money($0, in: entry.currency) } ?? "un montant encore inconnu"
    }

    private mutating func summary() {
        let facts = entry.facts
        let name = entry.customerName.map { " (\(safe($0)))" } ?? ""
        heading(
            "\(safe(facts.subscription)) : \(safe(facts.service)), client \(safe(facts.customer))\(name), "
                + text.month(facts.month),
            "\(safe(facts.subscription)): \(safe(facts.service)) for customer \(safe(facts.customer))\(name), "
                + facts.month.text)
        if facts.calendar != nil { row(("disponibilité", "availability"), availabilityInShort) }
        row(("avoir", "credit"), creditInShort)
        let status = StatusText(text: text)
        row(
            ("état", "status"), "\(status.name(entry.status)). \(status.sentence(entry))",
            "\(entry.status.rawValue). \(status.sentence(entry))")
        if let today = explanation.today[text.language] {
            row(("à ce jour", "as of today"), safe(today))
        }
        for (index, warning) in ReportWarnings(text: text).texts(entry).enumerated() {
            row(index == 0 ? ("attention", "warning") : ("", ""), safe(warning))
        }
        for (index, missing) in entry.missingForCredit(text).enumerated() {
            row(index == 0 ? ("il manque", "missing") : ("", ""), "- \(missing)")
        }
    }

    private var availabilityInShort: String {
        guard let percent = percent(statement.availability) else {
            return text.pick("non mesurable", "not measurable")
        }
        guard let target = statement.target, let isMet = statement.isMet else {
            return percent + text.say(" ; sans objectif", "; no target")
        }
        let verdict = isMet ? text.pick("tenu", "met") : text.pick("manqué", "missed")
        return text.say(
            "\(percent) ; objectif \(text.target(target)) : \(verdict)",
            "\(percent); target \(text.target(target)): \(verdict)")
    }

    private var creditInShort: String {
        guard let earned = statement.credit.earned, !earned.isNothing else {
            return text.pick("aucun", "none")
        }
        guard let amount = entry.amount else {
            return text.say(
                "\(text.earned(earned)) du montant facturé, qui n’est pas encore connu",
                "\(text.earned(earned)) of the amount invoiced, which is not known yet")
        }
        if let minimum = statement.credit.minimum, amount == .zero, statement.credit.base ?? .zero > .zero {
            let share = text.share(earned, of: money(statement.credit.base)) { money($0) }
            return text.say(
                "\(share), moins que le minimum de \(money(minimum)) : aucun",
                "\(share), less than the minimum of \(money(minimum)): none")
        }
        let cut = entry.ledger.cutByCap == .zero ? "" : text.pick(", après le plafond", ", after the cap")
        let share = text.share(earned, of: money(statement.credit.base)) { money($0) }
        return text.say("\(share) : \(money(amount))\(cut)", "\(share): \(money(amount))\(cut)")
    }

    private mutating func otherReading() {
        let other = statement.otherAvailability
        heading("L’autre lecture du contrat (R15)", "The other reading of the contract (R15)")
        let percent = percent(other) ?? text.pick("non mesurable", "not measurable")
        let basis = text.measured(by: statement.basis.other)
        let rate = statement.otherEarned.map {
            text.pick(", taux \(earned($0))", ", credit rate \(earned($0))")
        }
        row(
            (basis.french, statement.basis.other.rawValue),
            "sur \(basis.what) : \(fraction(other)) = \(percent)\(rate ?? "")",
            "of \(basis.what): \(fraction(other)) = \(percent)\(rate ?? "")")
        guard let own = statement.credit.earned, let other = statement.otherEarned else { return }
        let (ours, others) = (earned(own), earned(other))
        prose.paragraph(
            own.isWorth(other)
                ? text.say(
                    "La lecture ne change rien : les deux donnent \(ours).",
                    "The reading makes no difference: both give \(ours).")
                : text.say(
                    "La lecture décide : \(ours) selon les conditions, \(others) selon l’autre.",
                    "The reading decides: \(ours) by the terms' basis, \(others) by the other."))
    }

    private mutating func revisions() {
        heading("Évaluation", "Assessment")
        let recorded = explanation.recordedAt.map {
            text.pick(", enregistrée : \(time.text($0))", ", recorded \(time.text($0))")
        }
        let watermark = explanation.watermark.map {
            text.pick(", d’après les imports jusqu’au n° \($0)", ", from the imports up to batch \($0)")
        }
        row(("révision", "revision"), "\(entry.revision)\(recorded ?? "")\(watermark ?? "")")
        for (earlier, difference) in explanation.earlier(text) {
            let at = time.text(earlier.assessedAt)
            row(
                ("avant", "before"), "\(earlier.number), \(at) : \(difference)",
                "\(earlier.number), \(at): \(difference)")
        }
    }

    /// `1:05:00`; a fraction of a second with the language's mark.
    func clock(_ microseconds: Int64) -> String {
        let length = DurationText.clock(microseconds)
        return text.language == .french ? length.replacing(".", with: ",") : length
    }

    /// (B − D) / B in seconds.
    func fraction(_ availability: MeasuredAvailability) -> String {
        let mark: Character = text.language == .french ? "," : "."
        return "\(DurationText.seconds(availability.up, decimalMark: mark)) / "
            + "\(DurationText.seconds(availability.base, decimalMark: mark)) s"
    }
}
