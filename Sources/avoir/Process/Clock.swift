import Glibc
import Intake
import SLA

/// The time of day, for what must depend on it: whether a month is over.
enum Clock {
    /// The instant in the variable `AVOIR_NOW` (RFC 3339), for rehearsals and tests, else the system's.
    static func now(_ environment: [String: String]) throws -> Instant {
        if let text = environment["AVOIR_NOW"], !text.isEmpty {
            guard let instant = Timestamp.instant(text) else {
                throw Failure(
                    .configurationInvalid,
                    "AVOIR_NOW is not an instant such as 2026-11-02T08:00:00Z (\(text))")
            }
            return instant
        }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(
            microseconds: Int64(time.tv_sec) * Microseconds.perSecond + Int64(time.tv_nsec) / 1000)
    }
}
