/// A value for `$1`, `$2`… of a statement; it never appears in an error.
package enum Parameter: Sendable, Hashable {
    /// Of the type that the statement implies.
    case null
    case bool(Bool)
    case int32(Int32)
    case int64(Int64)
    case text(String)
    case bytes([UInt8])
    /// Microseconds since 1970-01-01T00:00:00Z, as `timestamptz`.
    case timestamp(Int64)
    /// Days since 1970-01-01, as `date`.
    case date(Int)
    /// A decimal number as text, as `numeric`.
    case numeric(String)
    case textArray([String])
    case int32Array([Int32])
    case int64Array([Int64])
    /// Text that the server reads as the type that the statement implies: an enum, `jsonb`, `uuid`…
    case untyped(String)

    /// `null` for nil, otherwise the value in the given form: `.optional(note.siren, Parameter.text)`.
    package static func optional<Value>(_ value: Value?, _ form: (Value) -> Parameter) -> Parameter {
        value.map(form) ?? .null
    }

    /// The texts in it, which a server could quote in a message.
    var texts: [String] {
        switch self {
        case .text(let text), .numeric(let text), .untyped(let text): [text]
        case .textArray(let texts): texts
        default: []
        }
    }
}

extension Parameter: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .int64(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(nilLiteral: ()) { self = .null }
}
