import SLA

/// Turns the written values of a row into typed ones and checks the row as a whole.
struct RowTyping: Sendable {
    private let columns: [FactColumn]
    private let types: [FactColumn.ValueType]
    private let areRequired: [Bool]
    /// What stands for an empty field of each column.
    private let defaults: [Field]
    private let textDefaults: [(column: Int, text: [UInt8])]
    private let statedTogether: [Int64]
    private let rules: RowRules
    private let zone: Zone?

    /// `zone` is that of wall-clock times without an offset; nil refuses them.
    init(kind: FactKind, zone: Zone?, now: Instant?) {
        columns = kind.columns
        types = columns.map(\.type)
        areRequired = columns.map(\.isRequired)
        defaults = columns.map {
            guard case .integer(let integer) = $0.defaultValue else { return .absent }
            return .integer(integer)
        }
        textDefaults = columns.enumerated().compactMap { index, column in
            guard case .text(let text) = column.defaultValue else { return nil }
            return (index, Array(text.utf8))
        }
        statedTogether = kind.statedTogether.map { names in
            names.reduce(0) { $0 | kind.bit(of: $1) }
        }
        rules = RowRules(kind: kind, now: now)
        self.zone = zone
    }

    /// Fills the row's fields from its origins, those that are faulty as absent, and gives every fault.
    func type(_ row: inout Row) -> [RowFault] {
        row.stated = stated(row)
        for (column, text) in textDefaults where row.origins[column].range.isEmpty {
            let start = row.buffer.count
            row.buffer.append(contentsOf: text)
            row.origins[column] = Row.Origin(range: start..<row.buffer.count, form: .text)
        }
        var faults: [RowFault] = []
        typeFields(&row, &faults)
        rules.check(row, &faults)
        return faults
    }

    private func stated(_ row: Row) -> Int64 {
        var stated: Int64 = 0
        for column in row.origins.indices where row.origins[column].form != .missing {
            stated |= 1 << Int64(column)
        }
        for columns in statedTogether where stated & columns != 0 { stated |= columns }
        return stated
    }

    private func typeFields(_ row: inout Row, _ faults: inout [RowFault]) {
        let buffer = row.buffer
        let bytes = buffer.span
        for column in types.indices {
            let origin = row.origins[column]
            if origin.range.isEmpty {
                row.fields[column] = defaults[column]
                guard areRequired[column] else { continue }
                row.fields[column] = .absent
                faults.append(
                    RowFault(
                        column: columns[column].name, fault: Fault("is required but empty"), shown: 0..<0))
                continue
            }
            let text = bytes.extracting(origin.range)
            do throws(Fault) {
                row.fields[column] = try field(text, at: origin, type: types[column])
                if types[column] == .text && areRequired[column] && PlainText.isBlank(text) {
                    throw Fault("is required but holds only blanks")
                }
            } catch {
                row.fields[column] = .absent
                faults.append(
                    RowFault(
                        column: columns[column].name, fault: refine(error, text, type: types[column]),
                        shown: origin.range))
            }
        }
    }

    @inline(__always)
    private func field(_ text: Span<UInt8>, at origin: Row.Origin, type: FactColumn.ValueType) throws(Fault)
        -> Field
    {
        if origin.form == .boolean && type != .boolean {
            throw Fault("is a boolean; write text in quotation marks or a number")
        }
        switch type {
        case .instant: return .integer(try Timestamp.meant(text, zone: zone))
        case .date: return .integer(try DateText.date(text))
        case .month: return .integer(try DateText.month(text))
        case .money: return .integer(try DecimalText.money(text))
        case .share: return .integer(try DecimalText.share(text))
        case .vatRate: return .integer(try DecimalText.vatRate(text))
        case .exchangeRate: return .integer(try DecimalText.exchangeRate(text))
        case .timeOfDay: return .integer(try DateText.timeOfDay(text))
        case .boolean: return .integer(try CodedText.boolean(text))
        case .code: try PlainText.checkCode(text)
        case .text: try PlainText.checkText(text)
        case .currency: try CodedText.checkCurrency(text)
        case .country: try CodedText.checkCountry(text)
        case .siren: try CodedText.checkSIREN(text)
        case .siret: try BuyerText.checkSIRET(text)
        case .buyerKind: try BuyerText.checkKind(text)
        case .addressScheme: try BuyerText.checkScheme(text)
        case .exemptionCode: try BuyerText.checkExemption(text)
        case .vatNumber: try CodedText.checkVATNumber(text)
        case .email: try CodedText.checkEmail(text)
        case .cause: try CodedText.checkCause(text)
        case .builtInCalendar: try CodedText.checkBuiltInCalendar(text)
        case .invoiceLineKind: try CodedText.checkInvoiceLineKind(text)
        }
        return .text(origin.range)
    }

    /// What lies deeper than a value of the wrong form: bytes that are not text, or a quoted field that was not closed.
    private func refine(_ fault: Fault, _ text: Span<UInt8>, type: FactColumn.ValueType) -> Fault {
        if text.contains(0) { return Fault("contains a NUL byte; the file is damaged or not UTF-8") }
        do throws(Fault) {
            try PlainText.checkUTF8(text)
        } catch {
            return error
        }
        if type != .text && text.contains(ASCII.lineFeed) {
            return Fault("contains a line break; is a quotation mark left open?")
        }
        return fault
    }
}
