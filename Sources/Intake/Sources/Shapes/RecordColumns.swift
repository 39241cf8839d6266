import Messages
import SLA

/// Reads what a record says of the columns of a mapping, as avoir's own files write it.
struct RecordColumns {
    private let rules: [ColumnRule]
    private let forms: ValueForms
    let times: TimeReading
    /// The columns of the mapping that the files have; nil where records have no headings.
    private var headings: Set<SourcePath>?

    init(_ mapping: SourceMapping, zone: Zone?) {
        rules = mapping.set
        forms = mapping.forms
        times = TimeReading(zone: zone, unset: mapping.unset)
    }

    /// Takes note of what another file has.
    mutating func add(headings others: Set<SourcePath>?) {
        if let others { headings = (headings ?? []).union(others) }
    }

    /// One text for each rule, nil where the record has none; and what is wrong with the others.
    func read(_ record: any SourceRecord) -> (texts: [String?], faults: [FieldFault]) {
        var texts: [String?] = []
        var faults: [FieldFault] = []
        for rule in rules {
            do throws(ValueFault) {
                texts.append(try text(rule, in: record))
            } catch {
                texts.append(nil)
                faults.append(fault(error, rule.column.name, rule.value, in: record))
            }
        }
        return (texts, faults)
    }

    private func text(_ rule: ColumnRule, in record: any SourceRecord) throws(ValueFault) -> String? {
        switch rule.origin {
        case .time(let time): return try time.instant(in: record, times)?.rowText
        case .value(let value):
            guard let found = value.value(in: record) else { return nil }
            let text = try forms.text(of: found, as: rule.column.type)
            return text.isEmpty ? nil : text
        }
    }

    /// The instant of a rule; a fault is added to `faults` under the column's name.
    func instant(
        _ rule: TimeRule, _ column: String, in record: any SourceRecord, _ faults: inout [FieldFault]
    ) -> Instant? {
        do throws(ValueFault) {
            return try rule.instant(in: record, times)
        } catch {
            faults.append(fault(error, column, rule.value, in: record))
            return nil
        }
    }

    private func fault(
        _ fault: ValueFault, _ column: String, _ value: ProfileValue, in record: any SourceRecord
    ) -> FieldFault {
        FieldFault(
            column: name(column, value, in: record), reason: fault.reason,
            value: fault.value.map { TerminalText.quoted($0.utf8, limit: Limits.shownValue) })
    }

    /// What people know a column by: `Montant HT (amount_excl_tax)`, or the column alone.
    func name(_ column: String, _ value: ProfileValue, in record: (any SourceRecord)? = nil) -> String {
        guard let own = value.name(in: record, headings: headings, unset: times.unset), own != column else {
            return column
        }
        return "\(TerminalText.quoted(own.utf8, limit: Limits.shownValue)) (\(column))"
    }

    /// The same for a column of `set`; nil where no rule states it.
    func name(of column: String, in record: (any SourceRecord)? = nil) -> String? {
        rules.first { $0.column.name == column }.map { name(column, $0.value, in: record) }
    }
}
