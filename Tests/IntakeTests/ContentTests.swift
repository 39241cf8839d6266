import Intake
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
}
