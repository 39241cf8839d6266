import SLA
import Testing

@Suite("Rates of the base (T1)")
struct RateTests {
    @Test("rates are in lowest terms, and print as a percentage where six decimals say them")
    func printing() {
        #expect(Rate(numerator: 1, denominator: 4)?.description == "25%")
        #expect(Rate(numerator: 14, denominator: 60)?.description == "7/30")
        #expect(Rate(numerator: 1, denominator: 64)?.description == "1.5625%")
        #expect(Rate(numerator: 2, denominator: 1) == nil && Rate(numerator: -1, denominator: 3) == nil)
        #expect(Rate(percent(25_000_000)) == Rate(numerator: 1, denominator: 4))
    }
}
