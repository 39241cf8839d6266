import EmbeddedPostgres
import Glibc
import Messages

/// Where the program that makes PDF files is, and its fonts.
struct PDFPlace {
    /// An interpreter of Python: a path, or a name to look for in `PATH`.
    let python: String
    private let fonts: [String]
    private let home: String?

    /// Where Debian, Fedora and Arch have DejaVu.
    private static let knownFonts = [
        "/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu-sans-fonts", "/usr/share/fonts/TTF",
    ]

    /// `AVOIR_PYTHON` names the interpreter; else it is that of the private environment `typst` in avoir's home; else the
    /// system's. `AVOIR_FONTS` names a folder of fonts beside the system's DejaVu.
    init(_ environment: [String: String]) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        home = try? EmbeddedServer.home(in: environment)
        let own = home.map { "\($0)/typst/bin/python3" } ?? ""
        let system = access(own, X_OK) == 0 ? own : "/usr/bin/python3"
        python = value("AVOIR_PYTHON") ?? system
        fonts =
            [value("AVOIR_FONTS")].compactMap { $0 } + Self.knownFonts.filter { access($0, R_OK | X_OK) == 0 }
    }

    func start(_ environment: [String: String]) throws(PDFProgram.Failure) -> PDFProgram {
        let parts = [
            PackageResources.pdf_facturx_py, PackageResources.pdf_fonts_py, PackageResources.note_pdf_py,
        ]
        let program = parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
        let folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        return try PDFProgram(
            python, ["-I", "-c", program] + fonts, environment: pinned(environment), folder: folder)
    }

    /// What the program inherits: no clock, no time zone, no locale, and a way to the network that leads nowhere.
    private func pinned(_ environment: [String: String]) -> [String: String] {
        // One thread each, and memory that is kept from note to note.
        var pinned = [
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "RAYON_NUM_THREADS": "1",
            "MALLOC_TRIM_THRESHOLD_": "1000000000",
            "MALLOC_TOP_PAD_": "50000000", "MALLOC_MMAP_THRESHOLD_": "100000000",
        ]
        for name in ["PATH", "TMPDIR"] { pinned[name] = environment[name] }
        for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
            pinned[name] = "http://127.0.0.1:1"
        }
        return pinned
    }

    /// The command that installs what is missing.
    private var advice: String {
        let folder = home.map { "\($0)/typst" } ?? "FOLDER"
        return "python3 -m venv \(folder) && \(folder)/bin/pip install typst==0.15.2"
    }

    func missing(_ failure: PDFProgram.Failure) -> Failure {
        Failure(
            .unavailable,
            "PDF files need Python with Typst and the DejaVu fonts; install them with: \(TerminalText.safe(advice)) "
                + "(on Debian first: apt-get install python3-venv fonts-dejavu-core); "
                + "\(TerminalText.safe(python)) \(failure.reason)")
    }
}

extension PDFProgram.Failure {
    /// As the end of a sentence.
    var reason: String {
        switch self {
        case .cannotStart(let reason): return "cannot be run: \(reason)"
        case .refused(let reason): return Self.shown(reason)
        case .tooSlow: return "it takes too long"
        case .malformed: return "the program gives an answer of no known form"
        case .ended(let status, let said):
            let signal = status & 0x7f
            let how = signal == 0 ? "exit code \((status >> 8) & 0xff)" : "signal \(signal)"
            return "the program ended with \(how)" + (said.isEmpty ? "" : ", saying: \(Self.shown(said))")
        }
    }

    /// At most the last lines of what a program says.
    private static func shown(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).suffix(12).map { TerminalText.safe(String($0)) }
            .joined(separator: "\n")
    }
}
