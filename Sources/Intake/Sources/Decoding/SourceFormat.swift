/// What a mapping says of the files that it reads, and what it asks of their records.
package struct SourceFormat: Sendable {
    package enum Kind: Sendable {
        case csv(Delimited)
        /// The sheet's name; nil: the first one that is visible.
        case workbook(sheet: String?)
        /// A workbook or CSV, told apart by the content.
        case spreadsheet(Delimited, sheet: String?)
        /// One document; a table is an array of arrays whose first one holds the names.
        case json(isTable: Bool)
        case jsonLines
        case log(LogLines)
        case calendar
    }

    /// How the fields of a CSV file are told apart.
    package struct Delimited: Sendable {
        /// `,`, `;` or tab; nil: the one by which the header has the most columns of the mapping.
        package let separator: Unicode.Scalar?
        /// Words that stand for no value, besides an empty field.
        package let absent: Set<String>

        package init(separator: Unicode.Scalar? = nil, absent: Set<String> = []) {
            self.separator = separator
            self.absent = absent
        }
    }

    package let kind: Kind
    /// Tried record by record; of CSV, log and calendar.
    package let charsets: [Charset]
    /// JSON formats: which parts are the records; nil: the document or line.
    package let each: SourceEach?
    /// Every path that the mapping names, of whatever part: what else a file holds is passed over.
    package let paths: [SourcePath]
    /// JSON formats: what `incomplete` asks of the document or line, before `each`. Without any, no `document` is given.
    package let documentPaths: [SourcePath]
    /// JSON formats: whether outermost records are given besides the records.
    package let givesOutermost: Bool

    /// `charsets` nil: those of the format; `--encoding` is a list of one.
    package init(
        _ kind: Kind, charsets: [Charset]? = nil, each: SourceEach? = nil, paths: [SourcePath],
        documentPaths: [SourcePath] = [], givesOutermost: Bool = false
    ) {
        self.kind = kind
        self.charsets = charsets ?? kind.charsets
        self.each = each
        self.paths = paths
        self.documentPaths = documentPaths
        self.givesOutermost = givesOutermost
    }
}

extension SourceFormat.Kind {
    /// Those that the format has where nothing else is said.
    package var charsets: [Charset] {
        switch self {
        case .csv, .spreadsheet: [.utf8, .windows1252]
        case .log: [.utf8, .latin1]
        case .workbook, .json, .jsonLines, .calendar: [.utf8]
        }
    }

    /// Whether `--encoding` can say something else; JSON and workbooks are UTF-8.
    package var takesCharsets: Bool {
        switch self {
        case .csv, .spreadsheet, .log, .calendar: true
        case .workbook, .json, .jsonLines: false
        }
    }

    /// How many `*` of `each` a path may climb: a line is kept whole, a document is not.
    package func furthestClimb(_ each: SourceEach?) -> Int {
        guard let each else { return 0 }
        return switch self {
        case .jsonLines: each.stars
        case .json: each.stars - 1
        case .csv, .workbook, .spreadsheet, .log, .calendar: 0
        }
    }

    /// Whether the paths of its records are those of JSON (`SourcePath.json`), not names of columns.
    package var hasJSONPaths: Bool {
        switch self {
        case .json, .jsonLines: true
        case .csv, .workbook, .spreadsheet, .log, .calendar: false
        }
    }

    /// Whether its records have headings, which a file may have or not (`SourceDecoder.headings`).
    package var isTable: Bool {
        switch self {
        case .csv, .workbook, .spreadsheet: true
        case .json(let isTable): isTable
        case .jsonLines, .log, .calendar: false
        }
    }
}
