/// The language of the pages that people read.
package enum Language: String, CaseIterable, Sendable {
    case french = "fr"
    case english = "en"
}
