package import Postgres
package import SLA

/// A row of a file that was not recorded, as it is kept.
package struct RejectedRow: Sendable {
    /// Where the batch was read from files of another tool, the one that the record stands in.
    package let file: String?
    /// The first line of its record.
    package let line: Int
    /// All that is wrong with it.
    package fileprivate(set) var faults: [FieldFault]
    /// As it stood in the file, without its line end.
    package let record: [UInt8]
    /// Whether `record` is only the beginning.
    package let recordIsCut: Bool
    /// Whether `record` is put together from the row's values, as a JSON object.
    package let recordIsRebuilt: Bool

    /// Reads those of a batch, in the order of the file.
    package static func read(
        of batch: Int32, on connection: Connection, _ body: (RejectedRow) throws -> Void
    ) throws {
        var row: RejectedRow?
        var position: Int32 = 0
        try connection.copyOut(
            """
            copy (select r.position, r.line, f.column_name, f.reason, f.value,
                    case when f.nth = 1 then r.record end, r.record_is_cut, r.record_is_rebuilt, r.file
                from import_rejection r cross join lateral unnest(r.column_names, r.reasons, r.shown_values)
                    with ordinality f (column_name, reason, value, nth)
                where r.batch = \(batch) order by r.position, f.nth) to stdout (format binary)
            """
        ) { fields in
            let fault = FieldFault(
                column: try fields.optionalText(2), reason: try fields.text(3),
                value: try fields.optionalText(4))
            if row != nil, try fields.int32(0) == position {
                row?.faults.append(fault)
                return
            }
            if let row { try body(row) }
            position = try fields.int32(0)
            row = RejectedRow(
                file: try fields.optionalText(8), line: Int(try fields.int32(1)), faults: [fault],
                record: Array(try fields.bytes(5)),
                recordIsCut: try fields.bool(6), recordIsRebuilt: try fields.bool(7))
        }
        if let row { try body(row) }
    }
}
