import SLA

@testable import TimeZones

/// What must be true of the reading of any time zone file.
package enum TZifSense {
    /// Offsets change at each transition, in order, within bounds; the zone is read again from its print.
    package static func nonsense(_ bytes: [UInt8]) -> String? {
        let zone: Zone
        do throws(TimeZoneError) {
            zone = try TZif.zone(named: "A/B", from: bytes, path: "file")
        } catch {
            guard case .damaged("file", let reason) = error, !reason.isEmpty else {
                return "refused as \(error)"
            }
            return nil
        }
        var offset = zone.initialOffset
        var earlier: Instant?
        for transition in zone.transitions {
            if let earlier, transition.start <= earlier { return "its transitions are out of order" }
            if transition.offset == offset { return "a transition changes nothing" }
            (offset, earlier) = (transition.offset, transition.start)
        }
        let offsets =
            [zone.initialOffset] + Set(zone.transitions.map(\.offset)).subtracting([zone.initialOffset])
        guard offsets.allSatisfy({ -89_999...93_599 ~= $0 }) else { return "an offset is beyond a day" }
        // A file has room for 256 offsets; its rule may add two.
        guard offsets.count <= 256 else { return nil }
        let printed = TZifFile(
            times: zone.transitions.map { $0.start.microseconds / Microseconds.perSecond },
            indices: zone.transitions.map { UInt8(offsets.firstIndex(of: $0.offset) ?? 0) },
            offsets: offsets.map(Int32.init), footer: "\n\n")
        guard (try? TZif.zone(named: "A/B", from: printed.bytes, path: "file")) == zone else {
            return "reads otherwise once printed"
        }
        return nil
    }
}
