/// A public holiday of one year. Source: contract R2; Code du travail, art. L3133-1 and L3134-13.
package struct PublicHoliday: Hashable, Sendable {
    package var date: LocalDate
    /// In French, as the law calls it.
    package var name: String

    package init(date: LocalDate, name: String) {
        self.date = date
        self.name = name
    }
}

/// The holiday calendars that are computed. Source: docs/reference/file-formats.md "calendars".
package enum ComputedCalendar: String, CaseIterable, Sendable {
    /// The eleven national holidays.
    case france = "FR"
    /// Alsace-Moselle: also Good Friday and 26 December.
    case alsaceMoselle = "FR-AM"
    /// The overseas departments and collectivities: also the day of the abolition of slavery there (decree no. 83-1003).
    case guadeloupe = "FR-GP"
    case martinique = "FR-MQ"
    case guyane = "FR-GF"
    case reunion = "FR-RE"
    case mayotte = "FR-YT"
    case saintBarthelemy = "FR-BL"
    case saintMartin = "FR-MF"
    /// No holidays.
    case none

    /// Month and day on which the abolition of slavery is celebrated.
    private var abolition: (month: Int, day: Int)? {
        switch self {
        case .france, .alsaceMoselle, .none: nil
        case .guadeloupe: (5, 27)
        case .martinique: (5, 22)
        case .guyane: (6, 10)
        case .reunion: (12, 20)
        case .mayotte: (4, 27)
        case .saintBarthelemy: (10, 9)
        case .saintMartin: (5, 28)
        }
    }

    /// The holidays of a year, in order. Bounds: the years 1900 to 2199 are tested.
    package func holidays(of year: Int) -> [PublicHoliday] {
        guard self != .none else { return [] }
        let easter = LocalDate.easterSunday(of: year)
        func fixed(_ month: Int, _ day: Int, _ name: String) -> PublicHoliday {
            PublicHoliday(date: LocalDate(uncheckedYear: year, month: month, day: day), name: name)
        }
        func movable(_ days: Int, _ name: String) -> PublicHoliday {
            PublicHoliday(date: easter.adding(days: days), name: name)
        }
        var holidays = [
            fixed(1, 1, "Jour de l'an"),
            movable(1, "Lundi de Pâques"),
            fixed(5, 1, "Fête du Travail"),
            fixed(5, 8, "Victoire 1945"),
            movable(39, "Ascension"),
            movable(50, "Lundi de Pentecôte"),
            fixed(7, 14, "Fête nationale"),
            fixed(8, 15, "Assomption"),
            fixed(11, 1, "Toussaint"),
            fixed(11, 11, "Armistice 1918"),
            fixed(12, 25, "Noël"),
        ]
        if self == .alsaceMoselle {
            holidays.append(movable(-2, "Vendredi saint"))
            holidays.append(fixed(12, 26, "Saint-Étienne"))
        }
        if let abolition {
            holidays.append(fixed(abolition.month, abolition.day, "Abolition de l'esclavage"))
        }
        return holidays.sorted { ($0.date, $0.name) < ($1.date, $1.name) }
    }
}

extension LocalDate {
    /// Easter Sunday of the Gregorian calendar, by the "anonymous" computus (Meeus, Astronomical
    /// Algorithms, ch. 8), which has no exceptions.
    package static func easterSunday(of year: Int) -> LocalDate {
        let goldenYear = year % 19
        let (century, yearOfCentury) = (year / 100, year % 100)
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * goldenYear + century - century / 4 - correction + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let late = (goldenYear + 11 * epact + 22 * weekday) / 451
        let daysFromMarch = epact + weekday - 7 * late + 114
        return LocalDate(
            uncheckedYear: year, month: daysFromMarch / 31, day: daysFromMarch % 31 + 1)
    }
}
