/// What is read of a subscription of a month itself.
struct MonthSubject {
    var key: Int32
    var name: String
    /// Its spells of the month, into `spells`.
    var spells: Range<Int>
}

/// A spell of a month as it took effect.
struct MonthSpell {
    var startsOn: Int32
    var endsOn: Int32?
    var customer: String
    var service: String
    /// The slot of its service's events.
    var serviceSlot: Int32
    /// From 1, the place of its service among those of the subscription's month.
    var scope: Int
    /// Into `calendars`.
    var calendar: Int32
}
