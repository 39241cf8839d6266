/// Collects what a conversion says, and counts what becomes of records.
///
/// Sentences of one kind are kept up to a few, so that memory grows with the kinds of sentences and not with the
/// records; all are kept only where all are wanted.
package final class MessageLog {
    /// Sentences of one kind: those of one code, and of one object where there is one.
    package struct Group {
        package fileprivate(set) var first: [SourceMessage] = []
        package fileprivate(set) var count = 0
        /// Of lines, by file, in the order in which they were met, as far as they are shown.
        package fileprivate(set) var lines: [(file: Int, lines: ClosedRange<Int>)] = []
        /// Whether there are further lines.
        package fileprivate(set) var isCut = false
    }

    /// Up to so many sentences of one kind are said one by one.
    package static let most = 5
    fileprivate static let rangesShown = 8

    private struct Kind: Hashable {
        let code: SourceMessage.Code
        let object: String?
        let kindred: String
    }

    private let keepsAll: Bool
    /// In the order in which they were found; empty unless all are wanted.
    package private(set) var all: [SourceMessage] = []
    private var places: [Kind: Int] = [:]
    /// In the order in which their first sentence was found.
    package private(set) var groups: [Group] = []
    package internal(set) var counts = ConversionCounts()
    /// Whether anything was refused, unmapped or incomplete.
    package private(set) var hasFailure = false
    /// Told of every refusal as it is found.
    private let refusal: (SourceMessage) -> Void

    package init(keepsAll: Bool = false, refusal: @escaping (SourceMessage) -> Void = { _ in }) {
        self.keepsAll = keepsAll
        self.refusal = refusal
    }

    func add(_ message: SourceMessage) {
        if message.code.isRefusal { refusal(message) }
        hasFailure = hasFailure || message.code.isFailure
        if keepsAll { all.append(message) }
        let kind = Kind(code: message.code, object: message.object, kindred: message.kindred)
        let place = places[kind] ?? groups.count
        if place == groups.count {
            places[kind] = place
            groups.append(Group())
        }
        groups[place].add(message)
    }
}

extension MessageLog.Group {
    fileprivate mutating func add(_ message: SourceMessage) {
        count += 1
        if first.count < MessageLog.most { first.append(message) }
        guard let file = message.file, let line = message.line else { return }
        if let last = lines.last, last.file == file, last.lines.upperBound == line { return }
        if let last = lines.last, last.file == file, last.lines.upperBound + 1 == line {
            lines[lines.count - 1].lines = last.lines.lowerBound...line
        } else if lines.count < MessageLog.rangesShown {
            lines.append((file, line...line))
        } else {
            isCut = true
        }
    }
}
