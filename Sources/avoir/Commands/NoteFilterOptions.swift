import ArgumentParser
import SLA
import Store

/// The filters of `note list` and `note export`.
struct NoteFilterOptions: ParsableArguments {
    @Option(help: "Only notes for this month.") var month: Month?
    @Option(help: ArgumentHelp("Only this customer's notes.", valueName: "id")) var customer: String?
    @Option(help: ArgumentHelp("Only this subscription's notes.", valueName: "id")) var subscription: String?
    @Option(help: ArgumentHelp("Only notes issued on this date or later.", valueName: "date")) var from:
        LocalDate?
    @Option(help: ArgumentHelp("Only notes issued on this date or earlier.", valueName: "date")) var to:
        LocalDate?

    var isEmpty: Bool {
        month == nil && customer == nil && subscription == nil && from == nil && to == nil
    }

    var filter: NoteFilter {
        NoteFilter(month: month, customer: customer, subscription: subscription, from: from, to: to)
    }
}
