internal import Postgres
internal import SLA

/// Some rows of a file, kept as they would be staged, in the order of their identities.
///
/// In that order the history's index takes them at half the cost: neighbours go to the same page.
final class SortedChunk {
    private struct Place {
        /// Eight bytes of the row's identity, after those that all rows share.
        var order: UInt64
        /// Where the row starts.
        var start: UInt32
        /// Of the service or subscription that the row names.
        var key: Int32
    }

    private let columns: Int
    private let services: NameKeys
    private let subscriptions: NameKeys
    private let service: Int
    private let subscription: Int
    private let bytes: Int

    /// The good rows, in the file's order.
    private(set) var rows: CopyWriter
    /// Rows that must be staged, among them the faulty ones.
    private(set) var toStage: CopyWriter
    private var places: [Place] = []
    private var row: KeptRow
    /// The first row's identity, as far as all rows share it.
    private var shared: [UInt8] = []

    /// Full when its rows take `bytes`, at most 1 GiB.
    init(
        _ table: FactTable, services: NameKeys, subscriptions: NameKeys,
        bytes: Int
    ) {
        columns = table.kind.columns.count
        self.services = services
        self.subscriptions = subscriptions
        self.bytes = min(bytes, 1 << 30)
        service = Self.place(of: "service", in: table.kind)
        subscription = Self.place(of: "subscription", in: table.kind)
        let columns = columns + FactTable.leadingColumns
        rows = CopyWriter(keepingRowsOf: columns, capacity: bytes + bytes / 16)
        toStage = CopyWriter(keepingRowsOf: columns, capacity: 0)
        row = KeptRow(columns: columns)
    }

    private static func place(of name: String, in kind: FactKind) -> Int {
        guard let index = kind.index(of: name) else { preconditionFailure("\(kind) have no \(name)") }
        return FactTable.leadingColumns + index
    }

    /// Starts over with the next rows of the file; whether these are the last ones.
    func fill(_ next: (inout CopyWriter) throws -> Bool) throws -> Bool {
        rows.forgetRows(from: 0)
        toStage.forgetRows(from: 0)
        places.removeAll(keepingCapacity: true)
        var isEnd = false
        while rows.keptBytes < bytes && toStage.keptBytes < bytes && !isEnd {
            let start = rows.keptBytes
            if try next(&rows) { try take(start) } else { isEnd = true }
        }
        order()
        return isEnd
    }

    /// Writes the rows as the history has them.
    func send(_ writer: inout CopyWriter, batch: Int32) throws {
        let first = min(service, subscription)
        let second = max(service, subscription)
        for place in places {
            row.move(to: Int(place.start), of: rows)
            try writer.beginRow(columns: columns + 1)
            try send(FactTable.leadingColumns..<first, &writer)
            try sendKey(first, place, &writer)
            try send(first + 1..<second, &writer)
            try sendKey(second, place, &writer)
            try send(second + 1..<row.columns, &writer)
            try writer.int32(batch)
        }
    }

    private func send(_ columns: Range<Int>, _ writer: inout CopyWriter) throws {
        try writer.encodedFields(row.encoded(columns, of: rows), count: columns.count)
    }

    private func sendKey(_ column: Int, _ place: Place, _ writer: inout CopyWriter) throws {
        if row.isNull(column, of: rows) { try writer.null() } else { try writer.int32(place.key) }
    }

    /// Keeps the row at `start`, the last one, or sets it aside to be staged: when it is faulty, or names what is
    /// not known.
    private func take(_ start: Int) throws {
        row.move(to: start, of: rows)
        let isFaulty = !row.isNull(FactTable.faultsColumn, of: rows)
        let namesService = !row.isNull(service, of: rows)
        let key =
            isFaulty || namesService == !row.isNull(subscription, of: rows)
            ? nil
            : namesService
                ? services[row.value(service, of: rows)] : subscriptions[row.value(subscription, of: rows)]
        if let key {
            share(start)
            places.append(Place(order: 0, start: UInt32(start), key: key))
        } else {
            try toStage.beginRow(columns: row.columns)
            try toStage.encodedFields(row.encoded(0..<row.columns, of: rows), count: row.columns)
            rows.forgetRows(from: start)
        }
    }
}

extension SortedChunk {
    /// The identity's bytes, source before id, each after its length. Their order is the index's among identities of the same
    /// lengths, which is near enough.
    private func identity(_ start: Int) -> UnsafeRawBufferPointer {
        KeptRow.encoded(from: start + FactTable.leadingBytes, count: 2, of: rows)
    }

    /// Shortens what all identities share to what the row's shares, too.
    private func share(_ start: Int) {
        let own = identity(start)
        if places.isEmpty { shared = Array(own) }
        let common = zip(shared, own).prefix { $0 == $1 }.count
        if common < shared.count { shared.removeLast(shared.count - common) }
    }

    private func order() {
        for index in places.indices {
            places[index].order = Self.word(identity(Int(places[index].start)), shared.count)
        }
        places.sort { a, b in
            a.order != b.order ? a.order < b.order : isBefore(Int(a.start), Int(b.start))
        }
    }

    private func isBefore(_ a: Int, _ b: Int) -> Bool {
        let (a, b) = (identity(a), identity(b))
        for offset in stride(from: shared.count + 8, to: max(a.count, b.count), by: 8) {
            let (left, right) = (Self.word(a, offset), Self.word(b, offset))
            if left != right { return left < right }
        }
        return false
    }

    /// Eight bytes as a number, those beyond the end being 0.
    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        if offset + 8 <= bytes.count {
            return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        var word: UInt64 = 0
        for position in offset..<offset + 8 {
            word = word << 8 | (position < bytes.count ? UInt64(bytes[position]) : 0)
        }
        return word
    }
}
