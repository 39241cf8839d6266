import SLA

/// What a status is called, what it means whatever the subscription, and what it means for one, with its amounts
/// and dates.
struct StatusText {
    let text: LocalText

    init(_ language: Language) { self.init(text: LocalText(language)) }

    init(text: LocalText) { self.text = text }

    func name(_ status: CreditStatus) -> String {
        switch status {
        case .notAssessed: text.pick("non évalué", "not assessed")
        case .noTerms: text.pick("sans conditions", "no terms")
        case .onHold: text.pick("suspendu", "on hold")
        case .overcredited: text.pick("trop crédité", "overcredited")
        case .issued: text.pick("émis", "issued")
        case .provisional: text.pick("provisoire", "provisional")
        case .notMeasurable: text.pick("non mesurable", "not measurable")
        case .noCommitment: text.pick("sans engagement", "no commitment")
        case .none: text.pick("objectif tenu", "target met")
        case .awaitingRequest: text.pick("demande attendue", "awaiting request")
        case .expired: text.pick("hors délai", "expired")
        case .awaitingInvoice: text.pick("facture attendue", "awaiting invoice")
        case .nothingDue: text.pick("rien à créditer", "nothing due")
        case .heldByCap: text.pick("retenu par le plafond", "held by the cap")
        case .cappedOut: text.pick("plafond atteint", "capped out")
        case .issuable: text.pick("à émettre", "issuable")
        }
    }

    func meaning(_ status: CreditStatus) -> String {
        switch status {
        case .notAssessed:
            text.say(
                "Seuls d’autres abonnements ont été évalués.", "Only other subscriptions were assessed.")
        case .noTerms:
            text.say(
                "Aucune version des conditions n’était en vigueur.", "No version of the terms was in force.")
        case .onHold:
            text.say(
                "Rien n’est émis avant la levée de la suspension.", "Nothing is issued until it is released.")
        case .overcredited:
            text.say(
                "Crédité au-delà de ce qui est dû : seule une annulation expresse corrige.",
                "Credited beyond what is due: only an explicit reversal corrects it.")
        case .issued: text.say("Ce qui est dû a été crédité.", "The amount due has been credited.")
        case .provisional:
            text.say(
                "Le mois n’est pas terminé : tout peut changer.",
                "The month is not over: everything can change.")
        case .notMeasurable:
            text.say("Aucun temps de la période ne se mesure.", "No time of the period can be measured.")
        case .noCommitment:
            text.say("Mesuré, sans objectif : jamais crédité.", "Measured without a target: never credited.")
        case .none: text.say("Aucun avoir n’est dû.", "No credit is due.")
        case .awaitingRequest:
            text.say("L’avoir n’est émis que sur demande du client.", "A credit is issued only on request.")
        case .expired:
            text.say("La demande est arrivée après le délai.", "The request came after the deadline.")
        case .awaitingInvoice:
            text.say(
                "Sans facture du mois, le taux n’a pas de base.", "Without an invoice the rate has no base.")
        case .nothingDue:
            text.say(
                "L’objectif est manqué, mais rien n’est dû.", "The target is missed, but nothing is due.")
        case .heldByCap:
            text.say(
                "L’avoir attend que le plafond lui laisse la place.",
                "The credit waits for room under the cap.")
        case .cappedOut:
            text.say("Le plafond ne laisse rien de l’avoir.", "The cap leaves nothing of the credit.")
        case .issuable:
            text.say(
                "Rien ne manque : l’avoir peut être émis.", "Nothing is missing: a credit can be issued.")
        }
    }
}
