import Documents
import EmbeddedPostgres
import Glibc
import Messages

/// Turns notes into PDF files, by a Python program that travels in this one and uses Typst.
///
/// Some programs share the work; each lives as long as the printer, and they start with the first note. What is under way
/// is bounded, so that memory is the same for any number of notes.
final class PDFPrinter {
    struct Job {
        var number: String
        /// Of the template: `NoteJSON`.
        var data: [UInt8]
        /// Embedded as Factur-X.
        var cii: [UInt8]?
        /// Of one's own; nil: the program's.
        var template: [UInt8]?
    }

    struct Printed {
        var number: String
        var pdf: [UInt8]
        /// The characters that no font has, `U+4E00,U+1F525`; empty without any.
        var missing: String
    }

    private struct Worker {
        var program: PDFProgram
        var template: [UInt8]??
        var work: (place: Int, number: String, deadline: Int64)?
    }

    let place: PDFPlace
    private let environment: [String: String]
    /// Milliseconds that a note may take, besides what its length adds.
    private let patience: Int64
    private var workers: [Worker] = []
    /// Finished, but not yet their turn.
    private var waiting: [Int: Printed] = [:]
    private var taken = 0
    private var given = 0
    private static let mostWaiting = 64

    init(_ environment: [String: String], patience: Int64 = 120_000) {
        self.environment = environment
        self.patience = patience
        place = PDFPlace(environment)
    }

    /// Prints nothing; throws a `Failure` (69) unless the program can run here.
    func check() throws(Failure) { try start(1) }

    /// Prints a sample note with a template or a logo of one's own; throws a `Failure` (65) where that fails.
    func check(_ template: [UInt8]?, logo: Logo?) throws {
        do {
            _ = try add(
                Job(
                    number: "sample", data: NoteTemplate.sample(with: logo), cii: Array("<sample/>".utf8),
                    template: template))
            _ = try finish()
        } catch let failure as Failure where failure.code == .failure {
            throw Failure(
                .inputRejected,
                "the \(template == nil ? "logo" : "template") of PDF notes fails: \(failure.message)")
        }
    }

    /// Takes a job, and gives back what is finished, in the order of the jobs.
    ///
    /// Throws a `Failure`: 69 when the program cannot run here, 1 naming the note that it fails on.
    func add(_ job: Job) throws -> [Printed] {
        if workers.isEmpty || taken > 0 { try start(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
        var all = finished()
        while true {
            if taken - given < Self.mostWaiting, let free = workers.firstIndex(where: { $0.work == nil }) {
                try give(job, to: free)
                return all
            }
            try collect()
            all += finished()
        }
    }

    /// Waits for all that is under way.
    func finish() throws -> [Printed] {
        var all = finished()
        while given < taken {
            try collect()
            all += finished()
        }
        return all
    }

    private func finished() -> [Printed] {
        var printed: [Printed] = []
        while let next = waiting.removeValue(forKey: given) {
            printed.append(next)
            given += 1
        }
        return printed
    }

    /// - Parameter wanted: how many programs; more than four only wait for one another.
    private func start(_ wanted: Int) throws(Failure) {
        while workers.count < max(1, min(4, wanted)) {
            do throws(PDFProgram.Failure) {
                let program = try place.start(environment)
                let deadline = PDFProgram.now() + 60_000
                while true {
                    if let frame = try program.receive() {
                        guard case .ready = frame else { throw .malformed }
                        break
                    }
                    if PDFProgram.now() > deadline { throw .tooSlow }
                    PDFProgram.wait(for: [program], until: deadline)
                }
                workers.append(Worker(program: program))
            } catch {
                throw place.missing(error)
            }
        }
    }

    private func give(_ job: Job, to index: Int) throws {
        var bytes: [UInt8] = []
        if workers[index].template != .some(job.template) {
            let template = job.template ?? NoteTemplate.builtIn
            bytes += Array("template \(template.count)\n".utf8) + template
            workers[index].template = .some(job.template)
        }
        bytes += Array("note \(job.data.count) \(job.cii?.count ?? 0)\n".utf8) + job.data + (job.cii ?? [])
        // A long note takes a second per 4 KiB at the most.
        let deadline = PDFProgram.now() + patience + Int64(bytes.count / 4)
        workers[index].work = (taken, job.number, deadline)
        taken += 1
        do throws(PDFProgram.Failure) {
            try workers[index].program.send(bytes, until: deadline)
        } catch {
            throw failure(job.number, error)
        }
    }

    /// Waits for at least one answer.
    private func collect() throws {
        let busy = workers.indices.filter { workers[$0].work != nil }
        var answers = 0
        while answers == 0 {
            for index in busy {
                guard let work = workers[index].work else { continue }
                do throws(PDFProgram.Failure) {
                    guard let frame = try workers[index].program.receive() else {
                        if PDFProgram.now() > work.deadline { throw .tooSlow }
                        continue
                    }
                    waiting[work.place] = try printed(frame, work.number)
                } catch {
                    throw failure(work.number, error)
                }
                workers[index].work = nil
                answers += 1
            }
            guard answers == 0 else { return }
            let deadline = busy.compactMap { workers[$0].work?.deadline }.min() ?? 0
            PDFProgram.wait(for: busy.map { workers[$0].program }, until: deadline + 1)
        }
    }

    private func printed(_ frame: PDFFrames.Frame, _ number: String) throws(PDFProgram.Failure) -> Printed {
        switch frame {
        case .pdf(let bytes, let missing): return Printed(number: number, pdf: bytes, missing: missing)
        case .failed(let reason): throw .refused(reason)
        case .ready: throw .malformed
        }
    }

    private func failure(_ number: String, _ error: PDFProgram.Failure) -> Failure {
        Failure(
            .failure, "the PDF of \(TerminalText.safe(number)) cannot be made: \(error.reason)")
    }
}
