internal import Postgres

/// What a run leaves out, because a person chose so, or holds back, because a format could not state the note: found
/// before the notes have numbers.
///
/// The database takes the latter as incomplete, with these sentences beside what it misses itself.
package struct Withheld: Equatable, Sendable {
    /// Before a sentence, among what a planned credit misses.
    package static let mark = "rule"

    /// By subscription: why, a sentence each.
    package private(set) var reasons: [String: [String]] = [:]

    package let choice: CreditChoice

    package init(of choice: CreditChoice = .everyone) { self.choice = choice }

    /// - Returns: false where the subscription is held back already.
    @discardableResult
    package mutating func add(_ sentences: [String], to subscription: String) -> Bool {
        guard reasons[subscription] == nil, !sentences.isEmpty else { return false }
        reasons[subscription] = sentences
        return true
    }

    /// SQL: an object of the subscriptions and their reasons, from two parameters: see `parameters`.
    static func object(_ names: Int) -> String {
        """
        (select coalesce(jsonb_object_agg(w.subscription, w.reasons), '{}')
            from (select u.subscription, jsonb_agg(u.reason order by u.place) as reasons
                from unnest($\(names)::text[], $\(names + 1)::text[]) with ordinality u (subscription, reason, place)
                group by u.subscription) w)
        """
    }

    /// SQL: the subscriptions of the choice, from two parameters that follow those of the object.
    static func choice(_ names: Int) -> String { "$\(names + 2)::text[], $\(names + 3)::text[]" }

    /// One entry a sentence: the subscription's name, and the sentence with its mark; then those of the choice.
    var parameters: [Parameter] {
        let all = reasons.sorted { $0.key < $1.key }.flatMap { name, sentences in
            sentences.map { (name: name, reason: "\(Self.mark) \($0)") }
        }
        return [
            .textArray(all.map(\.name)), .textArray(all.map(\.reason)),
            .optional(choice.only, Parameter.textArray), .optional(choice.except, Parameter.textArray),
        ]
    }
}
