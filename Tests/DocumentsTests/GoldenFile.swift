import Glibc
import Testing

/// Expected documents, as files beside the tests that hold them.
///
/// With AVOIR_WRITE_GOLDEN they are written anew, and the test fails.
enum GoldenFile {
    /// - Parameter test: the file of the test; the expected files are in the folder `Golden` beside it.
    static func expect(_ bytes: [UInt8], toBe name: String, besides test: String) throws {
        let folder = test.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/Golden"
        let isWriting = getenv("AVOIR_WRITE_GOLDEN") != nil
        let file = try #require(fopen("\(folder)/\(name)", isWriting ? "wb" : "rb"), "\(name)")
        defer { fclose(file) }
        if isWriting {
            #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
            Issue.record("\(name) is written anew")
            return
        }
        var golden = [UInt8](repeating: 0, count: 1 << 20)
        let length = fread(&golden, 1, golden.count, file)
        #expect(bytes.elementsEqual(golden[..<length]), "\(name)")
    }
}
