import Testing

@testable import avoir

@Suite("How progress is put into words")
struct ProgressLineTests {
    private let line = ProgressLine(label: "outages.csv", total: 1_000_000, noun: "rows")

    private func state(_ done: Int, _ count: Int, _ seconds: Int, _ phase: String? = nil)
        -> ProgressLine.State
    {
        ProgressLine.State(done: done, count: count, phase: phase, milliseconds: seconds * 1000)
    }

    @Test("a line says how far, how fast, and how long yet")
    func text() {
        #expect(
            line.text(state(500_000, 1_234_567, 10))
                == "outages.csv: 50 %, 1,234,567 rows, 123,456 rows/s, 10 s left")
        #expect(line.text(state(0, 0, 0)) == "outages.csv: 0 %, 0 rows")
        #expect(line.text(state(10_240, 100, 100)) == "outages.csv: 1 %, 100 rows, 1 rows/s, 2 h 41 min left")
        #expect(line.text(state(250_000, 999, 90)).hasSuffix("11 rows/s, 4 min 30 s left"))
        #expect(line.text(state(1_000_000, 7, 3, "recording")) == "outages.csv: 7 rows, recording (3 s)")
        #expect(line.text(state(0, 0, 75, "proving")) == "outages.csv: proving (1 min 15 s)")
        let slices = ProgressLine(label: "2026-10", total: 8, noun: "slices")
        #expect(slices.text(state(3, 3, 3)) == "2026-10: 37 %, 3 slices, 1 slices/s, 5 s left")
        let vast = ProgressLine(label: "x", total: 1 << 60, noun: "rows")
        #expect(vast.text(state(1, 1, 1_000_000)).hasSuffix(" left"))
        let pipe = ProgressLine(label: "standard input", total: nil, noun: "rows")
        #expect(pipe.text(state(500, 20, 2)) == "standard input: 20 rows, 10 rows/s")
    }

    @Test("a bar fills the terminal's width at most", arguments: [1, 20, 59, 60, 80, 100, 300])
    func width(width: Int) {
        for done in [0, 1, 49_999, 50_000, 999_999, 1_000_000, 2_000_000] {
            #expect(line.bar(state(done, done, 5), width: width).count < max(width, 2))
        }
    }

    @Test("a bar shows what is done in twentieths, and leaves the name out where it is too narrow")
    func bar() {
        #expect(
            line.bar(state(500_000, 20, 10), width: 100)
                == "outages.csv [##########----------]  50 %  20 rows, 2 rows/s, 10 s left")
        #expect(line.bar(state(1_000_000, 20, 10), width: 60).hasPrefix("[####################] 100 %"))
        #expect(line.bar(state(49_999, 20, 10), width: 200).contains("[--------------------]   4 %"))
        #expect(
            line.bar(state(5, 20, 10, "recording"), width: 80) == "outages.csv: 20 rows, recording (10 s)")
    }
}
