/// The names of months and weekdays in one language, in small letters and without the points of abbreviations.
package enum CalendarNames: String, CaseIterable, Sendable {
    case english = "en"
    case french = "fr"

    /// The number of the month that a text names in full; nil when it names none.
    ///
    /// Texts are compared by their canonical form: an accent may be a character of its own, or left out.
    func month(named name: String) -> Int? { Self.place(of: name, in: months) }

    func month(abbreviated name: String) -> Int? { Self.place(of: name, in: shortMonths) }

    /// 1 for Monday to 7 for Sunday.
    func weekday(abbreviated name: String) -> Int? { Self.place(of: name, in: weekdays) }

    /// A name as it is usually written.
    func name(ofMonth month: Int, isShort: Bool) -> String { (isShort ? shortMonths : months)[month - 1][0] }

    var firstWeekday: String { weekdays[0][0] }

    private static func place(of name: String, in names: [[String]]) -> Int? {
        names.firstIndex { $0.contains(name) }.map { $0 + 1 }
    }

    private var months: [[String]] {
        switch self {
        case .english:
            [
                ["january"], ["february"], ["march"], ["april"], ["may"], ["june"], ["july"], ["august"],
                ["september"], ["october"], ["november"], ["december"],
            ]
        case .french:
            [
                ["janvier"], ["février", "fevrier"], ["mars"], ["avril"], ["mai"], ["juin"], ["juillet"],
                ["août", "aout"], ["septembre"], ["octobre"], ["novembre"], ["décembre", "decembre"],
            ]
        }
    }

    private var shortMonths: [[String]] {
        switch self {
        case .english:
            [
                ["jan"], ["feb"], ["mar"], ["apr"], ["may"], ["jun"], ["jul"], ["aug"], ["sep", "sept"],
                ["oct"], ["nov"], ["dec"],
            ]
        case .french:
            [
                ["janv", "jan"], ["févr", "fevr", "fév", "fev"], ["mars", "mar"], ["avr"], ["mai"],
                ["juin"], ["juil"], ["août", "aout"], ["sept", "sep"], ["oct"], ["nov"], ["déc", "dec"],
            ]
        }
    }

    private var weekdays: [[String]] {
        switch self {
        case .english: [["mon"], ["tue"], ["wed"], ["thu"], ["fri"], ["sat"], ["sun"]]
        case .french: [["lun"], ["mar"], ["mer"], ["jeu"], ["ven"], ["sam"], ["dim"]]
        }
    }
}
