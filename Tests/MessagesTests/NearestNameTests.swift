import Messages
import Testing

@Suite struct NearestNameTests {
    private static let names = ["started_at", "ended_at", "name", "from", "to", "public_holidays"]

    @Test(
        "a slip, and another way to write the same words, mean the known name",
        arguments: [
            ("nmae", "name"), ("nam", "name"), ("form", "from"), ("tto", "to"), ("end_at", "ended_at"),
            ("Started At", "started_at"), ("startedAt", "started_at"), ("publicholiday", "public_holidays"),
        ])
    func near(written: String, meant: String) {
        #expect(NearestName.of(written, among: Self.names) == meant)
    }

    @Test(
        "what differs in too much means nothing",
        arguments: ["", "x", "_", "nn", "nmea2", "begin", "holidays", "ended"])
    func far(written: String) {
        #expect(NearestName.of(written, among: Self.names) == nil)
    }

    @Test(
        "an exchange of neighbours is one slip",
        arguments: [("ab", "ba", 1), ("abc", "ca", 3), ("", "abc", 3)])
    func slips(a: String, b: String, expected: Int) {
        #expect(NearestName.slips(a, b) == expected)
    }
}
