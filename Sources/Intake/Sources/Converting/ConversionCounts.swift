/// What became of the records of a conversion.
package struct ConversionCounts: Equatable, Sendable {
    /// All that were read, refused ones too.
    package internal(set) var records = 0
    package internal(set) var rows = 0
    /// Records that do not meet the conditions, with the ends of their outages; those that are to be ignored; events
    /// outside the month.
    package internal(set) var passedOver = 0
    /// Objects of events that the objects file deliberately leaves out.
    package internal(set) var leftOut = 0
    package internal(set) var refused = 0
}
