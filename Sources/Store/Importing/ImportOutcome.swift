internal import Postgres
package import SLA

extension Import {
    /// What became of the rows.
    package struct Outcome: Equatable, Sendable {
        /// Absent when nothing was recorded.
        package var batch: Int?
        package var inserted = 0
        package var updated = 0
        package var unchanged = 0
        package var rejected = 0
        /// Facts that were taken back because their sources no longer say them; they are no updates.
        package var withdrawn = 0
        /// Among the unchanged: rows that came after the earliest, kept as reminders.
        package var reminders = 0
        /// What the updates changed: all of it in a dry run, else of the first updates.
        package var changes: [Change] = []
        /// The time zone that all stored terms share; nil: there are none, or several.
        package var timeZone: String?
        /// How many values became absent, by column.
        package var cleared: [Cleared] = []
        /// Rows that are stored although they are odd, a fault for each reason.
        package var oddities: [Rejection] = []
        /// Months that are over and assessed, and of which the import changed days. Source: contract R18.
        package var restated: [Month] = []
        /// Terms that subscriptions of this file name and that are not known (yet).
        package var unknownTerms: [String] = []

        package init() {}
    }

    /// Why a row was not recorded: one of its faults.
    package struct Rejection: Equatable, Sendable {
        package var line: Int
        package var fault: FieldFault

        package init(line: Int, fault: FieldFault) {
            self.line = line
            self.fault = fault
        }
    }
}

extension Import.Rejection {
    /// From line, column name, reason and value.
    init(_ row: borrowing CopyRow) throws {
        self.init(
            line: Int(try row.int32(0)),
            fault: FieldFault(
                column: try row.optionalText(1), reason: try row.text(2), value: try row.optionalText(3)))
    }
}
