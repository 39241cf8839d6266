import Glibc
import Synchronization

/// How far a long step is, on standard error: on a terminal a bar, drawn again and again; else a line every half
/// a minute. Nothing is said of a step that takes less than a second, nor with `--quiet`.
///
/// A thread of its own does the writing, so that it goes on while the database works.
final class Progress {
    private let meter: Meter
    /// Closed to end the thread, which waits at the other end of the pipe.
    private var ending: CInt = -1
    private var thread: pthread_t?

    /// - Parameters:
    ///   - label: what is worked on.
    ///   - total: the work, in any unit; nil when it is not known.
    ///   - noun: what is counted, in the plural.
    init(_ label: String, total: Int?, counting noun: String, isQuiet: Bool) {
        var ends: [CInt] = [-1, -1]
        if !isQuiet, pipe(&ends) == 0 { for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) } }
        meter = Meter(ProgressLine(label: label, total: total, noun: noun), waitingAt: ends[0])
        ending = ends[1]
        guard ending >= 0 else { return }
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(meter)
        let failure = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Meter>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, argument.toOpaque())
        if failure == 0 { self.thread = thread } else { argument.release() }
    }

    deinit {
        finish()
    }

    /// - Parameters:
    ///   - done: of the total, in its unit.
    ///   - count: of what is counted.
    func advance(to done: Int, count: Int) {
        meter.done.store(done, ordering: .relaxed)
        meter.count.store(count, ordering: .relaxed)
    }

    /// From here on something goes on whose length is not known, e.g. `recording`.
    func enter(_ phase: String) {
        meter.phase.withLock { $0 = phase }
    }

    /// Nothing is shown any more.
    func finish() {
        guard ending >= 0 else { return }
        close(ending)
        ending = -1
        if let thread { pthread_join(thread, nil) }
        thread = nil
        Terminal.eraseBar()
    }
}

/// What the working thread and the one that shows its progress share.
private final class Meter: Sendable {
    let done = Atomic<Int>(0)
    let count = Atomic<Int>(0)
    let phase = Mutex<String?>(nil)
    private let line: ProgressLine
    private let started = Meter.milliseconds
    private let descriptor: CInt

    init(_ line: ProgressLine, waitingAt descriptor: CInt) {
        self.line = line
        self.descriptor = descriptor
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Until the other end of the pipe is closed.
    func run() {
        let isTerminal = isatty(STDERR_FILENO) == 1
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var wait: CInt = isTerminal ? 1000 : 30_000
        while true {
            let ready = poll(&waiting, 1, wait)
            if ready > 0 || ready < 0 && errno != EINTR { return }
            if ready == 0 { show(isTerminal) }
            wait = isTerminal ? 200 : 30_000
        }
    }

    private func show(_ isTerminal: Bool) {
        let state = ProgressLine.State(
            done: done.load(ordering: .relaxed), count: count.load(ordering: .relaxed),
            phase: phase.withLock { $0 }, milliseconds: Self.milliseconds - started)
        if isTerminal {
            Terminal.drawBar(line.bar(state, width: Self.width))
        } else {
            Terminal.line(onStandardError: line.text(state))
        }
    }

    private static var width: Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    private static var milliseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
