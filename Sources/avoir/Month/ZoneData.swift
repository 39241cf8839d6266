import SLA
import Store

extension MonthSteps {
    /// A sentence for each time zone whose data, as the month was judged by them, are not the database's. Source: R19.
    func otherZoneData() throws -> [String] {
        try OtherZoneData.load(month, on: connection).map { other in
            let program = ZoneOffsets(try session.zone(other.timeZone), around: month)
            return other.sentence(program: program, in: month)
        }
    }

    /// Nothing is issued on time zone data that the program and the database do not share.
    func requireZoneData() throws {
        let differing = try otherZoneData()
        guard differing.isEmpty else {
            throw Failure(
                .configurationInvalid, "nothing is issued: \(differing.joined(separator: "; "))")
        }
    }
}

extension ZoneVerdict {
    private static let namedAtMost = 20

    /// For `verify`: no fault, but worth knowing.
    func sentence(in month: Month) -> String {
        let revisions = revisions == 1 ? "1 revision was" : "\(revisions) revisions were"
        let others: String
        switch (judgedBy == program, judgedBy == database) {
        case (true, _): others = "the database has today"
        case (_, true): others = "this machine has today"
        default:
            others = program == database ? "those of today" : "this machine and the database have today"
        }
        let by =
            "\(timeZone): \(revisions) judged by other time zone data (\(judgedBy.readable)) than \(others)"
        guard current > 0 else { return "\(by); later revisions took their place" }
        guard !wouldDiffer.isEmpty else { return "\(by); no result would differ" }
        let remedy =
            program == database
            ? "run: avoir assess \(month)"
            : "bring both up to date (the package tzdata), then run: avoir assess \(month)"
        let names = wouldDiffer.prefix(Self.namedAtMost).joined(separator: ", ")
        let more = wouldDiffer.count - Self.namedAtMost
        return "\(by); by those, \(wouldDiffer.count) would differ: \(names)"
            + (more > 0 ? " and \(more) more" : "") + "; \(remedy)"
    }
}
