package import SLA

/// What a column of avoir's rows is taken from.
package struct ColumnRule: Sendable {
    package enum Origin: Sendable {
        case value(ProfileValue)
        /// Of a column that holds instants.
        case time(TimeRule)
    }

    package let column: FactColumn
    package let origin: Origin

    package init(_ column: FactColumn, _ origin: Origin) {
        self.column = column
        self.origin = origin
    }

    var value: ProfileValue {
        switch origin {
        case .value(let value): value
        case .time(let time): time.value
        }
    }

    package var paths: [SourcePath] {
        switch origin {
        case .value(let value): value.paths
        case .time(let time): time.paths
        }
    }
}

/// How the values of a mapping are written that are neither texts nor instants.
package struct ValueForms: Sendable {
    /// Of dates and months; empty: as ISO 8601 writes them.
    let dates: [TimeForm]
    let months: [TimeForm]
    let isFrenchNumber: Bool
    let language: CalendarNames

    package init(
        dates: [TimeForm], months: [TimeForm], isFrenchNumber: Bool = false,
        language: CalendarNames = .english
    ) {
        self.dates = dates
        self.months = months
        self.isFrenchNumber = isFrenchNumber
        self.language = language
    }
}
