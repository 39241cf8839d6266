/// Whether a plan is issued only when another person approved it. Source: docs/reference/file-formats.md "Issuer file".
package enum Approval: String, CaseIterable, Sendable {
    case none, required
}
