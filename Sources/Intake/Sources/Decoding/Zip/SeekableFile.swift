import Glibc

/// A file of which any part can be read: not a pipe.
final class SeekableFile {
    private enum Origin {
        case descriptor(Int32)
        case bytes([UInt8])
    }

    private let origin: Origin
    private let version: FileVersion?
    let size: Int

    /// Throws `unreadable` for what is missing or not permitted, `refused` for a pipe.
    init(_ source: Source) throws(FileError) {
        switch source {
        case .bytes(let bytes, _):
            origin = .bytes(bytes)
            version = nil
            size = bytes.count
        case .descriptor: throw Self.isPipe
        case .path(let path):
            let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            guard descriptor >= 0 else {
                throw FileError(.unreadable, "cannot be opened: \(String(cString: strerror(errno)))")
            }
            do throws(FileError) {
                guard let version = try FileVersion(of: descriptor) else { throw Self.isPipe }
                origin = .descriptor(descriptor)
                self.version = version
                size = version.size
            } catch {
                close(descriptor)
                throw error
            }
        }
    }

    deinit {
        if case .descriptor(let descriptor) = origin { close(descriptor) }
    }

    private static let isPipe = FileError(
        .refused, "is no file that can be read from its end; a workbook must be named as a file")

    /// Whether a part of any place can be read, without opening what cannot.
    static func canSeek(_ source: Source) -> Bool {
        switch source {
        case .bytes: return true
        case .descriptor: return false
        case .path(let path):
            var status = stat()
            return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        }
    }

    /// So many bytes from `offset` on; fewer where the file ends.
    ///
    /// Throws `unreadable`.
    func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        let wanted = max(0, min(count, size - offset))
        guard offset >= 0, wanted > 0 else { return [] }
        switch origin {
        case .bytes(let bytes): return Array(bytes[offset..<offset + wanted])
        case .descriptor(let descriptor):
            var bytes = [UInt8](repeating: 0, count: wanted)
            var done = 0
            while done < wanted {
                let count = bytes.withUnsafeMutableBytes { storage in
                    pread(
                        descriptor, storage.baseAddress.map { $0 + done }, wanted - done, off_t(offset + done)
                    )
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    throw FileError(
                        .unreadable,
                        "cannot be read at byte \(offset + done): \(String(cString: strerror(errno)))")
                }
                done += count
            }
            return bytes
        }
    }

    /// A file written to while it is read may be a mixture of two files.
    func checkUnchanged() throws(FileError) {
        guard case .descriptor(let descriptor) = origin, let now = try FileVersion(of: descriptor),
            now != version
        else { return }
        throw FileError(
            .unreadable, "changed while it was being read; run the command again when the file is complete")
    }
}
