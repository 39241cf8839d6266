import Glibc
import Subprocess
import Testing

/// An empty folder that is removed, with all in it, when its test ends.
package enum TemporaryFolder {
    package static func with<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        var template = Array("/tmp/avoir-command-XXXXXX".utf8CString)
        let folder = String(cString: try #require(mkdtemp(&template)))
        do {
            let value = try await body(folder)
            await remove(folder)
            return value
        } catch {
            await remove(folder)
            throw error
        }
    }

    package static func write(_ bytes: [UInt8], to path: String) throws {
        let file = try #require(fopen(path, "w"), "\(path)")
        #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
        #expect(fclose(file) == 0)
    }

    package static func write(_ text: String, to path: String) throws {
        try write(Array(text.utf8), to: path)
    }

    /// The names in the folder, sorted.
    package static func names(in folder: String) throws -> [String] {
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

    private static func remove(_ folder: String) async {
        _ = try? await Subprocess.run(.name("rm"), arguments: ["-rf", "--", folder], output: .discarded)
    }
}
