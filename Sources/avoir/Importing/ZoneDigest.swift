import Hashing
import SLA

/// What a zone is known by, so that a file is read again where its data differ.
extension Zone {
    /// Of all its offsets: the next version of the zone's data may say something else.
    var digest: String {
        let words =
            transitions.flatMap { [$0.start.microseconds, Int64($0.offset)] } + [Int64(initialOffset)]
        let bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
        return Digest.hexadecimal(Digest.sha256(bytes))
    }
}
