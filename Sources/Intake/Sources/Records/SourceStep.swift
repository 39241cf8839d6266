/// One step from a part of a JSON document to a smaller one.
enum SourceStep: Hashable, Sendable {
    /// What has this name in an object, or in every object of an array.
    case name([UInt8])
    /// The element of an array, counted from 1.
    case element(Int)
    /// The elements of an array in which something of this name is this text.
    case elements(name: [UInt8], text: String)
}
