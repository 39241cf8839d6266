import Glibc

/// Many files of a folder, each written whole or not at all, without waiting for the disk once a file.
///
/// Files wait under another name until some hundreds are on their way to the disk; when they have arrived, they are
/// renamed into place. Failures have exit code 73; what still waits then is removed.
struct OutputBatch: ~Copyable {
    /// Those that are in their places.
    private(set) var files: [String] = []
    private let folder: OutputFolder
    private var waiting: [(place: OutputPlace, descriptor: Int32)] = []
    /// Each is open until it is on the disk; most of what may be open is left to others.
    private static let most = min(250, max(1, sysconf(Int32(_SC_OPEN_MAX)) / 4))

    /// Makes the folder where it is missing.
    init(into folder: String) throws { self.folder = try OutputFolder(making: folder) }

    mutating func add(_ bytes: [UInt8], as name: String) throws {
        let place = OutputPlace(name, in: folder)
        // A device or pipe has no place among files: the file takes its name.
        _ = try place.isPlain()
        let descriptor = try place.create()
        waiting.append((place, descriptor))
        try Descriptor.write(bytes, to: descriptor, name: place.path)
        // Sends it on its way to the disk, so that nobody waits for it later.
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
        if waiting.count == Self.most { try finish() }
    }

    /// Makes what waits appear.
    mutating func finish() throws {
        for file in waiting {
            guard fsync(file.descriptor) == 0 else { throw file.place.failure() }
        }
        while let file = waiting.first {
            try file.place.publish()
            close(file.descriptor)
            waiting.removeFirst()
            files.append(file.place.path)
        }
        folder.synchronise()
    }

    deinit {
        for file in waiting {
            close(file.descriptor)
            file.place.discard()
        }
    }
}
