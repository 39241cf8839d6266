import Documents
import Messages

/// Where a report goes: a file that is written whole or not at all, or standard output.
struct ReportOutput {
    private let path: String?
    private let file: OutputFile?

    /// - Parameter path: nil and `-`: standard output.
    init(_ path: String?) throws {
        self.path = path
        file = try path.flatMap { $0 == "-" ? nil : try OutputFile($0) }
    }

    var stream: ByteStream {
        ByteStream { [file] bytes in
            if let file { try file.write(bytes) } else { try Terminal.result(bytes) }
        }
    }

    /// Of what goes to a terminal.
    var ink: Ink { file == nil ? Terminal.ink : .plain }

    /// Makes the file appear, and says so.
    func finish(_ session: Session) throws {
        guard let file, let path else { return }
        try file.finish()
        session.remark("\(path) written")
    }
}
