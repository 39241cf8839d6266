/// What mappings of events have in common, be they intervals or tracks.
package struct EventRule: Sendable {
    let subscription: ProfileValue?
    let service: ProfileValue?
    /// What the objects file looks up, where the record names neither a subscription nor a service.
    package let object: ProfileValue?
    let id: ProfileValue
    /// Whether the id ends in `@START`.
    let isAtStart: Bool
    /// Whether the id ends in `/OBJECT` always.
    let isPerObject: Bool
    /// An event without an end in the files that meets them is over at a time that they do not hold.
    let ended: Conditions?

    package init(
        subscription: ProfileValue? = nil, service: ProfileValue? = nil, object: ProfileValue? = nil,
        id: ProfileValue, isAtStart: Bool = false, isPerObject: Bool = false, ended: Conditions? = nil
    ) {
        self.subscription = subscription
        self.service = service
        self.object = object
        self.id = id
        self.isAtStart = isAtStart
        self.isPerObject = isPerObject
        self.ended = ended
    }

    /// Whether a record may name its subscription or service by itself.
    package var namesScope: Bool { subscription != nil || service != nil }

    var paths: [SourcePath] {
        [subscription, service, object, id].compactMap { $0 }.flatMap(\.paths) + (ended?.paths ?? [])
    }
}
