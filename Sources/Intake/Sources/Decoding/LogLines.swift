/// How the lines of a log become records: the first pattern that a line has decides.
package struct LogLines: Sendable {
    package struct Line: Sendable {
        /// Its named groups are the record's values.
        package let pattern: Pattern
        /// What every such record has besides, by name.
        package let constants: [String: String]

        package init(_ pattern: Pattern, constants: [String: String] = [:]) {
            self.pattern = pattern
            self.constants = constants
        }
    }

    package let lines: [Line]

    package init(_ lines: [Line]) {
        self.lines = lines
    }
}
