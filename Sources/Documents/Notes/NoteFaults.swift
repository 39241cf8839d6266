package import SLA

extension NoteOutline {
    /// Every rule of every format that the note breaks, the e-invoices' first.
    package var faults: [NoteFault] {
        let said = EInvoice.Rules(note: self).faults
        let fields = Set(said.map(\.field))
        return said + Entries.faults(of: self).filter { !fields.contains($0.field) }
            + [NotePage.fault(of: self)].compactMap(\.self)
    }
}
