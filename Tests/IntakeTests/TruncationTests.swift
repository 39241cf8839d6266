import Intake
import SLA
import Sense
import TestSupport
import Testing

@Suite("A file that was cut off anywhere")
struct TruncationTests {
    /// The rows of the whole file up to the cut, and what must be said about the cut.
    private func check(_ kind: FactKind, _ text: String, _ comment: Comment) throws {
        let bytes = Array(text.utf8)
        let whole = try ReadFile(kind, bytes: bytes)
        #expect(whole.rejections.isEmpty, comment)
        for length in bytes.indices {
            let part = Array(bytes[..<length])
            let read: ReadFile
            do throws(FileError) {
                read = try ReadFile(kind, bytes: part)
            } catch {
                #expect(error.cause == .refused && !error.reason.isEmpty, comment)
                continue
            }
            let isTold = !read.rejections.isEmpty || read.mayBeCutOff
            let sound = zip(read.rows, whole.rows).prefix { $0.values == $1.values }.count
            // Only the last row can differ, and only where its file is marked.
            let allowed = read.mayBeCutOff ? 1 : 0
            #expect(read.rows.count - sound <= allowed, "\(comment), \(length) bytes")
            let endsWithLine = part.isEmpty || part.last == UInt8(ascii: "\n")
            #expect(isTold || endsWithLine || sound == read.rows.count, "\(comment), \(length) bytes")
        }
    }

    @Test(
        "gives rows of the whole CSV file; one cut within its last field is reported",
        arguments: FactKind.allCases
    )
    func csv(kind: FactKind) throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<3 {
            let rows = (0..<3).map { _ in RandomRow(kind, using: &random) }
            try check(kind, RandomFile.csv(kind, rows, using: &random), "seed \(seed)")
        }
    }

    @Test(
        "gives rows of the whole JSON Lines file, and rejects the object that is cut",
        arguments: FactKind.allCases)
    func jsonLines(kind: FactKind) throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<3 {
            let rows = (0..<3).map { _ in RandomRow(kind, using: &random) }
            try check(kind, RandomFile.jsonLines(kind, rows, using: &random), "seed \(seed)")
        }
    }

    @Test("is marked exactly when its last line of CSV has no end")
    func mark() throws {
        let file = "calendar,date,name\nX,2026-05-01,N"
        #expect(try ReadFile(.holidays, file).mayBeCutOff)
        #expect(try ReadFile(.holidays, "calendar,date,name").mayBeCutOff)
        #expect(try !ReadFile(.holidays, file + "\n").mayBeCutOff)
        #expect(try !ReadFile(.holidays, file + "\r\n", chunk: 1).mayBeCutOff)
        #expect(try !ReadFile(.holidays, #"{"calendar":"X","date":"2026-05-01","name":"N"}"#).mayBeCutOff)
    }
}
