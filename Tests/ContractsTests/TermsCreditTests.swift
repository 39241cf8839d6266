import Testing

@testable import Contracts

@Suite struct TermsCreditTests {
    static let wrong: [WrongTerms] = [
        WrongTerms(
            "  tiers:\n    - { below: 99.85%, rate: 5% }\n    - { below: 97%, rate: 20% }\n", "  tiers: []\n",
            "t:21: credit.tiers: is empty: leave credit out when nothing is ever credited"),
        WrongTerms(
            "below: 97%", "below: 99.85%",
            "t:23: credit.tiers[2].below: must be lower than the 99.85% of the tier before it, on line 22 (99.85%)"
        ),
        WrongTerms(
            "below: 97%", "below: 99.9%",
            "t:23: credit.tiers[2].below: must be lower than the 99.85% of the tier before it, on line 22 (99.9%)\nt:23: credit.tiers[2].below: is above the target of 99.85%: a credit would be due where the target is met (99.9%)"
        ),
        WrongTerms(
            "    - { below: 99.85%, rate: 5% }\n    - { below: 97%, rate: 20% }\n",
            "    - { below: 97%, rate: 20% }\n    - { below: 99.85%, rate: 5% }\n",
            "t:23: credit.tiers[2].below: must be lower than the 97% of the tier before it, on line 22 (99.85%)\nt:23: credit.tiers[2].rate: must be more than the 20% of the tier before it, on line 22 (5%)"
        ),
        WrongTerms(
            "rate: 20% }\n  on", "rate: 5% }\n  on",
            "t:23: credit.tiers[2].rate: must be more than the 5% of the tier before it, on line 22 (5%)"),
        WrongTerms(
            "below: 99.85%", "below: 99.850001%",
            "t:22: credit.tiers[1].below: is above the target of 99.85%: a credit would be due where the target is met (99.850001%)"
        ),
        WrongTerms(
            "below: 97%", "below: 0%",
            "t:23: credit.tiers[2].below: can never be reached: no availability is below 0% (0%)"),
        WrongTerms(
            "rate: 5%", "rate: 0%",
            "t:22: credit.tiers[1].rate: must be a percentage such as 5% or a fraction such as 1/30, more than nothing and at most the whole (0%)"
        ),
        WrongTerms(
            "below: 97%", "below: 97,5%",
            "t:23: credit.tiers[2].below: is ambiguous without its sign: write a percentage like 99.85% (97)\nt:23: credit.tiers[2].5%: is not a key; a percentage has a decimal point, not a comma: write 99.85%"
        ),
        WrongTerms(
            "rate: 20% }\n  on", "rate: 100.5% }\n  on",
            "t:23: credit.tiers[2].rate: is more than 100% (100.5%)"),
        WrongTerms(
            "on_request: true", "on_request: yes",
            "t:24: credit.on_request: must be true or false (yes)"),
        WrongTerms(
            "on_request: true", "on_request: \"true\"",
            "t:24: credit.on_request: must be written without quotes (true)"),
        WrongTerms(
            "on_request: true", "on_request: True",
            "t:24: credit.on_request: must be true or false (True)"),
        WrongTerms(
            "on_request: true", "on_request: false",
            "t:25: credit.request_within_days: contradicts on_request: false: no request is awaited (60)"),
        WrongTerms(
            "request_within_days: 60", "request_within_days: 3651",
            "t:25: credit.request_within_days: must be a whole number from 0 to 3650, without quotes (3651)"),
        WrongTerms(
            "request_within_days: 60", "request_within_days: -1",
            "t:25: credit.request_within_days: must be a whole number from 0 to 3650, without quotes (-1)"),
        WrongTerms(
            "request_within_days: 60", "request_within_days: 060",
            "t:25: credit.request_within_days: must be a whole number from 0 to 3650, without quotes (060)"),
        WrongTerms(
            "request_within_days: 60", "request_within_days: \"60\"",
            "t:25: credit.request_within_days: must be a whole number from 0 to 3650, without quotes (60)"),
        WrongTerms(
            "vat_treatment: net_of_tax", "vat_treatment: net",
            "t:26: credit.vat_treatment: must be one of price_reduction, net_of_tax, indemnity (net)"),
        WrongTerms(
            "cap: { rate: 20%", "cap: { rate: 19.999999%",
            "t:27: credit.cap.rate: is below the tier rate of 20%, which could never be credited in full (19.999999%)"
        ),
        WrongTerms(
            "cap: { rate: 20%", "cap: { rate: 0%",
            "t:27: credit.cap.rate: lets nothing be credited: leave credit out instead (0%)"),
        WrongTerms(
            "consecutive_days: 30", "consecutive_days: 0",
            "t:27: credit.cap.consecutive_days: must be a whole number from 1 to 366, without quotes (0)"),
        WrongTerms(
            "consecutive_days: 30", "consecutive_days: 367",
            "t:27: credit.cap.consecutive_days: must be a whole number from 1 to 366, without quotes (367)"),
        WrongTerms(
            "excess: held", "excess: kept",
            "t:27: credit.cap.excess: must be one of held, forfeited (kept)"),
    ]

    @Test("credit terms that are unordered, unreachable or undecided are refused", arguments: wrong)
    func refusal(wrong: WrongTerms) {
        #expect(TermsSample.problems(TermsSample.replacing(wrong.part, by: wrong.other)) == wrong.problems)
    }
}
