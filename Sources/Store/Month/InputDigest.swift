import Hashing
internal import SLA

extension CanonicalBytes {
    /// SHA-256 over everything that the judgement of a month depends on, and nothing else.
    ///
    /// Each field is preceded by its length, so that no two inputs read alike. Events that do not
    /// touch the period are left out: they decide nothing.
    ///
    /// - Parameters:
    ///   - spells: of `facts`, with what `terms` says of each.
    mutating func digest(
        _ facts: SubscriptionMonth, of spells: ArraySlice<MonthSpell>,
        _ terms: (MonthSpell) -> MonthTerms, _ events: SubscriptionEvents
    ) -> [UInt8] {
        count = 0
        add("avoir.input/1")
        add(facts.subscription)
        add(facts.customer)
        add(facts.month.description)
        add(facts.isOver ? 1 : 0)
        add(Int64(spells.count))
        for (spell, subject) in zip(facts.spells, spells) {
            let terms = terms(subject)
            // Days outside the month decide nothing.
            add(Int64(max(spell.startsOn, facts.month.firstDay).daysSinceEpoch))
            add(Int64(min(spell.endsOn ?? facts.month.lastDay, facts.month.lastDay).daysSinceEpoch))
            add(spell.service)
            add(terms.version?.sha256)
            if spell.calendar != nil { terms.digestPart.withUnsafeBytes { append($0) } }
        }
        add(Int64(events.invoices.count))
        for line in events.invoices {
            add(line.invoice)
            add(line.line)
            add(line.issuedOn)
            add(line.cents)
            add(line.vatMillionths)
            add(line.currency)
        }
        add(events.request?.requestedOn)
        add(events.request?.reference)
        // None without terms.
        let parts = zip(facts.parts, spells)
        for (number, scope) in events.scopes.enumerated() where facts.calendar != nil {
            add(
                events, scope, isOwn: number == 0,
                within: parts.filter { number == 0 || $1.scope == number }.map { part, _ in
                    part.period.lowerBound.microseconds..<part.period.upperBound.microseconds
                })
        }
        return Digest.sha256(UnsafeRawBufferPointer(rebasing: memory[..<count]))
    }

    /// What all months of a calendar say alike.
    static func part(_ calendar: MonthCalendar?) -> [UInt8] {
        guard let calendar else { return [] }
        var part = CanonicalBytes()
        part.add(ZoneOffsets(calendar.zone, around: calendar.month).description)
        part.add(Int64(calendar.holidays.count))
        for holiday in calendar.holidays {
            part.add(Int64(holiday.date.daysSinceEpoch))
            part.add(holiday.name)
        }
        // Where working days decide nothing, neither do the holidays that coverage keeps.
        if calendar.terms.workingDaysReach > 0 {
            part.add(Int64(calendar.workingDays.holidays.count))
            for day in calendar.workingDays.holidays.sorted() { part.add(Int64(day.daysSinceEpoch)) }
        }
        part.add(Int64(calendar.specialDays.count))
        for day in calendar.specialDays {
            part.add(Int64(day.date.daysSinceEpoch))
            part.add(day.name)
            part.add(Int64(day.windows.count))
            for window in day.windows {
                part.add(window.lowerBound)
                part.add(window.upperBound)
            }
        }
        return Array(part.memory[..<part.count])
    }

    private mutating func add(
        _ events: SubscriptionEvents, _ scope: SubscriptionEvents.Scope, isOwn: Bool,
        within periods: [Range<Int64>]
    ) {
        addCounted(
            events.order[scope.outages].lazy.filter { place in
                periods.contains { events.outages[place].touches($0) }
            }
        ) {
            let outage = events.outages[$0]
            $1.add(outage.name)
            $1.add(outage.startedAt)
            $1.add(outage.endedAt)
            $1.add(outage.notifiedAt)
            $1.add(outage.summary)
            $1.add(isOwn ? 0 : 1)
        }
        addCounted(
            scope.excuses.lazy.filter { place in
                periods.contains {
                    $0.overlaps(events.excuses[place].startedAt..<events.excuses[place].endedAt)
                }
            }
        ) {
            let event = events.excuses[$0]
            $1.add(event.name)
            $1.add(event.cause.rawValue)
            $1.add(event.startedAt)
            $1.add(event.endedAt)
            $1.add(event.evidence)
            $1.add(event.outage?.source)
            $1.add(event.outage?.id)
        }
        addCounted(
            scope.maintenance.lazy.filter { place in
                periods.contains {
                    $0.overlaps(events.maintenance[place].startedAt..<events.maintenance[place].endedAt)
                }
            }
        ) {
            let work = events.maintenance[$0]
            $1.add(work.name)
            $1.add(work.startedAt)
            $1.add(work.endedAt)
            $1.add(work.announcedAt)
            $1.add(work.summary)
        }
    }

    /// The number of elements, then each of them.
    private mutating func addCounted(
        _ indices: some Sequence<Int>, _ body: (Int, inout CanonicalBytes) -> Void
    ) {
        let place = count
        add(0)
        var elements: Int64 = 0
        for index in indices {
            body(index, &self)
            elements += 1
        }
        memory.storeBytes(of: elements.bigEndian, toByteOffset: place + 1, as: Int64.self)
    }

    private mutating func add(_ name: EventName) {
        add(name.source)
        add(name.id)
    }
}

extension OutageRecord {
    /// As `Outage.touches`.
    fileprivate func touches(_ period: Range<Int64>) -> Bool {
        let end = max(startedAt, endedAt ?? period.upperBound)
        return startedAt == end && endedAt != nil
            ? period.contains(startedAt) : (startedAt..<end).overlaps(period)
    }
}
