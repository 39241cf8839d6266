/// Why a text is no JSON.
struct JSONFault: Error {
    /// Of the first byte at fault.
    let offset: Int
    let name: String?
    let reason: String

    init(_ offset: Int, name: String? = nil, _ reason: String) {
        self.offset = offset
        self.name = name
        self.reason = reason
    }
}
