import Glibc
import Intake
import SLA
import TestSupport
import Testing

@Suite("What a file holds as a whole")
struct ContentTests {
    private static let text = "customer,name\r\nC-1,\"Client, Exemple\"\r\n,bad\r\n"

    @Test("is the same whether its rows are read or not, in pieces of any size", arguments: [1, 7, 4096])
    func pieces(chunk: Int) throws {
        let source = Source.bytes(Array(Self.text.utf8), chunk: chunk)
        var reader = try Reader(kind: .customers, source: source)
        var row = Row()
        while true { if case .end = try reader.next(&row) { break } }
        let read = reader.finishContent()
        let whole = try SourceContent(source)
        #expect(read == whole)
        #expect(whole.bytes == Self.text.utf8.count)
    }

    @Test("is told by SHA-256")
    func digest() throws {
        let content = try SourceContent(.bytes(Array("abc".utf8)))
        #expect(content.sha256.prefix(4).elementsEqual([0xBA, 0x78, 0x16, 0xBF]))
        #expect(content.sha256.count == 32)
        #expect(throws: FileError.self) { try SourceContent(.path("/nonexistent")) }
    }

    @Test(
        "is not believed where the file was written to meanwhile",
        arguments: ["append", "truncate", "replace"])
    func changing(change: String) throws {
        let path = "/tmp/avoir-changing-\(UInt64.random(in: 0 ... .max))"
        defer { unlink(path) }
        let line = Array("C-1,Client\n".utf8)
        func write(_ flags: Int32, lines: Int) {
            let file = open(path, O_WRONLY | flags, 0o600)
            for _ in 0..<lines { _ = Glibc.write(file, line, line.count) }
            close(file)
        }
        let header = open(path, O_WRONLY | O_CREAT, 0o600)
        _ = Glibc.write(header, "customer,name\n", 14)
        close(header)
        write(O_APPEND, lines: 100_000)
        var reader = try Reader(kind: .customers, source: .path(path))
        var row = Row()
        _ = try reader.next(&row)
        switch change {
        case "append": write(O_APPEND, lines: 1)
        case "truncate": truncate(path, 700_000)
        default: write(0, lines: 1)
        }
        var failure: FileError?
        reading: while true {
            do throws(FileError) {
                if case .end = try reader.next(&row) { break reading }
            } catch {
                failure = error
                break reading
            }
        }
        #expect(
            failure?.reason
                == "changed while it was being read; run the command again when the file is complete")
    }

    @Test("comes whole through a pipe that the caller has made non-blocking")
    func nonBlocking() throws {
        var ends: [CInt] = [-1, -1]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        defer { close(reading) }
        try #require(fcntl(reading, F_SETFL, O_NONBLOCK) == 0)
        let written = try Threaded {
            for byte in Self.text.utf8 {
                usleep(1000)
                withUnsafeBytes(of: byte) { _ = write(writing, $0.baseAddress, 1) }
            }
            close(writing)
        }
        #expect(try SourceContent(.descriptor(reading)) == SourceContent(.bytes(Array(Self.text.utf8))))
        _ = try written.value()
    }
}
