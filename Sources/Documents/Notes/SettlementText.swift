import SLA

/// How a credit is settled, in the issuer's words, else in the program's.
enum SettlementText {
    static func of(_ settlement: Settlement, _ mentions: Issuer.Mentions, _ text: LocalText) -> String {
        switch settlement {
        case .offset:
            mentions.offset
                ?? text.pick(
                    "Avoir à imputer sur la prochaine échéance.",
                    "To be set off against the next payment due.")
        case .refund:
            mentions.refund
                ?? text.pick(
                    "Le montant de cet avoir vous sera remboursé.",
                    "The amount of this credit note will be refunded to you.")
        }
    }
}
