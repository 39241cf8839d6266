internal import SLA

/// A subscription's credits and reversals by date, as a cap's windows count them. Source: contract R13.
struct CapWindows {
    private var entries: [LedgerReplay.Entry] = []

    mutating func add(_ entry: LedgerReplay.Entry) { entries.append(entry) }

    /// The most that a window of so many days that contains the date holds: each month's credits less the reversals of
    /// that month in the window, never below zero.
    func most(on date: Int, _ days: Int) -> Cents {
        windows(on: date, days, without: nil).map { nets in
            nets.values.reduce(Cents.zero) { $0 + max($1, .zero) }
        }.max() ?? .zero
    }

    /// The same for a further credit of the month: what is below zero of that month itself is room for it, unless the
    /// others alone exceed the cap.
    func most(on date: Int, _ days: Int, forCreditOf month: Int, cap: Cents, without run: String?) -> Cents {
        windows(on: date, days, without: run).map { nets in
            let own = nets[month] ?? .zero
            let others = nets.reduce(Cents.zero) { $1.key == month ? $0 : $0 + max($1.value, .zero) }
            return others + (others > cap ? max(own, .zero) : own)
        }.max() ?? .zero
    }

    /// The net of each month in each window that contains the date.
    private func windows(on date: Int, _ days: Int, without run: String?) -> [[Int: Cents]] {
        let near = entries.filter { abs($0.date - date) < days && $0.run != run }
        guard !near.isEmpty else { return [[:]] }
        return ((date - days + 1)...date).map { first in
            near.filter { $0.date >= first && $0.date < first + days }.reduce(into: [:]) { nets, entry in
                let net = nets[entry.of.month] ?? .zero
                nets[entry.of.month] = entry.isReversal ? net - entry.net : net + entry.net
            }
        }
    }
}
