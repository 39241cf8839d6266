import Messages
package import SLA

/// Credit notes for people at a terminal and for programs.
package enum NoteSummary {
    /// One row a note.
    package struct Table {
        private var table = Documents.Table([
            .left, .left, .left, .left, .left, .left, .left, .right, .right, .left,
        ])
        private var notes = 0
        /// By currency, reversals taken off.
        private var net: [String: Cents] = [:]
        private var gross: [String: Cents] = [:]

        package init() {}

        package mutating func add(_ note: CreditNote) {
            if table.isEmpty {
                table.add([
                    "number", "date", "kind", "month", "subscription", "customer", "name", "net", "gross",
                    "remark",
                ])
            }
            notes += 1
            let adding: (Cents, Cents) -> Cents = note.kind == .reversal ? { $0 - $1 } : { $0 + $1 }
            net[note.currency] = adding(net[note.currency] ?? .zero, note.net)
            gross[note.currency] = adding(gross[note.currency] ?? .zero, note.gross)
            let remark =
                note.reverses.map { "reverses \($0)" } ?? note.reversedBy.map { "reversed by \($0)" }
                ?? (note.commercial == nil ? "" : note.reason ?? "")
            table.add([
                note.number, note.issueDate.description, note.kindName, months(of: note),
                subscriptions(of: note), note.customer,
                TerminalText.cut(note.content.customer.name, to: 32), "\(note.net) \(note.currency)",
                "\(note.gross) \(note.currency)", remark,
            ])
        }

        package var text: String {
            guard !table.isEmpty else { return "no credit notes\n" }
            let sums = net.inOrder.map { currency, net in
                "\(net) \(currency) before tax, \(gross[currency] ?? .zero) \(currency) with VAT"
            }
            return table.lines().map { $0 + "\n" }.joined()
                + "\n\(counted(notes, "note")), reversals taken off: \(sums.joined(separator: "; "))\n"
        }
    }

    /// `2026-10`, or the first and the last of several.
    static func months(of note: CreditNote) -> String {
        let months = note.months
        return [months.first, months.count > 1 ? months.last : nil].compactMap { $0?.description }
            .joined(separator: " to ")
    }

    /// The subscription, or how many there are.
    static func subscriptions(of note: CreditNote) -> String {
        let subscriptions = note.subscriptions
        if let only = subscriptions.first, subscriptions.count == 1 { return only }
        return "\(subscriptions.count) subscriptions"
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
