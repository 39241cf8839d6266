package import SLA

/// Where an instant stands in a record, how it is written, and whose clock it is of.
package struct TimeRule: Sendable {
    let value: ProfileValue
    /// At least one; the first that fits the whole text counts.
    package let forms: [TimeForm]
    /// Of `epochAndNanoseconds`.
    private let nanoseconds: SourcePath?
    /// Of clocks that are not named; nil: that of `--time-zone`.
    package let zone: Zone?

    package init(_ value: ProfileValue, forms: [TimeForm], nanoseconds: SourcePath? = nil, zone: Zone? = nil)
    {
        precondition(!forms.isEmpty)
        self.value = value
        self.forms = forms
        self.nanoseconds = nanoseconds
        self.zone = zone
    }

    package var paths: [SourcePath] { value.paths + (nanoseconds.map { [$0] } ?? []) }

    /// The instant that a record states; nil where it states none. Throws for a text that names no instant.
    func instant(in record: any SourceRecord, _ reading: TimeReading) throws(ValueFault) -> Instant? {
        guard let found = value.value(in: record, unset: reading.unset) else { return nil }
        do {
            let time = try written(found, in: record)
            return Instant(microseconds: try time.instant(zone: zone ?? reading.zone))
        } catch {
            throw ValueFault(reason: error.reason, value: found.text)
        }
    }

    private func written(_ found: SourceValue, in record: any SourceRecord) throws(Fault) -> WrittenTime {
        if let clock = found.cellClock { return WrittenTime(clock: clock, offset: nil) }
        let finer = nanoseconds.flatMap { record.values(at: $0).first?.text }
        return try forms.read(found.text, nanoseconds: finer)
    }
}

/// What all instants of a mapping have in common.
struct TimeReading {
    /// That of `--time-zone`.
    let zone: Zone?
    /// Texts that mean "no instant".
    let unset: Set<String>
}

/// Why what a record states is not taken: the reason, to be read after the name of the value, and the text.
struct ValueFault: Error, Hashable {
    let reason: String
    let value: String?
}

extension [TimeForm] {
    /// Throws for a text that has none of the forms, or names no time in the one that it has.
    func read(_ text: String, nanoseconds: String? = nil) throws(Fault) -> WrittenTime {
        var fault: Fault?
        for form in self {
            do throws(Fault) {
                if let time = try form.read(text, nanoseconds: nanoseconds) { return time }
            } catch {
                fault = fault ?? error
            }
        }
        if let fault { throw fault }
        let forms = map(\.text).joined(separator: ", ")
        throw Fault(count == 1 ? "is not of the form \(forms)" : "has none of the forms \(forms)")
    }
}
