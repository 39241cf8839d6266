internal import CLibPQ

/// The fields of an error or notice that the server, or libpq in its place, left in a result.
struct ServerReport {
    let result: OpaquePointer

    private func field(_ code: Character) -> String? {
        guard let value = code.asciiValue, let text = PQresultErrorField(result, Int32(value)) else {
            return nil
        }
        return String(cString: text)
    }

    // The codes of the protocol's ErrorResponse fields (libpq's PG_DIAG_ macros are character literals).
    var severity: String? { field("V") ?? field("S") }
    var sqlState: String? { field("C") }
    var message: String? { field("M") }
    var detail: String? { field("D") }
    var hint: String? { field("H") }
    private var table: String? { field("t") }
    private var column: String? { field("c") }
    private var constraint: String? { field("n") }

    /// - Parameter values: texts of parameters, to be taken out of the message where the server quotes them.
    func error(kind: PostgresError.Kind, sql: String, hiding values: [String]) -> PostgresError {
        let whole = PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
        var error = PostgresError(kind, message ?? ServerReport.trimmed(whole), sql: sql)
        error.sqlState = sqlState
        error.detail = detail
        error.hint = hint
        error.table = table
        error.column = column
        error.constraint = constraint
        // Class P0 is RAISE: there the author of the function chose what to say.
        if !values.isEmpty, error.sqlState?.hasPrefix("P0") != true {
            let quoted = Redaction(secrets: values.map { "\"\($0)\"" }, replacement: "\"***\"")
            error.message = quoted.applied(to: error.message)
            error.hint = error.hint.map(quoted.applied(to:))
        }
        return error
    }

    /// libpq ends its messages with a line feed and puts several on lines of their own.
    static func trimmed(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline)
            .map { String($0.drop(while: \.isWhitespace)) }
            .joined(separator: "; ")
    }
}
