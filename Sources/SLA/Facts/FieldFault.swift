/// What is wrong with one field of a record, or with the whole of it.
package struct FieldFault: Hashable, Sendable {
    /// nil when the whole record is at fault.
    package let column: String?
    /// What is wrong and what would be right, to be read after the column's name.
    package let reason: String
    /// The faulty value as printable text of at most 200 characters; nil when nothing can be shown.
    package let value: String?

    package init(column: String?, reason: String, value: String?) {
        self.column = column
        self.reason = reason
        self.value = value
    }
}

extension FieldFault: CustomStringConvertible {
    /// `column: reason (value)`.
    package var description: String {
        "\(column.map { "\($0): " } ?? "")\(reason)\(value.map { " (\($0))" } ?? "")"
    }
}
