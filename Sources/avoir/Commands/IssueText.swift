import Documents
import Messages
import SLA
import Store

extension IssueResult {
    /// What was or would be issued, and what not, for a terminal.
    ///
    /// - Parameter file: where the plan was saved.
    func text(in language: Language, savedIn file: String? = nil) -> String {
        IssueText(result: self, text: LocalText(language)).text(savedIn: file)
    }
}

/// The result of issuing a month in words.
private struct IssueText {
    let result: IssueResult
    let text: LocalText

    func text(savedIn file: String?) -> String {
        var lines = [heading] + choice + credits + cuts + before + refusals
        lines += result.planLines(savedIn: file, text)
        if !result.warnings.isEmpty {
            lines += ["", text.say("Avertissements :", "Warnings:")]
            var table = Table([.left, .left])
            for warning in result.warnings { table.add([warning.subscription, warning.text(text.language)]) }
            lines += table.lines(indent: 2)
        }
        if !result.anchors.isEmpty {
            lines += ["", text.say("Ancres (gardées dans anchors.log) :", "Anchors (kept in anchors.log):")]
            lines += result.anchors.map { "  \($0.chain) \($0.no) \($0.hash)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var heading: String {
        let isDryRun = result.isDryRun
        let count = isDryRun ? Set(result.plan.compactMap(\.note)).count : result.numbers.count
        let french =
            switch (count, isDryRun) {
            case (0, true): "aucun avoir ne serait émis"
            case (0, false): "aucun avoir émis"
            case (1, true): "1 avoir serait émis"
            case (1, false): "1 avoir émis"
            case (_, true): "\(count) avoirs seraient émis"
            case (_, false): "\(count) avoirs émis"
            }
        return text.say(
            "\(text.month(result.month)), date d’émission \(text.date(result.date)) : \(french)",
            "\(result.month), issue date \(result.date): \(counted(count, "credit note")) "
                + (isDryRun ? "would be issued" : "issued"))
    }

    private var choice: [String] {
        func names(_ subscriptions: [String]) -> String {
            subscriptions.map(TerminalText.safe).joined(separator: ", ")
        }
        if let only = result.choice.only {
            return [
                text.say(
                    "seulement \(names(only)) ; ce qui est dû aux autres reste dû",
                    "only of \(names(only)); what is due to others stays due")
            ]
        }
        guard let except = result.choice.except else { return [] }
        return [
            text.say(
                "sauf \(names(except)) : ce qui leur est dû reste dû",
                "not of \(names(except)): what is due to them stays due")
        ]
    }

    private var credits: [String] {
        let credits = result.plan.filter { $0.credit > .zero }
        guard !credits.isEmpty else { return [] }
        var table = Table([.left, .left, .right, .left, .left])
        let numbers = result.numberOfSubscription
        for credit in credits {
            func money(_ amount: Cents) -> String { text.plainMoney(amount, credit.currency) }
            let cut =
                credit.cut > .zero
                ? text.say(
                    "réduit de \(money(credit.cut)) par le plafond (R13)", "cut by \(credit.cut) (R13)") : ""
            let supplement =
                credit.credited > .zero
                ? text.say(
                    "complément, \(money(credit.credited)) déjà crédités", "supplements \(credit.credited)")
                : ""
            table.add([
                numbers[credit.subscription] ?? "", credit.subscription, money(credit.credit),
                TerminalText.cut(credit.customerName, to: 32),
                [supplement, cut].filter { !$0.isEmpty }.joined(separator: ", "),
            ])
        }
        return Array(table.lines(indent: 2)) + ["  \(credits.map(SavedPlan.Credit.init).total(text))"]
    }

    /// The credits that the cap, a missing detail or a VAT rate holds back.
    private var cuts: [String] {
        // Why a month is on hold stands under what is not credited.
        let kept = result.plan.filter { ![.credited, .onHold].contains($0.outcome) }
        guard !kept.isEmpty else { return [] }
        var table = Table([.left, .left, .left])
        for credit in kept {
            table.add([
                credit.subscription, TerminalText.cut(credit.customerName, to: 32),
                credit.sentence(in: result.month, isDryRun: result.isDryRun, text),
            ])
        }
        return ["", text.say("Crédités en partie ou pas du tout :", "Not credited in full:")]
            + table.lines(indent: 2)
    }

    private var before: [String] {
        guard let before = result.before, let first = before.notes.first, let last = before.notes.last else {
            return []
        }
        let numbers = first == last ? first : "\(first) \(text.pick("à", "to")) \(last)"
        return [
            "",
            text.say(
                "Déjà émis à cette date : \(numbers), par l’exécution \(before.run)",
                "Already issued on that date: \(numbers), by run \(before.run)"),
        ]
    }

    private var refusals: [String] {
        let decided = Set(result.plan.map(\.subscription) + result.refusals.map(\.subscription))
        let idle = (result.choice.only ?? []).filter { !decided.contains($0) }
        guard !result.refusals.isEmpty || !idle.isEmpty else { return [] }
        let nothing = idle.map {
            "  \(TerminalText.safe($0))  \(text.pick("rien n’est dû", "nothing is due"))"
        }
        return ["", text.say("Non crédités :", "Not credited:")] + nothing + withheld
    }

    /// What is said of one stands beside it, what is said of several once above them.
    private var withheld: [String] {
        let all = result.refusals.map { (entry: $0, said: $0.text(text.language)) }
        let counts = Dictionary(all.map { ($0.said, 1) }, uniquingKeysWith: +)
        func lines(_ said: String?, indent: Int) -> [String] {
            var table = Table([.left, .left, .left])
            for (entry, reason) in all where said == nil ? counts[reason] == 1 : reason == said {
                table.add([
                    entry.subscription, TerminalText.cut(entry.customerName, to: 32),
                    said == nil ? reason : "",
                ])
            }
            return Array(table.lines(indent: indent))
        }
        var shared: [String] = []
        for (_, said) in all where counts[said] != 1 && !shared.contains(said) { shared.append(said) }
        return lines(nil, indent: 2)
            + shared.flatMap { said in Prose.folded(said, indent: 2) + lines(said, indent: 4) }
    }
}
