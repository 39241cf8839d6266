import Messages
package import SLA

/// Credit notes for people at a terminal and for programs.
package enum NoteSummary {
    /// One row a note.
    package struct Table {
        private let text: LocalText
        private var table = Documents.Table([
            .left, .left, .left, .left, .left, .left, .left, .right, .right, .left,
        ])
        private var notes = 0
        /// By currency, reversals taken off.
        private var net: [String: CentsSum] = [:]
        private var gross: [String: CentsSum] = [:]

        package init(in language: Language) { text = LocalText(language) }

        package mutating func add(_ note: NoteHead) {
            if table.isEmpty {
                table.add(
                    text.language == .french
                        ? [
                            "numéro", "date", "nature", "mois", "abonnement", "client", "nom", "hors taxes",
                            "TTC",
                            "remarque",
                        ]
                        : [
                            "number", "date", "kind", "month", "subscription", "customer", "name", "net",
                            "gross",
                            "remark",
                        ])
            }
            notes += 1
            if note.kind == .reversal {
                net[note.currency, default: CentsSum()].subtract(note.net)
                gross[note.currency, default: CentsSum()].subtract(note.gross)
            } else {
                net[note.currency, default: CentsSum()].add(note.net)
                gross[note.currency, default: CentsSum()].add(note.gross)
            }
            let remark =
                note.reverses.map { text.pick("annule \($0)", "reverses \($0)") }
                ?? note.reversedBy.map { text.pick("annulé par \($0)", "reversed by \($0)") }
                ?? (note.isCommercial ? note.reason ?? "" : "")
            table.add([
                note.number, note.issueDate.description, text.kind(of: note), text.months(of: note),
                text.subscriptions(of: note), note.customer, TerminalText.cut(note.customerName, to: 32),
                text.plainMoney(note.net, note.currency), text.plainMoney(note.gross, note.currency), remark,
            ])
        }

        package var whole: String {
            guard !table.isEmpty else { return text.pick("aucun avoir\n", "no credit notes\n") }
            let sums = net.keys.sorted().map { currency in
                let before = text.plainMoney(net[currency] ?? CentsSum(), currency)
                let with = text.plainMoney(gross[currency] ?? CentsSum(), currency)
                return text.pick(
                    "\(before) hors taxes, \(with) TTC", "\(before) before tax, \(with) with VAT")
            }
            let count = text.pick(
                "\(notes) document\(notes > 1 ? "s" : ""), annulations déduites",
                "\(counted(notes, "note")), reversals taken off")
            return table.lines().map { $0 + "\n" }.joined()
                + "\n"
                + text.say(
                    "\(count) : \(sums.joined(separator: " ; "))", "\(count): \(sums.joined(separator: "; "))"
                )
                + "\n"
        }
    }

    /// All notes as one JSON document.
    package struct List {
        private var json: JSONWriter

        package init(to stream: ByteStream) {
            json = JSONWriter(to: stream)
            json.beginObject()
            json.beginArray("notes")
        }

        package mutating func add(_ note: CreditNote) throws {
            write(note, to: &json)
            try json.stream.drainIfFull()
        }

        package mutating func finish() throws {
            json.end()
            json.end()
            try json.stream.drain()
        }
    }

    /// One note as a document of its own.
    package static func document(_ note: CreditNote) -> [UInt8] {
        JSONWriter.whole { write(note, to: &$0) }
    }
}
