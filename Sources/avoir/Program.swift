/// What this program is called in records.
enum Program {
    static let version = "0.1.0"
    static let name = "avoir \(version)"
}
