import Glibc
import Intake
import SLA
import Sense
import Testing

@Suite("Files that are refused as a whole")
struct WholeFileTests {
    static let names = "calendar, date, name, withdrawn"

    @Test(
        "the reason says what would be right",
        arguments: [
            ("", "is empty; a file without rows still names its columns"),
            ("\u{FEFF}", "is empty; a file without rows still names its columns"),
            ("\n \r\n\t", "is empty; a file without rows still names its columns"),
            (
                "X,2026-05-01,N\n",
                "1: has no header row: its first line names none of the columns of holidays (\(names))"
            ),
            ("date,calendar\n", "1: lacks the required column name"),
            ("\n\nname\n", "3: lacks the required columns calendar, date"),
            ("calendar,date,name,nmae\n", "1: nmae: is not a column of holidays; did you mean name?"),
            (
                "calendar,date,name,Comment\n",
                "1: comment: is not a column of holidays; its columns are \(names)"
            ),
            ("Calender,date,name\n", "1: calender: is not a column of holidays; did you mean calendar?"),
            ("calendar,date,name,Date\n", "1: date: appears twice in the header row"),
            (
                "sep=;\ncalendar;date;name\n",
                "1: its first line is a mark for Excel (sep=); remove that line: the separator is found by itself"
            ),
            ("calendar,date,name,\n", "1: the header row leaves column 4 without a name"),
            (
                "calendar;date,name\n",
                "1: calendar;date: is not a column of holidays; did you mean calendar?"
            ),
            (
                "calendar,date,name\rX,2026-05-01,N\r",
                "1: ends its lines with CR alone; save it with LF or CRLF line ends"
            ),
            ("[{\"calendar\":\"X\"}]", "1: is a JSON array; write one object per line (JSON Lines)"),
            ("PK\u{3}\u{4}rest", "is a ZIP archive or a spreadsheet; export it as CSV in UTF-8"),
            (
                "\u{0}\u{0}\u{0}",
                "contains NUL bytes: it is damaged, or UTF-16 without a byte order mark; save it as UTF-8"
            ),
            (
                "c\u{0}a\u{0}l\u{0}\n",
                "1: contains NUL bytes: it is damaged, or UTF-16 without a byte order mark; save it as UTF-8"
            ),
            (String(repeating: " ", count: 1 << 20), "1: begins with 1 MiB of blanks"),
            (
                String(repeating: "calendar,", count: 1 << 17),
                "1: the header row is longer than 1 MiB; no column needs that much"
            ),
        ])
    func reasons(text: String, reason: String) {
        let error = refusal(.holidays, text)
        #expect(error?.description == reason)
        #expect(error?.cause == .refused)
    }

    @Test(
        "other encodings are named",
        arguments: [
            ([0xFF, 0xFE, 0x63, 0x00], "is UTF-16; save it as UTF-8"),
            ([0xFE, 0xFF, 0x00, 0x63], "is UTF-16; save it as UTF-8"),
            ([0x1F, 0x8B, 0x08, 0x00], "is compressed with gzip; unpack it first"),
            ([0x28, 0xB5, 0x2F, 0xFD], "is compressed with Zstandard; unpack it first"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "is compressed with xz; unpack it first"),
            (Array("BZh91AY".utf8), "is compressed with bzip2; unpack it first"),
            (Array("%PDF-1.7\n".utf8), "is a PDF document; export its table as CSV in UTF-8"),
            ([0xD0, 0xCF, 0x11, 0xE0], "is an Excel workbook; export it as CSV in UTF-8"),
            (
                Array("calendar,date,name,Libell".utf8) + [0xE9, 0x0A],
                "1: its header row is not UTF-8; save the file as UTF-8"
            ),
        ] as [([UInt8], String)])
    func encodings(bytes: [UInt8], reason: String) {
        #expect(refusal(.holidays, bytes: bytes)?.description == reason)
    }

    @Test("an event file must name a scope column")
    func scopeColumn() {
        #expect(
            refusal(.outages, "source,id,started_at\n")?.description
                == "1: lacks the required column service or subscription")
        #expect(refusal(.outages, "source,id,started_at,service\n") == nil)
    }

    @Test(
        "a header row without rows is a file without rows",
        arguments: ["calendar,date,name", "calendar,date,name\n\n"])
    func headerOnly(text: String) throws {
        #expect(try ReadFile(.holidays, text).lines == [])
    }

    @Test(
        "a file that cannot be read is told apart from one whose content is refused",
        arguments: [
            ("/nonexistent/file.csv", "cannot be opened: No such file or directory"),
            ("/dev/null/file.csv", "cannot be opened: Not a directory"),
            ("/tmp", "is a directory; name the files in it"),
            ("", "cannot be opened: No such file or directory"),
        ])
    func unreadable(path: String, reason: String) {
        do throws(FileError) {
            _ = try Reader(kind: .outages, source: Source(argument: path))
            Issue.record("it is read")
        } catch {
            #expect(error.cause == .unreadable)
            #expect(error.description == reason)
        }
    }

    @Test("an empty device is an empty file")
    func emptyDevice() {
        do throws(FileError) {
            _ = try Reader(kind: .outages, source: .path("/dev/null"))
            Issue.record("it is read")
        } catch {
            #expect(error.cause == .refused)
        }
    }

    @Test("a failure in the middle of a file is an error with its line, not the end of the file")
    func failureWhileReading() throws {
        var pair: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        defer { close(pair[0]) }
        let text = Array("calendar,date,name\nX,2026-05-01,N\nX,2026-05-02".utf8)
        try #require(write(pair[1], text, text.count) == text.count)
        // Closing with unread bytes resets the connection: the reader gets what was sent, then an error.
        try #require(write(pair[0], [0], 1) == 1)
        close(pair[1])
        var reader = try Reader(kind: .holidays, source: .descriptor(pair[0]))
        var row = Row()
        guard case .row = try reader.next(&row) else {
            Issue.record("the row before the failure is lost")
            return
        }
        for _ in 1...2 {
            do throws(FileError) {
                _ = try reader.next(&row)
                Issue.record("the failure passes for something else")
            } catch {
                #expect(error.cause == .unreadable)
                #expect(error.description == "3: cannot be read beyond byte 46: Connection reset by peer")
            }
        }
    }

    @Test("a pipe that is written byte by byte is read to its end")
    func pipe() throws {
        var ends: [Int32] = [0, 0]
        try #require(Glibc.pipe(&ends) == 0)
        let text = Array("calendar,date,name\nX,2026-05-01,N\n".utf8)
        for byte in text { try #require(write(ends[1], [byte], 1) == 1) }
        close(ends[1])
        let read = try ReadFile(.holidays, source: .descriptor(ends[0]))
        #expect(read.rows.count == 1)
        #expect(read.bytesRead == text.count)
        // The descriptor was not the reader's to close.
        #expect(close(ends[0]) == 0)
    }

    @Test("a file of its own is closed again and its size is known")
    func size() throws {
        let path = "/tmp/avoir-intake-\(getpid())-size.csv"
        let text = Array("calendar,date,name\nX,2026-05-01,N\n".utf8)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try #require(write(descriptor, text, text.count) == text.count)
        close(descriptor)
        defer { unlink(path) }
        for _ in 0..<2000 {
            let reader = try Reader(kind: .holidays, source: .path(path))
            try #require(reader.totalBytes == text.count)
        }
        // The system gives the lowest free number.
        let next = open(path, O_RDONLY)
        #expect(next < 1000)
        close(next)
    }

    @Test("a signal does not end a read")
    func interruptedRead() throws {
        var ends: [Int32] = [0, 0]
        try #require(Glibc.pipe(&ends) == 0)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in }
        var before = sigaction()
        // Without SA_RESTART, read(2) gives EINTR.
        try #require(sigaction(SIGURG, &action, &before) == 0)
        let (input, output) = (ends[0], ends[1])
        var thread = pthread_t()
        let text = Array("calendar,date,name\nX,2026-05-01,N\n".utf8)
        try #require(write(output, text, 5) == 5)
        let created = pthread_create(
            &thread, nil,
            { argument in
                let input = Int32(Int(bitPattern: argument))
                let count = (try? ReadFile(.holidays, source: .descriptor(input)))?.rows.count ?? -1
                return UnsafeMutableRawPointer(bitPattern: count + 100)
            }, UnsafeMutableRawPointer(bitPattern: Int(input)))
        try #require(created == 0)
        for _ in 0..<20 {
            usleep(2000)
            pthread_kill(thread, SIGURG)
        }
        try #require(write(output, Array(text[5...]), text.count - 5) == text.count - 5)
        close(output)
        var result: UnsafeMutableRawPointer?
        pthread_join(thread, &result)
        close(input)
        sigaction(SIGURG, &before, nil)
        #expect(Int(bitPattern: result) == 101)
    }
}
