/// R9 to R12: the rate that the availability earns, its base, and what stands in the way of a credit.
func decideCredit(
    _ facts: SubscriptionMonth, terms: Terms, availability: MeasuredAvailability
) -> CreditDecision {
    let earned = terms.earned(by: availability)
    let base = facts.base
    let amount = earned.flatMap { earned in
        base.map { terms.amount(earned, of: $0.amount) } ?? (earned.isNothing ? .zero : nil)
    }
    let last = facts.lastDayForRequest
    return CreditDecision(
        status: status(
            facts, terms: terms, availability: availability, earned: earned, amount: amount,
            requestUntil: last
        ),
        earned: earned, base: base?.amount, currency: base?.currency, minimum: terms.credit?.minimum,
        requestUntil: last, amount: amount)
}

private func status(
    _ facts: SubscriptionMonth, terms: Terms, availability: MeasuredAvailability, earned: Earned?,
    amount: Cents?, requestUntil last: LocalDate?
) -> CreditStatus {
    guard facts.isOver else { return .provisional }
    guard availability.base > 0 else { return .notMeasurable }
    guard let target = terms.availability.target, let earned else { return .noCommitment }
    guard !target.isMet(by: availability) else { return .none }
    guard let credit = terms.credit, !earned.isNothing else { return .nothingDue }
    if credit.onRequest {
        guard let request = facts.request else { return .awaitingRequest }
        if let last, request.requestedOn > last { return .expired }
    }
    guard let amount else { return .awaitingInvoice }
    return amount == .zero ? .nothingDue : .issuable
}

extension Terms {
    /// R11: half up to the cent, never negative; nothing below the minimum (contract T22). nil as `Earned.amount(of:)`.
    package func amount(_ earned: Earned, of base: Cents) -> Cents? {
        earned.amount(of: base).map { $0 < credit?.minimum ?? .zero ? .zero : $0 }
    }

    /// What the availability earns: nothing where the target is met, or nothing can be measured; nil without a target.
    /// Source: contract R10, T13 to T15.
    package func earned(by measured: MeasuredAvailability) -> Earned? {
        guard let target = availability.target else { return nil }
        guard measured.base > 0, !target.isMet(by: measured), let credit else { return .nothing }
        return credit.schedule.earned(by: measured, missing: target)
    }

    /// The tier reached, if any.
    package func tier(for measured: MeasuredAvailability) -> Schedule.Tier? {
        guard let target = availability.target, measured.base > 0, !target.isMet(by: measured) else {
            return nil
        }
        return credit?.schedule.tiers.reached(by: measured)
    }
}

extension SubscriptionMonth {
    /// The last day on which a request counts; nil without such a deadline. Source: contract R12.
    fileprivate var lastDayForRequest: LocalDate? {
        guard let calendar, let credit = calendar.terms.credit, credit.onRequest else { return nil }
        return credit.requestWithin?.lastDay(for: month, calendar.workingDays)
    }

    /// R11: the sum of the month's invoice lines, before tax, and their currency; nil without any, and where they are
    /// more together than an amount can be.
    package var base: (amount: Cents, currency: String)? {
        guard let first = invoices.first, !isInvoicedBeyondBounds else { return nil }
        return (invoices.reduce(.zero) { $0 + $1.amount }, first.currency)
    }

    /// Whether the invoice lines, without regard to their signs, exceed the largest amount: no sum of some of them does
    /// otherwise.
    package var isInvoicedBeyondBounds: Bool {
        invoices.reduce(Int128(0)) { $0 + Int128($1.amount.amount.magnitude) } > Int128(Cents.largest.amount)
    }
}
