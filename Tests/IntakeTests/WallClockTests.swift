import SLA
import TestSupport
import Testing

@testable import Intake

@Suite("Wall-clock times")
struct WallClockTests {
    private func hours(_ hours: Int) -> Int64 { Int64(hours) * Microseconds.perHour }

    @Test("a zone without changes shows every time once")
    func utc() {
        for hour in [-1_000_000, 0, 1_000_000] {
            #expect(WallClock.reading(of: hours(hour), in: .utc) == .once(Instant(microseconds: hours(hour))))
        }
    }

    @Test("the ends of a skipped hour exist, what lies between does not")
    func gap() {
        let zone = Zone(
            name: "Z", initialOffset: 0,
            transitions: [Zone.Transition(start: Instant(microseconds: hours(10)), offset: 3600)])
        #expect(WallClock.reading(of: hours(10) - 1, in: zone) == .once(Instant(microseconds: hours(10) - 1)))
        #expect(WallClock.reading(of: hours(10), in: zone) == .never)
        #expect(WallClock.reading(of: hours(11) - 1, in: zone) == .never)
        #expect(WallClock.reading(of: hours(11), in: zone) == .once(Instant(microseconds: hours(10))))
    }

    @Test("the first of the hours shown twice is included, their end is not")
    func fold() {
        let zone = Zone(
            name: "Z", initialOffset: 3600,
            transitions: [Zone.Transition(start: Instant(microseconds: hours(10)), offset: 0)])
        #expect(WallClock.reading(of: hours(10) - 1, in: zone) == .once(Instant(microseconds: hours(9) - 1)))
        #expect(
            WallClock.reading(of: hours(10), in: zone)
                == .twice(earlier: Instant(microseconds: hours(9)), later: Instant(microseconds: hours(10))))
        #expect(
            WallClock.reading(of: hours(11) - 1, in: zone)
                == .twice(
                    earlier: Instant(microseconds: hours(10) - 1), later: Instant(microseconds: hours(11) - 1)
                ))
        #expect(WallClock.reading(of: hours(11), in: zone) == .once(Instant(microseconds: hours(11))))
    }

    @Test("a zone that skips a whole day across the date line is read")
    func dateLine() {
        // Samoa went from -10 h to +14 h at the end of 29 December 2011.
        let change = Instant(microseconds: 1_325_239_200_000_000)
        let zone = Zone(
            name: "Pacific/Apia", initialOffset: -36_000,
            transitions: [Zone.Transition(start: change, offset: 50_400)])
        let lastDayStart = change.microseconds + hours(-10) - Microseconds.perDay
        #expect(
            WallClock.reading(of: lastDayStart, in: zone)
                == .once(Instant(microseconds: change.microseconds - Microseconds.perDay)))
        #expect(WallClock.reading(of: lastDayStart + Microseconds.perDay, in: zone) == .never)
        #expect(
            WallClock.reading(of: lastDayStart + 2 * Microseconds.perDay, in: zone) == .once(change))
    }

    @Test("many changes: the reading agrees with trying every offset")
    func oracle() {
        var generator = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: .min ... .max, using: &generator)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            var transitions: [Zone.Transition] = []
            var start = Int64.random(in: -200...200, using: &random)
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let offset = Int.random(in: -14...14, using: &random) * 3600
                transitions.append(
                    Zone.Transition(start: Instant(microseconds: hours(Int(start))), offset: offset))
                start += Int64.random(in: 1...100, using: &random)
            }
            let zone = Zone(name: "Z", initialOffset: 3600, transitions: transitions)
            for hour in -300..<1500 where hour % 3 == 0 {
                let local = hours(hour)
                let instants = (-14...14).map { local - hours($0) }.filter { instant in
                    let offset = transitions.last { $0.start.microseconds <= instant }?.offset ?? 3600
                    return instant + Int64(offset) * Microseconds.perSecond == local
                }.sorted().map(Instant.init(microseconds:))
                let expected: WallClock.Reading =
                    switch instants.count {
                    case 0: .never
                    case 1: .once(instants[0])
                    default: .twice(earlier: instants[0], later: instants[instants.count - 1])
                    }
                #expect(WallClock.reading(of: local, in: zone) == expected, "seed \(seed)")
            }
        }
    }
}
