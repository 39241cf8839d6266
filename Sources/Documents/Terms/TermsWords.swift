import SLA

/// What terms say, in words.
extension LocalText {
    /// A denominator's French name, and what it is in the reader's language. Source: contract R7, R15.
    func measured(by basis: Terms.Basis) -> (french: String, what: String) {
        switch basis {
        case .coverage: ("couverture", pick("temps couvert", "covered time"))
        case .calendar: ("calendrier", pick("toute la période", "all time of the period"))
        case .coverageLessExcused:
            (
                "couverture moins l’excusé",
                pick("temps couvert, temps excusé déduit", "covered time less excused time")
            )
        }
    }

    /// `48 h`, `2 working days`. Source: contract T6.
    func notice(_ notice: MaintenanceNotice) -> String {
        switch notice {
        case .length(let length): words(length)
        case .workingDays(let count):
            count == 1
                ? pick("1 jour ouvré", "1 working day")
                : pick("\(count) jours ouvrés", "\(count) working days")
        }
    }
}
