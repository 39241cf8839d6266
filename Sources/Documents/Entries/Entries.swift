package import SLA

/// Credit notes as accounting entries: the 18 columns of art. A47 A-1 of the Livre des procédures fiscales.
///
/// One balanced entry a note, with its number within the financial year. Tab, CR LF, ISO 8859-15, comma decimals.
/// Source: docs/guide/finance.md "Documents et écritures".
package struct Entries {
    private let siren: String
    private let closing: LocalDate
    private var entries: [(number: Int, bytes: [UInt8])] = []
    /// By code as the file has it.
    private var customers: [[UInt8]: String] = [:]
    /// How many entries there are.
    package var count: Int { entries.count }

    /// - Parameters:
    ///   - siren: the company whose entries they are.
    ///   - closing: the last day of the financial year, which is in the file's name.
    package init(siren: String, closing: LocalDate) {
        self.siren = siren
        self.closing = closing
    }

    /// `SirenFECAAAAMMJJ.txt`.
    package var name: String { "\(siren)FEC\(Self.day(closing)).txt" }

    /// The file, whole, in the order of the numbers.
    package var bytes: [UInt8] {
        var bytes = Self.line(Self.columns)
        for entry in entries.sorted(by: { $0.number < $1.number }) { bytes += entry.bytes }
        return bytes
    }

    /// The reason why a file cannot contain a note.
    package struct Refusal: Error, Equatable, Sendable {
        /// The note's number.
        package var note: String
        package var reason: String
    }

    /// Adds the entry of a note that the company issued in the financial year.
    ///
    /// - Parameter number: within the financial year, from 1.
    package mutating func add(_ note: CreditNote, number: Int) throws(Refusal) {
        if let fault = Self.faults(of: NoteOutline(note)).first {
            throw Refusal(note: note.number, reason: fault.reason)
        }
        let code = Latin9.bytes(note.customer)
        if let other = customers[code], other != note.customer {
            throw Refusal(
                note: note.number,
                reason:
                    "its customer \(note.customer) and \(other) have one code in ISO 8859-15, and so one account (CompAuxNum): "
                    + "make the entries of each apart (--customer)")
        }
        customers[code] = note.customer
        entries.append((number, Entry(note, number: number).lines.flatMap(Self.line)))
    }

    /// Why no entry can be made of a note; empty where one can.
    ///
    /// Without VAT no e-invoice needs a rate of exchange, so such a note is not held back for its entry.
    package static func faults(of note: NoteOutline) -> [NoteFault] {
        var faults: [NoteFault] = []
        if note.currency != Currency.euro {
            if note.eurRate == nil {
                faults.append(
                    NoteFault(
                        field: .eurRate,
                        reason:
                            "it is in \(note.currency): accounting entries are in EUR, and no exchange rate is known",
                        isWarning: note.vatTotal == .zero))
            } else if note.eurRate?.euros(for: note.gross) == nil {
                faults.append(
                    NoteFault(
                        field: .eurRate,
                        reason: "its amount in EUR is larger than an accounting entry can have"))
            }
        }
        let accounts = note.issuer.accounts.vatAccounts
        for part in note.vat where part.vat > .zero && accounts.account(for: part.rate) == nil {
            faults.append(
                NoteFault(
                    field: .vatAccounts,
                    reason:
                        "its issuer names no account for VAT at \(part.rate) % (accounts.vat of the issuer file)"
                ))
        }
        return faults
    }

    package static let columns = [
        "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum",
        "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet",
        "ValidDate", "Montantdevise", "Idevise",
    ]

    /// `AAAAMMJJ`.
    static func day(_ date: LocalDate) -> String {
        let (year, month, day) = date.components
        return padded(year, to: 4) + padded(month, to: 2) + padded(day, to: 2)
    }

    private static func line(_ fields: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\t")) }
            // Tabs and line ends within a field become spaces: the columns stay what they are.
            bytes += Latin9.bytes(field)
        }
        return bytes + Array("\r\n".utf8)
    }
}
