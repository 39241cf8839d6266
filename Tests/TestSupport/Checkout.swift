import Glibc

/// Where the tests find what they run and read.
package enum Checkout {
    /// The folder of the package.
    package static let root: String = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/")
    }()

    /// The folder of the sample month.
    package static let month = "\(root)/examples/month"

    /// The built command; it lies beside the test bundle, whatever the configuration.
    package static let avoir: String = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let length = max(0, readlink("/proc/self/exe", &buffer, buffer.count - 1))
        let bundle = String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return "/" + (bundle.split(separator: "/").dropLast() + ["avoir"]).joined(separator: "/")
    }()

    package struct Unreadable: Error, CustomStringConvertible {
        package let path: String
        package var description: String { "\(path) cannot be read" }
    }

    package static func bytes(of path: String) throws -> [UInt8] {
        guard let file = fopen(path, "r") else { throw Unreadable(path: path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }
}
