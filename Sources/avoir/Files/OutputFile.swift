import Glibc

/// A file that is written whole or not at all: under another name first, then renamed into place.
///
/// It is its owner's alone (0600). A device or pipe that is named is written as it is; a symbolic link is refused, as it
/// would be replaced or lead elsewhere. Failures have exit code 73.
final class OutputFile {
    private let place: OutputPlace
    private let isPlain: Bool
    private let descriptor: Int32
    private var isFinished = false

    convenience init(_ path: String) throws { try self.init(OutputPlace(path)) }

    init(_ place: OutputPlace) throws {
        let isPlain = try place.isPlain()
        descriptor = isPlain ? try place.create() : try place.openInPlace()
        self.place = place
        self.isPlain = isPlain
    }

    deinit {
        close(descriptor)
        if isPlain, !isFinished { place.discard() }
    }

    func write(_ bytes: [UInt8]) throws {
        try Descriptor.write(bytes, to: descriptor, name: place.path)
    }

    /// Makes the file appear; before this nothing is seen of it.
    func finish() throws {
        if isPlain {
            guard fsync(descriptor) == 0 else { throw place.failure() }
            try place.publish()
            place.synchroniseFolder()
        }
        isFinished = true
    }
}
