/// The object identifiers of PostgreSQL's built-in types; they never change.
enum TypeOID {
    static let bool: UInt32 = 16
    static let bytea: UInt32 = 17
    static let name: UInt32 = 19
    static let int8: UInt32 = 20
    static let int2: UInt32 = 21
    static let int4: UInt32 = 23
    static let text: UInt32 = 25
    static let oid: UInt32 = 26
    static let json: UInt32 = 114
    static let unknown: UInt32 = 705
    static let nameArray: UInt32 = 1003
    static let int2Array: UInt32 = 1005
    static let int4Array: UInt32 = 1007
    static let textArray: UInt32 = 1009
    static let varcharArray: UInt32 = 1015
    static let int8Array: UInt32 = 1016
    static let bpchar: UInt32 = 1042
    static let varchar: UInt32 = 1043
    static let date: UInt32 = 1082
    static let timestamptz: UInt32 = 1184
    static let numeric: UInt32 = 1700
    static let uuid: UInt32 = 2950
    static let jsonb: UInt32 = 3802

    /// The first identifier that a type made by `CREATE TYPE` can have.
    static let firstUserDefined: UInt32 = 16384

    /// For error messages.
    static func name(of oid: UInt32) -> String {
        switch oid {
        case bool: "boolean"
        case bytea: "bytea"
        case name: "name"
        case int8: "bigint"
        case int2: "smallint"
        case int4: "integer"
        case text: "text"
        case TypeOID.oid: "oid"
        case json: "json"
        case 700: "real"
        case 701: "double precision"
        case unknown: "unknown"
        case int2Array: "smallint[]"
        case int4Array: "integer[]"
        case textArray: "text[]"
        case varcharArray: "character varying[]"
        case int8Array: "bigint[]"
        case bpchar: "character"
        case varchar: "character varying"
        case date: "date"
        case 1114: "timestamp without time zone"
        case timestamptz: "timestamp with time zone"
        case 1186: "interval"
        case numeric: "numeric"
        case uuid: "uuid"
        case jsonb: "jsonb"
        default: "the type with OID \(oid)"
        }
    }
}
