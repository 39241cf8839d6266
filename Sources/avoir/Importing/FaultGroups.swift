import Messages
import SLA
import Store

/// The faults of a file, those of one column and one reason together, for people.
///
/// Memory grows with the reasons and not with the rows.
struct FaultGroups {
    /// Up to so many faults of one reason are printed one by one.
    /// Source: docs/reference/file-formats.md "Rejected rows".
    fileprivate static let most = 5
    fileprivate static let rangesShown = 8

    private struct Reason: Hashable {
        var column: String?
        var reason: String
    }

    fileprivate struct Group {
        var first: [Import.Rejection] = []
        var count = 0
        /// Among the reasons, by when it was first met.
        let order: Int
        /// Of lines, as far as they are shown.
        var ranges: [ClosedRange<Int>] = []
        var isCut = false
    }

    private var groups: [Reason: Group] = [:]

    mutating func add(_ rejection: Import.Rejection) {
        let reason = Reason(column: rejection.fault.column, reason: rejection.fault.reason)
        let order = groups.count
        groups[reason, default: Group(order: order)].add(rejection)
    }

    /// `FILE:LINE: column: reason (value)`, in the order of lines; a reason that many rows share stands once, where its
    /// first row would.
    func lines(_ file: String) -> [String] {
        var lines: [(line: Int, order: Int, text: String)] = []
        for group in groups.values {
            guard group.count > Self.most, let first = group.first.first else {
                lines += group.first.map { ($0.line, group.order, "\(file):\($0.text)") }
                continue
            }
            let others = "    the same in \(group.count) rows: \(group.places)"
            lines.append((first.line, group.order, "\(file):\(first.text)\n\(others)"))
        }
        return lines.sorted { ($0.line, $0.order) < ($1.line, $1.order) }.map(\.text)
    }
}

extension FaultGroups {
    /// `column: reason (value)` of each, for a row that has no place.
    var reasons: [String] {
        groups.values.sorted { $0.order < $1.order }.flatMap { $0.first.map(\.reason) }
    }
}

extension FaultGroups.Group {
    fileprivate mutating func add(_ rejection: Import.Rejection) {
        count += 1
        if first.count < FaultGroups.most { first.append(rejection) }
        if let last = ranges.last, last.upperBound + 1 == rejection.line {
            ranges[ranges.count - 1] = last.lowerBound...rejection.line
        } else if ranges.last?.upperBound == rejection.line {
            return
        } else if ranges.count < FaultGroups.rangesShown {
            ranges.append(rejection.line...rejection.line)
        } else {
            isCut = true
        }
    }

    fileprivate var places: String {
        let list = ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
        return "lines \(list.joined(separator: ", "))" + (isCut ? " and further ones" : "")
    }
}

extension Import.Rejection {
    /// `LINE: column: reason (value)`.
    var text: String { "\(line): \(reason)" }

    /// `column: reason (value)`.
    fileprivate var reason: String {
        let value = fault.value.map(TerminalText.safe)
        return FieldFault(column: fault.column, reason: fault.reason, value: value).description
    }
}
