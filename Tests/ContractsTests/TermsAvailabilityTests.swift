import Testing

@testable import Contracts

@Suite struct TermsAvailabilityTests {
    static let wrong: [WrongTerms] = [
        WrongTerms(
            "basis: coverage", "basis: calender",
            "t:15: availability.basis: is unknown; did you mean calendar? (calender)"),
        WrongTerms(
            "  target: 99.85%", "  target: 99.85",
            "t:16: availability.target: is ambiguous without its sign: write a percentage like 99.85% (99.85)"
        ),
        WrongTerms(
            "  target: 99.85%", "  target: 0.9985",
            "t:16: availability.target: is ambiguous without its sign: write a percentage like 99.85% (0.9985)"
        ),
        WrongTerms(
            "  target: 99.85%", "  target: 99,85%",
            "t:16: availability.target: has a decimal comma: write 99.85% (99,85%)"),
        WrongTerms(
            "  target: 99.85%", "  target: \"99,85 %\"",
            "t:16: availability.target: has a decimal comma: write 99.85% (99,85 %)"),
        WrongTerms(
            "  target: 99.85%", "  target: 99.85 %",
            "t:16: availability.target: must be written 99.85% (99.85 %)"),
        WrongTerms(
            "  target: 99.85%", "  target: 99.8500001%",
            "t:16: availability.target: has more than six decimals, the most that exact arithmetic holds (99.8500001%)"
        ),
        WrongTerms(
            "  target: 99.85%", "  target: 100.000001%",
            "t:16: availability.target: is more than 100% (100.000001%)"),
        WrongTerms(
            "  target: 99.85%", "  target: 1000%",
            "t:16: availability.target: is more than 100% (1000%)"),
        WrongTerms(
            "  target: 99.85%", "  target: -1%",
            "t:16: availability.target: is not a percentage from 0% to 100%, written like 99.85% (-1%)"),
        WrongTerms(
            "  target: 99.85%", "  target: 0%",
            "t:16: availability.target: is always met: leave target out for a service that is measured but never credited (0%)"
        ),
        WrongTerms(
            "  target: 99.85%", "  target: 99.%",
            "t:16: availability.target: is not a percentage from 0% to 100%, written like 99.85% (99.%)"),
        WrongTerms(
            "  target: 99.85%", "  target: high",
            "t:16: availability.target: is not a percentage from 0% to 100%, written like 99.85% (high)"),
        WrongTerms(
            "  target: 99.85%", "  target: [99.85%]",
            "t:16: availability.target: must be a percentage such as 99.85%, not a list"),
        WrongTerms(
            "failure_notification: required", "failure_notification: true",
            "t:17: availability.failure_notification: must be one of required, not_required (true)"),
        WrongTerms(
            "failure_notification: required", "failure_notification: requird",
            "t:17: availability.failure_notification: is unknown; did you mean required? (requird)"),
        WrongTerms(
            "failure_notification: required\n  counted_from: outage_start",
            "failure_notification: not_required\n  counted_from: notification",
            "t:18: availability.counted_from: contradicts failure_notification: not_required: an outage without a notification would have no start (notification)"
        ),
        WrongTerms(
            "counted_from: outage_start", "counted_from: start",
            "t:18: availability.counted_from: must be one of outage_start, notification (start)"),
        WrongTerms(
            "[force_majeure, customer_act]", "[force_majeur]",
            "t:19: excusable[1]: is unknown; did you mean force_majeure? (force_majeur)"),
        WrongTerms(
            "[force_majeure, customer_act]", "[weather]",
            "t:19: excusable[1]: must be one of force_majeure, third_party_equipment, customer_act, planned_maintenance, over_capacity, other_operator, customer_unavailable (weather)"
        ),
        WrongTerms(
            "[force_majeure, customer_act]", "[customer_act, customer_act]",
            "t:19: excusable[2]: appears twice in the list, first on line 19 (customer_act)"),
        WrongTerms(
            "  target: 99.85%\n", "",
            "t:19: credit: contradicts the absence of availability.target: without a target nothing is ever credited"
        ),
    ]

    @Test("availability terms that are ambiguous or contradict each other are refused", arguments: wrong)
    func refusal(wrong: WrongTerms) {
        #expect(TermsSample.problems(TermsSample.replacing(wrong.part, by: wrong.other)) == wrong.problems)
    }
}
