import Documents
import Messages
import SLA
import Store

extension PlannedCredit {
    /// What became of a credit that is due, with its amounts and dates. Source: contract R13, R14.
    ///
    /// - Parameter namesCustomer: where the name does not stand beside it.
    func sentence(
        in month: Month, isDryRun: Bool, namesCustomer: Bool = false, _ text: LocalText
    ) -> String {
        func money(_ amount: Cents) -> String {
            text.say(text.plainMoney(amount, currency), amount.description)
        }
        func day(_ date: LocalDate) -> String { text.say(text.date(date), date.description) }
        let size = text.plainMoney(cap ?? .zero, currency)
        let capped = text.say(
            "le plafond de \(size) par \(capDays ?? 0) jours", "the cap of \(size) in \(capDays ?? 0) days")
        let later =
            firstFreeDate.map {
                text.say(
                    isDryRun
                        ? " ; à partir du \(day($0)), tout pourrait être crédité"
                        : " ; à partir du \(day($0)), tout aurait pu être crédité",
                    "; on or after \(day($0)) all of it \(isDryRun ? "could be" : "could have been") credited"
                )
            } ?? ""
        switch outcome {
        case .credited: return text.say("crédité", "credited")
        case .cut:
            return text.say(
                "\(capped), dont \(money(used)) utilisés, \(isDryRun ? "retrancherait" : "retranche") \(money(cut)) des "
                    + "\(money(due)) dus\(later)",
                "\(capped), \(used) of it used, \(isDryRun ? "would cut" : "cuts") \(cut) of the \(due) due\(later)"
            )
        case .cappedOut:
            return text.say(
                "\(capped) est épuisé (\(money(used))) : rien des \(money(due)) dus \(isDryRun ? "ne serait" : "n’est") "
                    + "crédité\(later)",
                "\(capped) is used up (\(used)), so nothing of the \(due) due "
                    + "\(isDryRun ? "would be credited" : "is credited")\(later)")
        case .held:
            let room =
                firstFreeDate.map {
                    text.say(
                        " ; le premier jour possible est le \(day($0))",
                        ": the first day with room is \(day($0))")
                } ?? ""
            return text.say(
                "\(money(due)) \(isDryRun ? "attendraient" : "attendent") que \(capped) leur laisse la place\(room)",
                "\(due) \(isDryRun ? "would wait" : "waits") for room under \(capped)\(room)")
        case .undecided: return undecided(in: month, capped, text, money, day)
        case .needsReversal:
            return text.say(
                "pas d’avoir complémentaire pour les \(money(due)) dus : à l’un des taux de TVA, il est dû moins que ce qui "
                    + "est crédité ; annulez les avoirs du mois, tout pourra alors être crédité (R14)",
                "no supplement for the \(due) due: at one VAT rate the whole credit has less than is credited; reverse the "
                    + "month's notes, then all of it can be credited (R14)")
        case .onHold:
            return text.say(
                "\(money(due)) dus, suspendus : avoir release lève la suspension",
                "\(due) due, on hold: avoir release lets it be credited")
        case .incomplete:
            let who = namesCustomer ? "\(customer) (\(customerName))" : customer
            return text.say(
                "\(who), non émis : \(missingInFrench)", "\(who), not issued: \(incompleteness)")
        }
    }

    private func undecided(
        in month: Month, _ capped: String, _ text: LocalText, _ money: (Cents) -> String,
        _ day: (LocalDate) -> String
    ) -> String {
        let cut = due - max((cap ?? .zero) - used, .zero)
        let free =
            firstFreeDate.map {
                text.say(
                    " ; à partir du \(day($0)), tout peut être crédité",
                    "; on or after \(day($0)) all of it can be credited")
            } ?? ""
        return text.say(
            "en attente d’une décision : \(capped), dont \(money(used)) utilisés, retrancherait \(money(cut)) des "
                + "\(money(due)) dus, et seule une personne retranche (avoir issue \(month), ou --allow-cuts)\(free)",
            "left undecided: \(capped), \(used) of it used, would cut \(cut) of the \(due) due, and only a person cuts "
                + "(avoir issue \(month), or --allow-cuts)\(free)")
    }
}

extension PlannedCredit {
    /// What is missing, as the rest of a French sentence; the rules of the formats stay in their own words.
    private var missingInFrench: String {
        var lacks: [String] = []
        var others: [String] = []
        for detail in missingDetails {
            switch detail {
            case .customer("exemption_reason"):
                lacks.append("exemption_reason (pourquoi la TVA n’est pas facturée)")
            case .customer("endpoint_id"):
                lacks.append("un endpoint_id du schéma 0225 qui commence par son SIREN")
            case .customer(let name): lacks.append(name)
            case .issuer(let name): others.append("il manque à l’émetteur \(name)")
            case .calendar(let text):
                others.append(
                    "le calendrier \(text.dropFirst("calendar ".count)) ne va pas jusqu’à la fin du mois : importez ses "
                        + "jours, puis le nouveau known_until")
            case .eurRate(let currency):
                others.append(
                    "les factures en \(currency) portent de la TVA, sans eur_rate unique (EUR pour 1 \(currency))"
                )
            case .mixedScope:
                others.append(
                    "une exonération hors du champ de la TVA ne peut pas figurer à côté de TVA dans un avoir")
            case .later(let invoice):
                others.append(
                    "sa facture \(invoice) est postérieure à l’avoir : émettez-le ce jour-là ou après")
            case .rule(let sentence): others.append(sentence)
            }
        }
        let customer = lacks.isEmpty ? [] : ["il manque au client \(lacks.joined(separator: ", "))"]
        return (customer + others).joined(separator: " ; ")
    }
}

extension [SavedPlan.Credit] {
    /// `in all 75.00 EUR before tax`
    func total(_ text: LocalText) -> String {
        var totals: [String: CentsSum] = [:]
        for credit in self { totals[credit.currency, default: CentsSum()].add(credit.credit) }
        let sums = totals.keys.sorted().map { text.plainMoney(totals[$0] ?? CentsSum(), $0) }.joined(
            separator: ", ")
        return text.say("\(sums) hors taxes en tout", "in all \(sums) before tax")
    }
}
