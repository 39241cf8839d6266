internal import Postgres

/// The keys of all services or of all subscriptions, by name; names are equal when their bytes are.
///
/// About 20 bytes a name beside the name itself.
struct NameKeys {
    private struct Entry {
        var start: UInt32
        var length: UInt32
        var key: Int32
    }

    private var names: [UInt8] = []
    private var entries: [Entry] = []
    /// Places in `entries`, from 1; 0 is free. A power of two, at most half full.
    private var slots = [UInt32](repeating: 0, count: 1024)

    /// The names that this transaction sees.
    ///
    /// - Parameters:
    ///   - name: `service` or `subscription`.
    ///   - source: the table of that name, or a part of it.
    init(of name: String, in source: String, on connection: Connection) throws {
        try connection.copyOut("copy (select \(name), \(name)_key from \(source)) to stdout (format binary)")
        {
            row in
            add(try row.bytes(0), key: try row.int32(1))
        }
    }

    subscript(name: UnsafeRawBufferPointer) -> Int32? {
        let place = slots[slot(of: name)]
        return place == 0 ? nil : entries[Int(place) - 1].key
    }

    /// `name` is not among them yet.
    private mutating func add(_ name: UnsafeRawBufferPointer, key: Int32) {
        if 2 * (entries.count + 1) > slots.count { grow() }
        entries.append(Entry(start: UInt32(names.count), length: UInt32(name.count), key: key))
        names.append(contentsOf: name)
        slots[slot(of: name)] = UInt32(entries.count)
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: 2 * slots.count)
        names.withUnsafeBytes { names in
            for (index, entry) in entries.enumerated() {
                let start = Int(entry.start)
                let name = UnsafeRawBufferPointer(rebasing: names[start..<start + Int(entry.length)])
                slots[slot(of: name)] = UInt32(index + 1)
            }
        }
    }

    /// Where the name is, or where it would go.
    private func slot(of name: UnsafeRawBufferPointer) -> Int {
        var slot = Self.hash(name) & (slots.count - 1)
        while slots[slot] != 0, !isName(of: entries[Int(slots[slot]) - 1], name) {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private func isName(of entry: Entry, _ name: UnsafeRawBufferPointer) -> Bool {
        guard Int(entry.length) == name.count else { return false }
        var position = Int(entry.start)
        for byte in name {
            guard names[position] == byte else { return false }
            position += 1
        }
        return true
    }

    /// FNV-1a, its better bits brought down.
    private static func hash(_ name: UnsafeRawBufferPointer) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7fff_ffff)
    }
}
