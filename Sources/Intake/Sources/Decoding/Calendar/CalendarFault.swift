/// Why an event cannot be read.
struct CalendarFault: Error {
    /// The property at fault.
    let property: String?
    let reason: String
    let value: String?

    init(_ property: String?, _ reason: String, value: String? = nil) {
        self.property = property
        self.reason = reason
        self.value = value
    }
}
