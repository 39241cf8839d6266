import Glibc

/// Many files, each written whole or not at all, without waiting for the disk once a file.
///
/// Files wait under another name until some hundreds are on their way to the disk; when they have arrived, they are
/// renamed into place. Failures have exit code 73; what still waits then is removed.
struct OutputBatch: ~Copyable {
    /// Those that are in their places.
    private(set) var files: [String] = []
    private var waiting: [(temporary: String, path: String, descriptor: Int32)] = []
    /// Each is open until it is on the disk.
    private static let most = 250

    mutating func add(_ bytes: [UInt8], to path: String) throws {
        // A device or pipe has no place among files: the file takes its name.
        _ = try OutputFile.isPlain(path)
        let temporary = OutputFile.temporary(for: path)
        let descriptor = try OutputFile.create(temporary, for: path)
        waiting.append((temporary, path, descriptor))
        try Descriptor.write(bytes, to: descriptor, name: path)
        // Sends it on its way to the disk, so that nobody waits for it later.
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
        if waiting.count == Self.most { try finish() }
    }

    /// Makes what waits appear.
    mutating func finish() throws {
        for file in waiting {
            guard fsync(file.descriptor) == 0 else { throw OutputFile.failure(file.path) }
        }
        while let file = waiting.first {
            guard rename(file.temporary, file.path) == 0 else { throw OutputFile.failure(file.path) }
            close(file.descriptor)
            waiting.removeFirst()
            files.append(file.path)
        }
    }

    deinit {
        for file in waiting {
            close(file.descriptor)
            unlink(file.temporary)
        }
    }
}
