package import SLA

/// What notes are called, and what they do.
extension LocalText {
    /// What a note does with VAT.
    package func treatment(_ treatment: Terms.VATTreatment) -> String {
        switch treatment {
        case .priceReduction: pick("réduction de prix avec TVA", "price reduction")
        case .netOfTax: pick("avoir net de taxe", "net of tax")
        case .indemnity: pick("indemnité, sans TVA", "indemnity")
        }
    }

    /// - Parameter isAlone: it stands for the note, and in no column of kinds.
    func kind(of note: NoteHead, isAlone: Bool = false) -> String {
        switch (note.kind, note.isCommercial) {
        case (.reversal, _): pick("annulation", "reversal")
        case (.credit, false): pick("avoir", isAlone ? "credit note" : "credit")
        case (.credit, true): pick("avoir commercial", isAlone ? "commercial note" : "commercial")
        }
    }

    /// `2026-10`, or the first and the last of several.
    func months(of note: NoteHead) -> String {
        guard let months = note.months else { return "" }
        let (first, last) = (months.lowerBound, months.upperBound)
        return first == last ? "\(first)" : pick("\(first) à \(last)", "\(first) to \(last)")
    }

    /// The subscription, or how many there are.
    func subscriptions(of note: NoteHead) -> String {
        note.subscriptions == 1
            ? note.subscription
            : pick("\(note.subscriptions) abonnements", "\(note.subscriptions) subscriptions")
    }
}
