/// Why a text of a profile is not what its key takes; to be read after the key.
package struct ProfileFault: Error, Hashable {
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }
}
