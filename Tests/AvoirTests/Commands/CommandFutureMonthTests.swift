import TestSupport
import Testing

@Suite("A month that has not begun")
struct CommandFutureMonthTests {
    /// The clock stands at noon of 30 November, UTC; December begins in Kiribati two hours before that.
    @Test("is not assessed", arguments: ["2027-01", "2031-05"])
    func refused(month: String) async throws {
        try await CommandDatabase.withSchema { database in
            for command in ["assess \(month)", "assess \(month) --share", "run \(month)"] {
                try await database.shell("$AVOIR \(command)").expectFailure(
                    64, saying: "\(month) has not begun")
            }
            try await database.avoir("assess", "2026-12").expect(0)
        }
    }
}
