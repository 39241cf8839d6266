import Glibc
import Testing

@Suite("Inputs that fuzzing found worth keeping")
struct CorpusTests {
    @Test("are read with sense", arguments: IntakeParser.allCases)
    func replay(parser: IntakeParser) throws {
        let folder = "\(Self.corpus)/\(parser.rawValue)"
        let names = try Self.names(in: folder)
        #expect(names.count > 20)
        for name in names {
            let nonsense = parser.nonsense(try Self.bytes(of: "\(folder)/\(name)"))
            #expect(nonsense == nil, "\(folder)/\(name)")
        }
    }

    private static let corpus =
        "/" + (#filePath.split(separator: "/").dropLast(2) + ["Fuzz", "corpus"]).joined(separator: "/")

    private static func names(in folder: String) throws -> [String] {
        let directory = try #require(opendir(folder), "\(folder)")
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        let file = try #require(fopen(path, "r"), "\(path)")
        defer { fclose(file) }
        // The fuzzer makes no input longer than this.
        var bytes = [UInt8](repeating: 0, count: 4096)
        return Array(bytes[..<fread(&bytes, 1, bytes.count, file)])
    }
}
