extension NoteDocument {
    /// How the amount came about.
    package struct Annex: Equatable, Sendable {
        package var title: String
        /// The note's number and months.
        package var subtitle: String
        /// Instead of sections, where there are too many lines.
        package var overview: Overview?
        /// One per line.
        package var sections: [Section] = []

        /// A few rows of calculation and nothing else: it needs no page of its own.
        var isBrief: Bool {
            overview == nil && sections.count == 1
                && sections.allSatisfy { $0.month == nil && $0.outages == nil }
        }
    }

    /// One row per line. `columns` has the titles.
    package struct Overview: Equatable, Sendable {
        package var explanation: String
        package var columns: Line
        package var rows: [Line]

        package struct Line: Equatable, Sendable {
            package var line: String
            package var subscription: String
            package var month: String
            package var availability: String
            package var target: String
            package var rate: String
            package var base: String
            package var amount: String
        }
    }

    /// A line's calculation, and the facts behind it where they are those that the note froze.
    package struct Section: Equatable, Sendable {
        package var line: Int
        /// nil in a note of one line.
        package var title: String?
        package var steps: [Step]
        /// Why the facts are missing, where that must be said.
        package var remark: String?
        package var month: MonthPicture?
        package var outages: Outages?
    }

    package struct Step: Equatable, Sendable {
        package var label: String
        package var detail: String
        package var value: String
        package var weight: Weight

        package enum Weight: String, Sendable {
            case plain, result, total
        }
    }

    /// The month's outages one by one. `columns` has the titles.
    package struct Outages: Equatable, Sendable {
        package var title: String
        /// Named for those who do not see the table.
        package var label: String
        package var columns: Outage
        package var rows: [Outage]
        /// How the rows are to be read; of an empty list: that there are none.
        package var remark: String

        package struct Outage: Equatable, Sendable {
            package var reference: String
            package var start: String
            package var end: String
            package var notified: String
            package var counted: String
            package var excused: [String]
            package var notCounted: [String]
            package var summary: String
        }
    }
}
