import Messages
import SLA

/// A subscription's status in a sentence, with its amounts and dates.
extension StatusText {
    func sentence(_ entry: ReportEntry) -> String {
        switch entry.status {
        case .notAssessed:
            let month = entry.facts.month
            return text.say(
                "Ce mois de l’abonnement n’est pas évalué : avoir assess \(month) l’évalue.",
                "This month of the subscription is not assessed: avoir assess \(month) assesses it.")
        case .noTerms:
            let day = entry.facts.month.firstDay
            return text.say(
                "Aucune version des conditions n’était en vigueur le \(text.date(day)) : rien n’est mesuré, "
                    + "aucun avoir ne peut être dû.",
                "No version of the terms was in force on \(day): nothing is measured, and no credit can be due."
            )
        case .onHold: return hold(entry)
        case .provisional: return provisional(entry)
        case .notMeasurable:
            return text.say(
                "Aucun temps de la période ne se mesure : ni disponibilité, ni manquement (R7).",
                "No time of the period can be measured: there is no availability and no breach (R7).")
        case .noCommitment:
            return text.say(
                "Les conditions ne promettent aucun objectif : la disponibilité est mesurée, jamais créditée.",
                "The terms promise no target: availability is measured and reported, never credited.")
        case .none:
            return text.say(
                "L’objectif est tenu : aucun avoir n’est dû (R9).",
                "The target is met: no credit is due (R9).")
        case .awaitingRequest, .expired, .awaitingInvoice, .nothingDue:
            return text.say("L’objectif est manqué, mais ", "The target is missed, but ") + obstacle(entry)
        case .overcredited, .issued, .heldByCap, .cappedOut, .issuable: return ledger(entry)
        }
    }

    private func hold(_ entry: ReportEntry) -> String {
        guard let hold = entry.ledger.holds.standing else { return meaning(.onHold) }
        let date = entry.zone.day(of: hold.at)
        let reason = TerminalText.safe(hold.reason)
        let by = TerminalText.safe(hold.by)
        let due = entry.statement.credit.status == .issuable ? rest(of: entry) : nil
        return text.say(
            "Suspendu le \(text.date(date)) par \(by) : « \(reason) ». Rien n’est émis avant la levée de la suspension."
                + (due.map { " Montant dû : \(money($0, entry))." } ?? ""),
            "On hold since \(LocalTime.text(date)), by \(by): \(reason)\(reason.hasSuffix(".") ? "" : ".") "
                + "Nothing is issued until it is released."
                + (due.map { " \(money($0, entry)) is due." } ?? ""))
    }

    /// What is due beyond what is credited.
    private func rest(of entry: ReportEntry) -> Cents? {
        entry.amount.map { max($0 - entry.ledger.credited, .zero) }
    }

    private func provisional(_ entry: ReportEntry) -> String {
        let outlook =
            switch entry.statement.isMet {
            case true: text.pick("à ce stade, l’objectif est tenu", "as it stands, the target is met")
            case false: text.pick("à ce stade, l’objectif est manqué", "as it stands, the target is missed")
            case nil: text.pick("aucun objectif n’est en jeu jusqu’ici", "no target applies so far")
            }
        return text.say(
            "Le mois n’est pas terminé : \(outlook), et tout peut encore changer. Une défaillance dont la fin "
                + "n’est pas connue est comptée jusqu’à la fin de la période (R3).",
            "The month is not over: \(outlook), and everything here can still change. An outage that is not "
                + "known to have ended is taken to last to the end of the period (R3).")
    }

    /// The reason why a missed target gives no credit yet.
    private func obstacle(_ entry: ReportEntry) -> String {
        let deadline = entry.statement.credit.requestUntil.map(day)
        switch entry.status {
        case .awaitingRequest:
            let last = deadline.map {
                text.pick("Dernier jour pour la faire : \($0).", "The last day to make one is \($0).")
            }
            let none = text.pick(
                "Les conditions ne fixent pas de délai.", "The terms set no deadline.")
            return text.say(
                "l’avoir n’est émis que sur demande, et aucune n’est enregistrée pour ce mois (R12). "
                    + (last ?? none),
                "a credit is issued only on request, and none is recorded for this month (R12). "
                    + (last ?? none))
        case .expired:
            let request = entry.facts.request.map { day($0.requestedOn) }
            return text.say(
                "la demande\(request.map { " du \($0)" } ?? "") est arrivée après le dernier jour"
                    + "\(deadline.map { ", le \($0)" } ?? "") : elle est refusée (R12).",
                "the request\(request.map { " of \($0)" } ?? "") came after the deadline"
                    + "\(deadline.map { ", \($0)" } ?? ""): it is refused (R12).")
        case .awaitingInvoice where entry.facts.isInvoicedBeyondBounds:
            return text.say(
                "les factures de ce mois dépassent ensemble le plus grand montant possible : le taux n’a pas de "
                    + "base (R11).",
                "the invoices of this month exceed the largest amount there can be, so the rate has no base (R11)."
            )
        case .awaitingInvoice:
            return text.say(
                "aucune facture n’est enregistrée pour ce mois : le taux n’a pas de base (R11).",
                "no invoice is recorded for this month, so the rate has no base (R11).")
        default: return nothingDue(entry)
        }
    }

    private func nothingDue(_ entry: ReportEntry) -> String {
        let credit = entry.statement.credit
        guard let earned = credit.earned, !earned.isNothing else {
            return text.say(
                "les conditions ne prévoient pas d’avoir dans ce cas.",
                "the terms provide no credit in this case.")
        }
        let base = money(credit.base, entry)
        let share = text.share(earned, of: base) { money($0, entry) }
        if let minimum = credit.minimum, let exact = credit.base.flatMap({ earned.amount(of: $0) }),
            exact > .zero
        {
            return text.say(
                "\(share) font \(money(exact, entry)), moins que le minimum de "
                    + "\(money(minimum, entry)) : rien n’est dû (T22).",
                "\(share) is \(money(exact, entry)), less than the minimum of \(money(minimum, entry)): "
                    + "nothing is due (T22).")
        }
        guard let known = credit.base, known <= .zero else {
            return text.say(
                "\(share) s’arrondissent à rien (R11).", "\(share) rounds to zero (R11).")
        }
        return text.say(
            "le montant facturé est de \(base) : rien n’est dû (R11).",
            "the amount invoiced is \(base): nothing is due on it (R11).")
    }

    /// The state of a credit after notes and the cap.
    private func ledger(_ entry: ReportEntry) -> String {
        let amount = money(entry.amount, entry)
        let credited = money(entry.ledger.credited, entry)
        let cut = money(entry.ledger.cutByCap, entry)
        switch entry.status {
        case .overcredited:
            return text.say(
                "Ce qui est crédité, \(credited), dépasse ce qui est dû aujourd’hui, \(amount) : seule "
                    + "l’annulation expresse d’un avoir le corrige (R14).",
                "\(credited) has been credited, but only \(amount) is due now. Only an explicit reversal of a note "
                    + "corrects this (R14).")
        case .issued:
            return text.say(
                "Ce qui est dû a été crédité : \(credited) (R14).",
                "The amount due has been credited: \(credited) (R14).")
        case .heldByCap where entry.ledger.waiting == .undecided:
            return text.say(
                "Le plafond n’a pas la place pour tout l’avoir de \(amount). Il attend un jour qui la laisse, ou "
                    + "qu’une personne l’émette, réduit par le plafond (R13).",
                "The cap has no room for all of the credit of \(amount). It waits for a day that has, or for a person "
                    + "who issues it, cut by the cap (R13).")
        case .heldByCap:
            return text.say(
                "L’avoir de \(amount) attend, entier, un jour où le plafond lui laisse la place (R13).",
                "The credit of \(amount) waits as a whole for a day on which the cap has room for it (R13).")
        case .cappedOut:
            return text.say(
                "Le plafond ne laisse rien de cet avoir : \(cut) sont retranchés, définitivement (R13).",
                "The cap leaves nothing of this credit: \(cut) is cut, for good (R13).")
        case .issuable where entry.vatChange?.blocksSupplement == true:
            return text.say(
                "Il est dû plus que les \(credited) déjà crédités, mais moins à l’un des taux de TVA : aucun avoir "
                    + "complémentaire n’est possible, seuls une annulation et un nouvel avoir (R14).",
                "More is due than the \(credited) credited so far, but less at one VAT rate: no supplement is possible, "
                    + "only a reversal and a new note (R14).")
        default:
            let isCut = entry.ledger.cutByCap > .zero
            let cap = text.say(" Le plafond en retranche \(cut) (R13).", " The cap cuts \(cut) of it (R13).")
            let offer =
                entry.ledger.credited == .zero
                ? text.say(
                    "Rien ne manque : un avoir de \(amount) peut être émis.",
                    "Nothing is missing: a credit of \(amount) can be issued.")
                : text.say(
                    "Il est dû plus que les \(credited) déjà crédités : un avoir complémentaire peut être émis, "
                        + "jusqu’à \(amount) en tout (R14).",
                    "More is due than the \(credited) credited so far: a supplementary note can be issued, up to "
                        + "\(amount) in all (R14).")
            return isCut ? offer + cap : offer
        }
    }

    private func money(_ amount: Cents?, _ entry: ReportEntry) -> String {
        guard text.language == .french else { return entry.money(amount) }
        return amount.map { text.money($0, in: entry.currency) } ?? "un montant encore inconnu"
    }

    private func day(_ day: LocalDate) -> String { text.pick(text.date(day), LocalTime.text(day)) }
}
