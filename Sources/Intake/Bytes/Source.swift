import Glibc
import Hashing

/// Where the bytes of an import come from.
package enum Source: Sendable {
    /// A file to be opened and closed again.
    case path(String)
    /// An open file descriptor, read from where it stands and left open.
    case descriptor(Int32)
    /// Bytes at hand, given out at most `chunk` at a time.
    case bytes([UInt8], chunk: Int = .max)

    package static let standardInput = Source.descriptor(STDIN_FILENO)

    /// `-` is standard input.
    package init(argument: String) {
        self = argument == "-" ? .standardInput : .path(argument)
    }

    /// The same content, to be read as often as one likes: what is not a plain file is read into memory.
    ///
    /// Throws `unreadable`.
    package func repeatable() throws(FileError) -> Source {
        if case .bytes = self { return self }
        var stream = try ByteStream(self)
        if case .path = self, stream.size != nil { return self }
        var content: [UInt8] = []
        var portion = [UInt8](repeating: 0, count: stream.portion)
        while true {
            let count = try stream.read(into: &portion, 0..<portion.count)
            if count == 0 { return .bytes(content) }
            content += portion[..<count]
        }
    }
}

/// An opened source: gives its bytes once, in order.
struct ByteStream: ~Copyable, Sendable {
    private enum Origin: Sendable {
        case descriptor(Int32, isOwned: Bool)
        case bytes([UInt8], chunk: Int)
    }

    private let origin: Origin
    /// How many bytes were given so far.
    private(set) var position = 0
    /// What it was when it was opened; nil for anything but a plain file.
    private let version: FileVersion?
    private var digest = DigestStream()

    /// The size in bytes where it is known beforehand.
    var size: Int? {
        switch origin {
        case .descriptor: version?.size
        case .bytes(let bytes, _): bytes.count
        }
    }

    /// How many bytes are worth asking for at once.
    var portion: Int {
        switch origin {
        // The cost of a read does not show, and the second-level cache holds it.
        case .descriptor: 256 << 10
        case .bytes(let bytes, let chunk): max(16, min(256 << 10, chunk, bytes.count))
        }
    }

    /// Throws `unreadable` for what is missing, not permitted, or a directory.
    init(_ source: Source) throws(FileError) {
        (origin, version) = try Self.open(source)
    }

    deinit {
        if case .descriptor(let descriptor, isOwned: true) = origin { close(descriptor) }
    }

    /// Fills `storage[range]` from its start as far as one read goes; 0 means the end.
    ///
    /// Throws `unreadable` when the system cannot read on.
    mutating func read(into storage: inout [UInt8], _ range: Range<Int>) throws(FileError) -> Int {
        let count: Int
        switch origin {
        case .bytes(let bytes, let chunk):
            count = min(range.count, chunk, bytes.count - position)
            storage.replaceSubrange(
                range.lowerBound..<range.lowerBound + count, with: bytes[position..<position + count])
        case .descriptor(let descriptor, _):
            count = Self.readOnce(descriptor, &storage, range)
            guard count >= 0 else {
                throw FileError(.unreadable, "cannot be read beyond byte \(position): \(Self.systemError())")
            }
            if count == 0 { try checkUnchanged(descriptor) }
        }
        position += count
        storage.withUnsafeBytes { bytes in
            let taken = range.lowerBound..<range.lowerBound + count
            digest.take(UnsafeRawBufferPointer(rebasing: bytes[taken]))
        }
        return count
    }

    /// The SHA-256 of all bytes given so far; to be asked for once, at the end.
    mutating func finishDigest() -> [UInt8] { digest.finish() }

    /// A file written to while it is read may be a mixture of two files.
    private func checkUnchanged(_ descriptor: Int32) throws(FileError) {
        guard let version, let now = try FileVersion(of: descriptor), now != version else { return }
        throw FileError(
            .unreadable, "changed while it was being read; run the command again when the file is complete")
    }

    /// read(2), repeated while a signal interrupts it or a pipe has nothing yet; -1 leaves the reason in `errno`.
    private static func readOnce(_ descriptor: Int32, _ storage: inout [UInt8], _ range: Range<Int>) -> Int {
        storage.withUnsafeMutableBytes { bytes in
            let target = UnsafeMutableRawBufferPointer(rebasing: bytes[range])
            var count: Int
            repeat {
                count = Glibc.read(descriptor, target.baseAddress, target.count)
            } while count < 0 && (errno == EINTR || Self.waitsForMore(descriptor))
            return count
        }
    }

    /// Waits for a pipe that the caller has made non-blocking; false when there is another reason.
    private static func waitsForMore(_ descriptor: Int32) -> Bool {
        guard errno == EAGAIN else { return false }
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, -1) >= 0 || errno == EINTR
    }

    /// Leaves nothing open when it throws.
    private static func open(_ source: Source) throws(FileError) -> (Origin, FileVersion?) {
        switch source {
        case .bytes(let bytes, let chunk):
            return (.bytes(bytes, chunk: max(1, chunk)), nil)
        case .descriptor(let descriptor):
            return (.descriptor(descriptor, isOwned: false), try FileVersion(of: descriptor))
        case .path(let path):
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                throw FileError(.unreadable, "cannot be opened: \(systemError())")
            }
            do {
                return (.descriptor(descriptor, isOwned: true), try FileVersion(of: descriptor))
            } catch {
                close(descriptor)
                throw error
            }
        }
    }

    fileprivate static func systemError() -> String {
        String(cString: strerror(errno))
    }
}

/// A plain file's identity at one moment.
struct FileVersion: Equatable, Sendable {
    let size: Int
    private let writtenAt: [Int]

    /// nil for anything but a plain file. Throws `unreadable` for a directory.
    init?(of descriptor: Int32) throws(FileError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw FileError(.unreadable, "cannot be read: \(ByteStream.systemError())")
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw FileError(.unreadable, "is a directory; name the files in it")
        case S_IFREG: break
        default: return nil
        }
        size = Int(status.st_size)
        writtenAt = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    }
}
