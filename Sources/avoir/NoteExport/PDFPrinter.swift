import Documents
import EmbeddedPostgres
import Glibc
import Subprocess
import SystemPackage

/// Turns note pages into PDF files, by a Python program that travels in this one and uses WeasyPrint.
///
/// Jobs come from a file without a name, results go into a pipe: the program has no way to leave half a file behind.
struct PDFPrinter: Sendable {
    struct Job: Sendable {
        var number: String
        var html: [UInt8]
        /// Embedded as Factur-X.
        var cii: [UInt8]?
    }

    private let python: String
    private let environment: [String: String]

    /// `AVOIR_PYTHON` may name another interpreter: a path, or a name to look for in `PATH`.
    init(_ environment: [String: String]) {
        let named = environment["AVOIR_PYTHON"] ?? ""
        python = named.isEmpty ? "/usr/bin/python3" : named
        self.environment = environment
    }

    /// What the program inherits: no clock, no time zone, no locale.
    private var pinned: [Environment.Key: String] {
        var pinned: [Environment.Key: String] = [
            "LC_ALL": "C.UTF-8", "TZ": "UTC",
            // fontTools would stamp the fonts that it embeds with the clock.
            "SOURCE_DATE_EPOCH": "0",
        ]
        pinned["PATH"] = environment["PATH"]
        // Where the cache of fonts is.
        pinned["HOME"] = environment["HOME"]
        return pinned
    }

    /// Throws a `Failure` (69) unless the program can run here.
    func check() async throws { _ = try await print([]) }

    /// The PDF files, in the order of the jobs; several programs share the work.
    ///
    /// Throws a `Failure`: 69 when the program cannot run here, 1 naming the note that it fails on.
    func pdfs(_ jobs: [Job]) async throws -> [[UInt8]] {
        let programs = max(1, min(4, sysconf(Int32(_SC_NPROCESSORS_ONLN)), jobs.count))
        let share = (jobs.count + programs - 1) / programs
        return try await withThrowingTaskGroup(of: (Int, [[UInt8]]).self) { group in
            for start in stride(from: 0, to: jobs.count, by: max(1, share)) {
                let part = Array(jobs[start..<min(start + share, jobs.count)])
                group.addTask { (start, try await print(part)) }
            }
            var parts: [(start: Int, pdfs: [[UInt8]])] = []
            for try await part in group { parts.append(part) }
            return parts.sorted { $0.start < $1.start }.flatMap(\.pdfs)
        }
    }

    private func print(_ jobs: [Job]) async throws -> [[UInt8]] {
        let program = String(decoding: PackageResources.note_pdf_py, as: UTF8.self)
        let input = try NamelessFile(environment)
        try input.write(text(of: jobs))
        let run: (status: TerminationStatus, output: [UInt8], errors: String)
        do {
            let result = try await Subprocess.run(
                python.contains("/") ? .path(FilePath(python)) : .name(python),
                arguments: ["-I", "-c", program], environment: .custom(pinned),
                input: .fileDescriptor(input.descriptor, closeAfterSpawningProcess: false),
                output: .bytes(limit: 1 << 30), error: .string(limit: 1 << 24))
            // Open until here: the program reads it.
            extendLifetime(input)
            run = (result.terminationStatus, result.standardOutput, result.standardError)
        } catch let error as SubprocessError {
            throw missing("cannot be run: \(error)")
        }
        if run.status == .exited(ExitStatus.unavailable.rawValue) { throw missing("says: \(run.errors)") }
        if jobs.isEmpty, !run.status.isSuccess { throw missing("fails: \(run.status)") }
        var frames = PDFFrames(bytes: run.output)
        return try jobs.map { job in
            switch frames.next() {
            case .pdf(let bytes): return bytes
            case .failed(let reason): throw failure(job, reason)
            case nil:
                let lines = run.errors.split(whereSeparator: \.isNewline).suffix(5)
                throw failure(job, "\(python): \(([ "\(run.status)" ] + lines).joined(separator: "\n"))")
            }
        }
    }

    private func text(of jobs: [Job]) -> [UInt8] {
        JSONWriter.whole { json in
            json.array { json in
                for job in jobs {
                    json.object { json in
                        json.string("html", String(decoding: job.html, as: UTF8.self))
                        json.string("identifier", job.number)
                        json.string("cii", job.cii.map { String(decoding: $0, as: UTF8.self) })
                    }
                }
            }
        }
    }

    private func missing(_ reason: String) -> Failure {
        Failure(
            .unavailable,
            "PDF files need Python with WeasyPrint 57 or later (on Debian: apt-get install weasyprint); "
                + "\(python) \(reason)")
    }

    private func failure(_ job: Job, _ reason: String) -> Failure {
        Failure(.failure, "the PDF of \(job.number) cannot be made: \(reason)")
    }
}

/// A file that has lost its name, for the standard input of a program.
///
/// Unlike a pipe it bears a program that ends before it has read all: Subprocess 1.0 traps on that.
private struct NamelessFile: ~Copyable {
    private let rawValue: Int32

    /// In the folder of `TMPDIR`. Failures have exit code 73.
    init(_ environment: [String: String]) throws {
        let folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let path = "\(folder)/avoir-\(Folder.randomName())"
        rawValue = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard rawValue >= 0 else {
            throw Failure(.outputUnwritable, "\(folder): no file can be made: \(systemError())")
        }
        unlink(path)
    }

    /// To be read from its beginning.
    func write(_ bytes: [UInt8]) throws {
        try Descriptor.write(bytes, to: rawValue, name: "a temporary file")
        lseek(rawValue, 0, SEEK_SET)
    }

    var descriptor: FileDescriptor { FileDescriptor(rawValue: rawValue) }

    deinit { close(rawValue) }
}

/// Reads what the program writes: `pdf LENGTH` and the bytes, or `failed REASON` as the last.
struct PDFFrames {
    private var rest: ArraySlice<UInt8>

    enum Frame: Equatable {
        case pdf([UInt8])
        case failed(String)
    }

    init(bytes: [UInt8]) { rest = bytes[...] }

    /// nil at the end, and where the program was cut off.
    mutating func next() -> Frame? {
        let head = rest.prefix { $0 != UInt8(ascii: "\n") }
        let words = String(decoding: head, as: UTF8.self).split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { return nil }
        switch words[0] {
        case "pdf":
            let body = rest.dropFirst(head.count + 1)
            guard let length = Int(words[1]), length > 0, body.count >= length else { return nil }
            rest = body.dropFirst(length)
            return .pdf(Array(body.prefix(length)))
        case "failed":
            rest = []
            return .failed(String(words[1]))
        default: return nil
        }
    }
}
