/// How the assessment of a subscription's month came to be what it is. Source: contract R14.
package struct RevisionHistory: Sendable {
    package var subscription: String
    package var month: Month
    package var service: String
    package var customer: String
    /// As people know the customer; nil: not known.
    package var customerName: String?
    /// That of the terms; UTC without any.
    package var zone: Zone
    /// In order of revision, without a gap; never empty.
    package var revisions: [Revision]

    package init(
        subscription: String, month: Month, service: String, customer: String, customerName: String?,
        zone: Zone,
        revisions: [Revision]
    ) {
        self.subscription = subscription
        self.month = month
        self.service = service
        self.customer = customer
        self.customerName = customerName
        self.zone = zone
        self.revisions = revisions
    }

    package struct Revision: Sendable {
        package var number: Int
        package var assessedAt: Instant
        /// The login that assessed it.
        package var by: String
        package var result: Result
        /// What changed since the revision before; of the first, nothing.
        package var causes: [Cause]

        package init(number: Int, assessedAt: Instant, by: String, result: Result, causes: [Cause] = []) {
            self.number = number
            self.assessedAt = assessedAt
            self.by = by
            self.result = result
            self.causes = causes
        }
    }

    /// What a revision came to.
    package struct Result: Equatable, Sendable {
        /// `office 2`; nil: none were in force.
        package var terms: String?
        package var status: CreditStatus
        package var availability: MeasuredAvailability
        package var target: Target?
        package var earned: Earned?
        /// What was invoiced, before tax; nil: nothing is.
        package var base: Cents?
        /// Before the cap.
        package var amount: Cents?
        package var currency: String?

        package init(
            terms: String?, status: CreditStatus, availability: MeasuredAvailability, target: Target?,
            earned: Earned?, base: Cents?, amount: Cents?, currency: String?
        ) {
            self.terms = terms
            self.status = status
            self.availability = availability
            self.target = target
            self.earned = earned
            self.base = base
            self.amount = amount
            self.currency = currency
        }

        package var isMet: Bool? {
            guard let target, availability.base > 0 else { return nil }
            return target.isMet(by: availability)
        }
    }

    package enum Cause: Sendable {
        /// Facts of the month that an import brought, changed or took out of force.
        case facts(Source, FactKind, [(effect: Change.Effect, fact: Change)])
        /// A version of the terms that decides the month became known.
        case terms(Source, id: String, version: String, effectiveFrom: LocalDate)
        /// The time zone's data changed; each as `ZoneOffsets` has them. Source: contract R19.
        case zone(String, before: ZoneOffsets, after: ZoneOffsets)
        case monthOver
        /// Nothing else changed.
        case program(before: String, after: String)
    }

    /// The import that brought what changed.
    package struct Source: Equatable, Sendable {
        package var batch: Int
        package var file: String
        package var by: String
        package var at: Instant
        /// The import that it takes back.
        package var undoes: Int?

        package init(batch: Int, file: String, by: String, at: Instant, undoes: Int?) {
            self.batch = batch
            self.file = file
            self.by = by
            self.at = at
            self.undoes = undoes
        }
    }
}
