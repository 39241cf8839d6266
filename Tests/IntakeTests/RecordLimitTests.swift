import Glibc
import Intake
import SLA
import Sense
import Testing

@Suite("Records of 1 MiB")
struct RecordLimitTests {
    private static let limit = 1 << 20

    /// A holidays row of exactly `length` bytes with its line end.
    private func row(length: Int) -> String {
        let start = "X,2026-05-01,"
        return start + String(repeating: "n", count: length - start.utf8.count - 1) + "\n"
    }

    @Test("a record of 1 MiB is read, one byte more is rejected", arguments: [1 << 16, 1 << 18, .max])
    func limit(chunk: Int) throws {
        let header = "calendar,date,name\n"
        let text = header + row(length: Self.limit) + row(length: Self.limit + 1) + "X,2026-05-02,N\n"
        let read = try ReadFile(.holidays, text, chunk: chunk)
        #expect(read.lines == [2, 3, 4])
        // The first is found whole and fails for its text alone.
        #expect(read.rejections.map(\.column) == ["name", nil])
        #expect(read.rejections[0].reason == "has 1048562 bytes; at most 65536 are kept")
        #expect(read.rejections[1].reason == "is longer than 1 MiB; no column needs that much")
        #expect(read.rejections.map(\.record.count) == [1 << 16, 1 << 16])
        #expect(read.rejections.map(\.recordIsTruncated) == [true, true])
        #expect(read.rejections[1].value?.count == 201)
        #expect(read.linesRead == 4)
    }

    @Test("a JSON line beyond 1 MiB is rejected and reading goes on after it")
    func json() throws {
        let long = "{\"calendar\":\"" + String(repeating: "x", count: Self.limit) + "\"}\n"
        let good = #"{"calendar":"X","date":"2026-05-02","name":"N"}"# + "\n"
        let read = try ReadFile(.holidays, good + long + good, chunk: 1 << 14)
        #expect(read.rows.map(\.line) == [1, 3])
        #expect(read.rejections.map(\.line) == [2])
    }

    @Test("a long last line without a line end is counted once")
    func lastLine() throws {
        let text = "calendar,date,name\n" + row(length: Self.limit + 2).dropLast()
        let read = try ReadFile(.holidays, text, chunk: 4096)
        #expect(read.lines == [2])
        #expect(read.linesRead == 2)
    }

    @Test("a quarter-gigabyte line costs no memory")
    func boundedMemory() throws {
        let path = "/tmp/avoir-intake-\(getpid())-long-line.csv"
        let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
        try #require(descriptor >= 0)
        defer {
            close(descriptor)
            unlink(path)
        }
        // A hole in the file reads as NUL bytes and takes no room on the disk.
        let length = 256 << 20
        let head = Array("calendar,date,name\nX,2026-05-01,".utf8)
        let tail = Array("\nX,2026-05-02,N\n".utf8)
        try #require(pwrite(descriptor, head, head.count, 0) == head.count)
        try #require(pwrite(descriptor, tail, tail.count, off_t(length)) == tail.count)
        let before = peakMemory()
        let read = try ReadFile(.holidays, source: .path(path))
        #expect(peakMemory() - before < 128 << 20)
        #expect(read.rows.map(\.line) == [3])
        #expect(read.rejections.map(\.line) == [2])
        #expect(read.bytesRead == length + tail.count)
    }

    private func peakMemory() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss << 10
    }
}
