import Messages
package import SLA

/// What a conversion says of a record that gives no row, or of a row that leaves something open.
///
/// Source: docs/reference/sources.md "What is reported".
package struct SourceMessage: Hashable, Sendable {
    package enum Code: String, CaseIterable, Sendable {
        case unmapped
        case noScope = "no_scope"
        case badValue = "bad_value"
        case endsBeforeStart = "ends_before_start"
        case endUnknown = "end_unknown"
        case unknownState = "unknown_state"
        case incomplete
        case gap
        case beganBefore = "began_before"
        case alreadyDown = "already_down"
        case stillDown = "still_down"
        case notYet = "not_yet"
        case nothing
        case notALine = "not_a_line"
        case shifted

        /// Whether a record was refused: it should have given a row.
        package var isRefusal: Bool {
            switch self {
            case .noScope, .badValue, .endsBeforeStart, .endUnknown, .unknownState: true
            default: false
            }
        }

        /// Whether the command ends with 65.
        package var isFailure: Bool { isRefusal || self == .unmapped || self == .incomplete }
    }

    package let code: Code
    /// Which of the command's files; nil where it concerns none.
    package let file: Int?
    /// Where the record begins; nil where it concerns none.
    package let line: Int?
    package var id: String?
    package var object: String?
    package var from: Instant?
    package var to: Instant?
    /// To be read after the place and the name; for a bad value, `NAME: reason (value)`.
    package let text: String
    /// The same as a fault of a row; its value is the name where the text has none.
    package let fault: FieldFault
    /// What many sentences of one kind have in common, where that is less than the code and the object.
    let kindred: String

    init(
        _ code: Code, _ place: RecordPlace?, id: String? = nil, object: String? = nil, from: Instant? = nil,
        to: Instant? = nil, kindred: String = "", _ text: String
    ) {
        self.code = code
        file = place?.file
        line = place?.line
        self.id = id
        self.object = object
        self.from = from
        self.to = to
        self.text = text
        self.kindred = kindred
        let name = (id ?? object).map { TerminalText.quoted($0.utf8, limit: Limits.shownValue) }
        fault = FieldFault(column: nil, reason: text, value: name)
    }

    /// Of a value that cannot be taken; `fault.column` is the name that people know it by.
    init(_ place: RecordPlace, id: String? = nil, _ fault: FieldFault) {
        code = .badValue
        file = place.file
        line = place.line
        self.id = id
        text = fault.description
        self.fault = fault
        kindred = "\(fault.column ?? ""): \(fault.reason)"
    }

    /// Of a file that is refused as a whole, or from some place on.
    init(file: Int, _ error: FileError) {
        let fault = FieldFault(column: error.column, reason: error.reason, value: nil)
        code = .badValue
        self.file = file
        line = error.line
        text = fault.description
        self.fault = fault
        kindred = "\(file): \(fault)"
    }

    /// The event's id or the object, as the sentence names it; none where the sentence has a name of its own.
    package var name: String? { code == .badValue || code == .notALine ? nil : id ?? object }
}
