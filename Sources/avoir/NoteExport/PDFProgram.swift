import EmbeddedPostgres
import Glibc

/// The Python program that makes PDF files, running: one job at a time goes in, its file comes out.
///
/// It has three descriptors: two pipes, and a file without a name for what it says at its end. It ends with its owner.
final class PDFProgram {
    private let pid: pid_t
    private let input: Int32
    private let output: Int32
    private let errors: Int32
    private var frames = PDFFrames()
    private var status: Int32?

    /// Why it cannot go on.
    enum Failure: Error {
        case cannotStart(String)
        /// With its status, and what it said last.
        case ended(status: Int32, said: String)
        /// It says why it cannot print this note; another may follow.
        case refused(String)
        case tooSlow
        case malformed
    }

    /// - Parameter program: a path, or a name to look for in `PATH`.
    /// - Parameter folder: of the file without a name.
    init(
        _ program: String, _ arguments: [String], environment: [String: String], folder: String
    ) throws(Failure) {
        errors = try Self.namelessFile(in: folder)
        var (into, from): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        guard pipe(&into) == 0, pipe(&from) == 0 else { throw .cannotStart(systemError()) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, into[0], STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, from[1], STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        Descriptor.keepToItself()
        let result = Self.spawn(program, arguments, environment, actions)
        close(into[0])
        close(from[1])
        input = into[1]
        output = from[0]
        pid = result.pid
        guard result.error == 0 else {
            status = 0
            throw .cannotStart(String(cString: strerror(result.error)))
        }
        for descriptor in [input, output] {
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        }
    }

    private static func spawn(
        _ program: String, _ arguments: [String], _ environment: [String: String],
        _ actions: posix_spawn_file_actions_t
    ) -> (pid: pid_t, error: Int32) {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var pid: pid_t = 0
        var actions = actions
        let error = posix_spawnp(&pid, program, &actions, &attributes, &words, &variables)
        return (pid, error)
    }

    private static func namelessFile(in folder: String) throws(Failure) -> Int32 {
        let path = "\(folder)/avoir-\(Folder.randomName())"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotStart("\(folder): no file can be made: \(systemError())") }
        unlink(path)
        return descriptor
    }

    /// Hands over a job; the program must have none.
    ///
    /// - Parameter deadline: by the clock of `now`.
    func send(_ bytes: [UInt8], until deadline: Int64) throws(Failure) {
        var sent = 0
        while sent < bytes.count {
            try wait(for: input, POLLOUT, until: deadline)
            // So much fits whole into a pipe that can be written to.
            let part = min(Int(PIPE_BUF), bytes.count - sent)
            let count = bytes.withUnsafeBytes { write(input, $0.baseAddress?.advanced(by: sent), part) }
            if count > 0 {
                sent += count
            } else if errno == EPIPE {
                // It reads no more; why, it may have said before it ended.
                return
            } else if errno != EAGAIN, errno != EINTR {
                throw ended()
            }
        }
    }

    /// The next frame, when it has come whole; nil: not yet.
    func receive() throws(Failure) -> PDFFrames.Frame? {
        var part = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            do throws(PDFFrames.Malformed) {
                if let frame = try frames.next() { return frame }
            } catch {
                throw .malformed
            }
            let count = part.withUnsafeMutableBytes { read(output, $0.baseAddress, $0.count) }
            if count > 0 {
                frames.append(part[..<count])
            } else if count < 0, errno == EAGAIN || errno == EINTR {
                return nil
            } else {
                throw ended()
            }
        }
    }

    /// Waits until one of the programs has written something, or the time is over.
    static func wait(for programs: [PDFProgram], until deadline: Int64) {
        var descriptors = programs.map { pollfd(fd: $0.output, events: Int16(POLLIN), revents: 0) }
        _ = poll(&descriptors, nfds_t(descriptors.count), milliseconds(until: deadline))
    }

    private func wait(for descriptor: Int32, _ event: Int32, until deadline: Int64) throws(Failure) {
        var descriptor = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        if poll(&descriptor, 1, Self.milliseconds(until: deadline)) == 0 { throw .tooSlow }
    }

    private static func milliseconds(until deadline: Int64) -> Int32 {
        Int32(clamping: max(0, deadline - now()))
    }

    /// Milliseconds of a clock that nobody sets.
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// It closed its output, so it is at its end.
    private func ended() -> Failure {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        self.status = status
        var said = [UInt8](repeating: 0, count: 1 << 16)
        let count = pread(errors, &said, said.count, 0)
        return .ended(status: status, said: String(decoding: said.prefix(max(0, count)), as: UTF8.self))
    }

    deinit {
        for descriptor in [input, output, errors] { close(descriptor) }
        guard status == nil else { return }
        kill(pid, SIGKILL)
        while waitpid(pid, nil, 0) < 0, errno == EINTR {}
    }
}
