import SLA
import TestSupport
import Testing

@Suite("Financial years")
struct FinancialYearTests {
    private func days(_ end: String, around text: String) throws -> String {
        let year = try #require(FinancialYear(endsOn: end))
        let days = year.days(around: try #require(LocalDate(text)))
        return "\(days.lowerBound) \(days.upperBound)"
    }

    @Test("end on the same day each time, and begin on the next")
    func bounds() throws {
        #expect(try days("12-31", around: "2026-01-01") == "2026-01-01 2026-12-31")
        #expect(try days("12-31", around: "2026-12-31") == "2026-01-01 2026-12-31")
        #expect(try days("09-30", around: "2026-09-30") == "2025-10-01 2026-09-30")
        #expect(try days("09-30", around: "2026-10-01") == "2026-10-01 2027-09-30")
        #expect(try days("03-15", around: "2026-03-16") == "2026-03-16 2027-03-15")
    }

    @Test("at the end of February mean its last day, in leap years too")
    func february() throws {
        for end in ["02-28", "02-29"] {
            #expect(try days(end, around: "2028-02-29") == "2027-03-01 2028-02-29")
            #expect(try days(end, around: "2028-03-01") == "2028-03-01 2029-02-28")
        }
    }

    @Test("are not read from days that no year has")
    func malformed() {
        for text in ["", "12", "12-32", "02-30", "9-30", "09-31", "13-01", "09-30 ", "2026-09-30"] {
            #expect(FinancialYear(endsOn: text) == nil, "\(text)")
        }
    }
}

@Suite("Accounts of VAT")
struct VATAccountsTests {
    @Test("are one for all rates, or one for each, and are written so that they can be read again")
    func text() throws {
        let all = try #require(VATAccounts("445710"))
        #expect(all == VATAccounts(all.description))
        let twenty = try #require(Percentage(millionths: 20_000_000))
        let low = try #require(Percentage(millionths: 8_500_000))
        let odd = try #require(Percentage(millionths: 2_100_000))
        #expect(all.account(for: odd) == "445710" && !all.isOnly(for: odd))
        let each = VATAccounts(byRate: [low: "445713", twenty: "445711"])
        #expect(each.description == "20=445711 8.5=445713")
        #expect(VATAccounts(each.description) == each)
        #expect(each.account(for: low) == "445713" && each.isOnly(for: low))
        #expect(each.account(for: odd) == nil)
        let shared = VATAccounts(byRate: [low: "445711", twenty: "445711"])
        #expect(shared.account(for: low) == "445711" && !shared.isOnly(for: low))
    }

    @Test("that cannot be meant are not read")
    func malformed() {
        for text in [
            "20=", "=445711", "20=1 20=2", "8.5=445713 20=445711", "x=445711", "20=445711  10=445712",
            "020=1",
        ] {
            #expect(VATAccounts(text) == nil, "\(text)")
        }
    }
}
