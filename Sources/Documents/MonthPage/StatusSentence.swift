import SLA

/// A subscription's status in a sentence, with its amounts and dates.
struct StatusSentence {
    let text: LocalText

    func sentence(_ entry: ReportEntry) -> String {
        guard text.language == .french else { return entry.statusSentence }
        return text.say(french(entry), "")
    }

    private func french(_ entry: ReportEntry) -> String {
        let amount = money(entry.amount, entry)
        let credited = money(entry.ledger.credited, entry)
        let cut = money(entry.ledger.cutByCap, entry)
        switch entry.status {
        case .noTerms:
            return
                "Aucune version des conditions n’était en vigueur le \(text.date(entry.facts.month.firstDay)) : "
                + "rien n’est mesuré, aucun avoir ne peut être dû."
        case .overcredited:
            return
                "Ce qui est crédité, \(credited), dépasse ce qui est dû aujourd’hui, \(amount) : seule "
                + "l’annulation expresse d’un avoir le corrige (R14)."
        case .issued: return "Ce qui est dû a été crédité : \(credited) (R14)."
        case .provisional: return provisional(entry)
        case .notMeasurable:
            return "Aucun temps de la période ne se mesure : ni disponibilité, ni manquement (R7)."
        case .noCommitment:
            return
                "Les conditions ne promettent aucun objectif : la disponibilité est mesurée, jamais créditée."
        case .none: return "L’objectif est tenu : aucun avoir n’est dû (R9)."
        case .awaitingRequest:
            let deadline =
                entry.lastDayForRequest.map { "Dernier jour pour la faire : \(text.date($0))." }
                ?? "Les conditions ne fixent pas de délai."
            return
                "L’objectif est manqué, mais l’avoir n’est émis que sur demande, et aucune n’est enregistrée pour "
                + "ce mois (R12). \(deadline)"
        case .expired:
            let request = entry.facts.request.map { " du \(text.date($0.requestedOn))" } ?? ""
            let deadline = entry.lastDayForRequest.map { ", le \(text.date($0))" } ?? ""
            return
                "L’objectif est manqué, mais la demande\(request) est arrivée après le dernier jour\(deadline) : elle "
                + "est refusée (R12)."
        case .awaitingInvoice:
            return
                "L’objectif est manqué, mais aucune facture n’est enregistrée pour ce mois : le taux n’a pas de base "
                + "(R11)."
        case .nothingDue: return nothingDue(entry)
        case .heldByCap:
            return "L’avoir de \(amount) attend, entier, un jour où le plafond lui laisse la place (R13)."
        case .cappedOut:
            return
                "Le plafond ne laisse rien de cet avoir : \(cut) sont retranchés, définitivement pour cette révision "
                + "(R13)."
        case .issuable:
            let cap = entry.ledger.cutByCap > .zero ? " Le plafond en retranche \(cut) (R13)." : ""
            guard entry.ledger.credited != .zero else {
                return "Rien ne manque : un avoir de \(amount) peut être émis.\(cap)"
            }
            return
                "Il est dû plus que les \(credited) déjà crédités : un avoir complémentaire peut être émis, jusqu’à "
                + "\(amount) en tout (R14).\(cap)"
        }
    }

    private func provisional(_ entry: ReportEntry) -> String {
        let outlook =
            switch entry.statement.isMet {
            case true: "à ce stade, l’objectif est tenu"
            case false: "à ce stade, l’objectif est manqué"
            case nil: "aucun objectif n’est en jeu jusqu’ici"
            }
        return
            "Le mois n’est pas terminé : \(outlook), et tout peut encore changer. Une défaillance dont la fin n’est "
            + "pas connue est comptée jusqu’à la fin de la période (R3)."
    }

    private func nothingDue(_ entry: ReportEntry) -> String {
        let credit = entry.statement.credit
        guard let rate = credit.rate, rate != .zero else {
            return "L’objectif est manqué, mais les conditions ne prévoient pas d’avoir dans ce cas."
        }
        let base = money(credit.base, entry)
        guard let known = credit.base, known <= .zero else {
            return "L’objectif est manqué, mais \(text.percent(rate)) de \(base) s’arrondissent à rien (R11)."
        }
        return "L’objectif est manqué, mais le montant facturé est de \(base) : rien n’est dû (R11)."
    }

    private func money(_ amount: Cents?, _ entry: ReportEntry) -> String {
        amount.map { text.money($0, in: entry.currency) } ?? "un montant encore inconnu"
    }
}
