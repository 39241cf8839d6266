/// What became of one fact: the columns that changed.
package struct Change: Equatable, Sendable {
    /// The line of the file; nil: it was not told from a file.
    package let line: Int?
    /// The columns that name the fact, with their values.
    package let identity: [Value]
    package var columns: [Column]

    package init(line: Int?, identity: [Value], columns: [Column]) {
        self.line = line
        self.identity = identity
        self.columns = columns
    }

    package struct Value: Equatable, Sendable {
        package let column: FactColumn
        package let text: String

        package init(column: FactColumn, text: String) {
            self.column = column
            self.text = text
        }
    }

    package struct Column: Equatable, Sendable {
        package let column: FactColumn
        /// As in the database, an instant as its microseconds since 1970, money in cents, a percentage in millionths;
        /// nil: absent.
        package let before: String?
        package let after: String?

        package init(column: FactColumn, before: String?, after: String?) {
            self.column = column
            self.before = before
            self.after = after
        }
    }

    /// What it did to the fact.
    package enum Effect: String, CaseIterable, Sendable {
        case inserted
        case updated
        /// Out of force, with nothing in its place.
        case removed
    }
}
