/// How tables are written for spreadsheets.
package struct CSVDialect: Equatable, Sendable {
    /// Between the cells: a comma, a semicolon or a tab.
    package var separator: Separator
    package var decimalMark: DecimalMark
    /// Whether the file begins with U+FEFF, which tells Excel that it is UTF-8.
    package var byteOrderMark: Bool

    package enum Separator: Character, Sendable {
        case comma = ","
        case semicolon = ";"
        case tab = "\t"
    }

    package enum DecimalMark: Character, Sendable {
        case point = "."
        case comma = ","
    }

    package init(
        separator: Separator = .comma, decimalMark: DecimalMark = .point, byteOrderMark: Bool = false
    ) {
        self.separator = separator
        self.decimalMark = decimalMark
        self.byteOrderMark = byteOrderMark
    }

    /// RFC 4180: comma, decimal point, no byte order mark.
    package static let standard = CSVDialect()

    /// As a French Excel reads it on a double click: semicolon, decimal comma, byte order mark.
    package static let french = CSVDialect(separator: .semicolon, decimalMark: .comma, byteOrderMark: true)
}
