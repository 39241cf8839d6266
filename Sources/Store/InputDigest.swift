internal import SLA

extension StoredMonth {
    /// SHA-256 over everything that the judgement of this month depends on, and nothing else.
    ///
    /// Each field is preceded by its length, so that no two inputs read alike. Events that do not
    /// touch the period are left out: they decide nothing.
    package var inputDigest: [UInt8] {
        var input = CanonicalBytes()
        input.add("avoir.input/1")
        input.add(facts.subscription)
        input.add(facts.customer)
        input.add(facts.service)
        input.add(facts.month.description)
        input.add(facts.startsOn.daysSinceEpoch)
        input.add(facts.endsOn?.daysSinceEpoch)
        input.add(facts.isOver ? 1 : 0)
        input.add(termsSHA256)
        input.add(facts.invoices.count)
        for line in facts.invoices {
            input.add(line.invoice)
            input.add(line.issuedOn.daysSinceEpoch)
            input.add(line.amount.amount)
            input.add(line.vatRate.millionths)
            input.add(line.currency)
        }
        input.add(facts.request?.requestedOn.daysSinceEpoch)
        input.add(facts.request?.reference)
        if let calendar = facts.calendar { input.add(facts, under: calendar) }
        return Digest.sha256(input.bytes)
    }
}

/// Length-prefixed bytes.
private struct CanonicalBytes {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ text: String?) {
        guard let text else { return add(-1) }
        add(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func add(_ number: (some BinaryInteger)?) {
        guard let number else { return bytes.append(0) }
        bytes.append(1)
        withUnsafeBytes(of: Int64(number).bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ number: some BinaryInteger) { add(Optional(number)) }

    mutating func add(_ interval: Interval) {
        add(interval.lowerBound.microseconds)
        add(interval.upperBound.microseconds)
    }

    mutating func add(_ facts: SubscriptionMonth, under calendar: MonthCalendar) {
        let period = calendar.period(startsOn: facts.startsOn, endsOn: facts.endsOn)
        for piece in calendar.zone.pieces(of: calendar.whole) {
            add(piece.interval)
            add(piece.offset)
        }
        add(calendar.holidays.count)
        for holiday in calendar.holidays {
            add(holiday.date.daysSinceEpoch)
            add(holiday.name)
        }
        let outages = facts.outages.filter { $0.touches(period) }
        add(outages.count)
        for outage in outages {
            add(outage.source)
            add(outage.id)
            add(outage.startedAt.microseconds)
            add(outage.endedAt?.microseconds)
            add(outage.notifiedAt?.microseconds)
            add(outage.summary)
            add(outage.isServiceWide ? 1 : 0)
        }
        let excuses = facts.excusableEvents.filter { $0.interval.overlaps(period) }
        add(excuses.count)
        for event in excuses {
            add(event.source)
            add(event.id)
            add(event.cause.rawValue)
            add(event.interval)
            add(event.evidence)
            add(event.outage?.source)
            add(event.outage?.id)
        }
        let works = facts.maintenance.filter { $0.interval.overlaps(period) }
        add(works.count)
        for work in works {
            add(work.source)
            add(work.id)
            add(work.interval)
            add(work.summary)
        }
    }
}
