internal import SLA

/// Of which subscriptions a person issues: all, some, or all but some. What is left out is not decided, and stays due.
package enum CreditChoice: Equatable, Sendable {
    case everyone
    case only([String])
    case except([String])

    /// - Returns: whether a run of this choice decides what is due to the subscription.
    package func includes(_ subscription: String) -> Bool {
        switch self {
        case .everyone: true
        case .only(let names): names.contains(subscription)
        case .except(let names): !names.contains(subscription)
        }
    }

    /// Those that the run decides, as it keeps them: each once, in order; nil: not limited to some.
    package var only: [String]? { if case .only(let names) = self { Self.ordered(names) } else { nil } }

    /// Those that the run leaves out, likewise; nil: none.
    package var except: [String]? { if case .except(let names) = self { Self.ordered(names) } else { nil } }

    private static func ordered(_ names: [String]) -> [String] { Set(names).sorted { $0.precedes($1) } }
}
