import Glibc
import Messages
import Synchronization

/// Standard output and standard error, written at once and whole.
enum Terminal {
    static func error(_ message: String) { toStandardError("avoir: \(message)\n") }

    static func warning(_ message: String) { toStandardError("avoir: warning: \(message)\n") }

    static func line(onStandardError text: String) { toStandardError("\(text)\n") }

    /// Of results: colours where a terminal reads them that shows some, unless `NO_COLOR` has a value (no-color.org).
    static let ink = Ink(
        showsColours: isatty(STDOUT_FILENO) == 1 && variable("NO_COLOR").isEmpty
            && !["", "dumb"].contains(variable("TERM")))

    private static func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }

    /// Results. A reader that has gone away (`| head`) changes neither the work nor the exit code.
    static func result(_ bytes: [UInt8]) throws {
        eraseBar()
        try Descriptor.write(bytes, to: STDOUT_FILENO, name: "standard output")
    }

    static func result(_ text: String) throws { try result(Array(text.utf8)) }

    /// The result in the form that was asked for.
    static func result(
        _ options: GlobalOptions, json: @autoclosure () -> [UInt8], text: @autoclosure () -> String
    ) throws {
        try result(options.json ? json() : Array(text().utf8))
    }

    /// Whether a bar of progress stands on the terminal's last line.
    private static let hasBar = Mutex(false)
    /// Empties the line of a bar; nothing where there can be none.
    static let barEraser = isatty(STDERR_FILENO) == 1 ? "\r\u{1B}[K" : ""

    /// Draws a bar of progress, over the one before.
    static func drawBar(_ text: String) {
        hasBar.withLock { hasBar in
            hasBar = true
            write(barEraser + TerminalText.safe(text))
        }
    }

    static func eraseBar() {
        hasBar.withLock { hasBar in
            if hasBar { write(barEraser) }
            hasBar = false
        }
    }

    private static func write(_ text: String) {
        try? Descriptor.write(Array(text.utf8), to: STDERR_FILENO, name: "standard error")
    }

    private static func toStandardError(_ text: String) {
        eraseBar()
        // Names of files and words of the command line are quoted in messages; none may steer the terminal.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let safe = lines.map { TerminalText.safe(String($0)) }.joined(separator: "\n")
        // Nowhere is left to report a failure of standard error.
        write(safe)
    }
}

/// Whole writes to a file descriptor.
enum Descriptor {
    /// Fills the places of standard input, output and error that the caller left closed.
    ///
    /// Else the next file or connection to be opened would take such a place, and results would be written
    /// into it. Each is opened the wrong way round, so that its use still fails.
    static func fillStandardPlaces() {
        for (place, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(place, F_GETFD) < 0 {
            let descriptor = open("/dev/null", mode)
            if descriptor >= 0, descriptor != place {
                dup2(descriptor, place)
                close(descriptor)
            }
        }
    }

    /// Programs that are started from here on inherit none but the standard three, whatever the caller left open.
    static func keepToItself() {
        guard let folder = opendir("/proc/self/fd") else { return }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let descriptor = Int32(name), descriptor > STDERR_FILENO {
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            }
        }
    }

    /// Throws a `Failure` with exit code 73.
    static func write(_ bytes: [UInt8], to descriptor: Int32, name: String) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(
                    descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno == EPIPE, descriptor == STDOUT_FILENO {
                return
            } else if errno == EAGAIN {
                // The caller has made its pipe non-blocking, and is slow to read.
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, -1)
            } else if errno != EINTR {
                throw Failure(.outputUnwritable, "\(name) cannot be written: \(systemError())")
            }
        }
    }
}

/// What the last failed system call says.
func systemError() -> String { String(cString: strerror(errno)) }
