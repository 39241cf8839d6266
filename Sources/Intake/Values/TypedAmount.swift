/// An amount of money that is typed by hand, read by the rule for imported ones.
package enum TypedAmount: Equatable, Sendable {
    /// In cents; not negative only where the text has no sign.
    case cents(Int64)
    /// Why it is no amount, as the rest of a sentence.
    case fault(String)

    package init(_ text: String) {
        do {
            let bytes = Array(text.utf8)
            self = .cents(try DecimalText.money(bytes.span))
        } catch {
            self = .fault(error.reason)
        }
    }
}
