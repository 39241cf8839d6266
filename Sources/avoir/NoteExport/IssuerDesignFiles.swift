import Contracts
import Documents
import Messages
import Store

/// The files that an issuer file names: a template of PDF notes of one's own, and a logo.
struct IssuerDesignFiles {
    private(set) var template: [UInt8]?
    private(set) var logo: [UInt8]?
    private let picture: Logo?
    private static let longest = 256 * 1024

    /// A relative path starts where the issuer file is. Failures have exit code 66 or 65.
    init(_ details: IssuerDetails, namedBy issuer: String) throws {
        if let path = details.template {
            let (template, file) = try Self.read(path, namedBy: issuer)
            guard !template.isEmpty, String(validating: template, as: UTF8.self) != nil, !template.contains(0)
            else { throw Failure(.inputRejected, "\(file): is not a text in UTF-8") }
            self.template = template
        }
        guard let path = details.logo else {
            picture = nil
            return
        }
        let (logo, file) = try Self.read(path, namedBy: issuer)
        do throws(Logo.Refusal) {
            picture = try Logo(logo)
        } catch {
            throw Failure(.inputRejected, "\(file): the logo \(error.reason)")
        }
        self.logo = logo
    }

    private static func read(
        _ path: String, namedBy issuer: String
    ) throws -> (bytes: [UInt8], file: String) {
        let folder =
            issuer.contains("/") ? issuer.prefix(through: issuer.lastIndex(of: "/") ?? issuer.startIndex) : ""
        let file = path.hasPrefix("/") ? path : folder + path
        return (try InputBytes.whole(file, limit: longest), TerminalText.safe(file))
    }

    /// Prints a sample note with them; without Typst that is left to the first export, and said.
    ///
    /// Throws a `Failure` (65) with Typst's own message where that fails.
    func tryOut(_ session: Session) throws {
        guard template != nil || picture != nil else { return }
        let printer = PDFPrinter(session.environment)
        do {
            try printer.check()
        } catch {
            let names = [template.map { _ in "template" }, logo.map { _ in "logo" }].compactMap(\.self)
            let verb = names.count > 1 ? "are" : "is"
            session.remark("the \(names.joined(separator: " and ")) \(verb) stored untried: \(error.message)")
            return
        }
        try printer.check(template, logo: picture)
    }
}
