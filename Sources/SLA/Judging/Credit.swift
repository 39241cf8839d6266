/// R9 to R12: the rate that the availability earns, its base, and what stands in the way of a credit.
func decideCredit(
    _ facts: SubscriptionMonth, terms: Terms, availability: MeasuredAvailability
) -> CreditDecision {
    let rate = terms.rate(for: availability)
    let base = facts.base
    let amount: Cents? = rate.flatMap { rate in
        guard let base else { return rate == .zero ? .zero : nil }
        return terms.amount(rate, of: base.amount)
    }
    let last = facts.lastDayForRequest
    return CreditDecision(
        status: status(
            facts, terms: terms, availability: availability, rate: rate, amount: amount, requestUntil: last),
        rate: rate, base: base?.amount, currency: base?.currency, minimum: terms.credit?.minimum,
        requestUntil: last, amount: amount)
}

private func status(
    _ facts: SubscriptionMonth, terms: Terms, availability: MeasuredAvailability, rate: Percentage?,
    amount: Cents?, requestUntil last: LocalDate?
) -> CreditStatus {
    guard facts.isOver else { return .provisional }
    guard availability.base > 0 else { return .notMeasurable }
    guard let target = terms.availability.target else { return .noCommitment }
    guard availability.isBelow(target) else { return .none }
    guard let credit = terms.credit, rate != .zero else { return .nothingDue }
    if credit.onRequest {
        guard let request = facts.request else { return .awaitingRequest }
        if let last, request.requestedOn > last { return .expired }
    }
    guard let amount else { return .awaitingInvoice }
    return amount == .zero ? .nothingDue : .issuable
}

extension Terms {
    /// R11: half up to the cent, never negative; nothing below the minimum (contract T22).
    package func amount(_ rate: Percentage, of base: Cents) -> Cents {
        let amount = max(.zero, Cents.credit(rate, of: base))
        return amount < credit?.minimum ?? .zero ? .zero : amount
    }

    /// R10: the rate of the lowest tier whose bound is strictly above the availability; 0 % when none
    /// is, or when nothing can be measured; nil without a target.
    package func rate(for availability: MeasuredAvailability) -> Percentage? {
        guard self.availability.target != nil else { return nil }
        return tier(for: availability)?.rate ?? .zero
    }

    /// The tier reached, if any.
    package func tier(for availability: MeasuredAvailability) -> Tier? {
        credit?.tiers.reached(by: availability)
    }
}

extension [Terms.Tier] {
    /// The lowest whose bound is strictly above the availability; they stand from the highest bound to the lowest.
    package func reached(by availability: MeasuredAvailability) -> Terms.Tier? {
        availability.base > 0 ? last { availability.isBelow($0.below) } : nil
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
