import Documents
import Messages
import Store

/// A template of PDF notes of one's own, as an issuer file names it.
enum IssuerTemplate {
    private static let longest = 256 * 1024

    /// A relative path starts where the issuer file is. Failures have exit code 66 or 65.
    static func read(_ path: String, namedBy issuer: String) throws -> [UInt8] {
        let folder =
            issuer.contains("/") ? issuer.prefix(through: issuer.lastIndex(of: "/") ?? issuer.startIndex) : ""
        let file = path.hasPrefix("/") ? path : folder + path
        let template = try InputBytes.whole(file, limit: longest)
        guard !template.isEmpty, String(validating: template, as: UTF8.self) != nil, !template.contains(0)
        else {
            throw Failure(.inputRejected, "\(TerminalText.safe(file)): is not a text in UTF-8")
        }
        return template
    }

    /// Prints a sample note with it; without Typst that is left to the first export, and said.
    ///
    /// Throws a `Failure` (65) with Typst's own message where that fails.
    static func tryOut(_ template: [UInt8], _ session: Session) throws {
        let printer = PDFPrinter(session.environment)
        do {
            try printer.check()
        } catch {
            session.remark("the template is stored untried: \(error.message)")
            return
        }
        try printer.check(template)
    }
}
