import Hashing
internal import Postgres

/// A chain of hashes recomputed outside the database.
struct ChainProof {
    /// The faults found, one sentence per fault.
    private(set) var faults: [String] = []
    /// The last link of each chain: its number and hash.
    private(set) var heads: [String: (no: Int64, hash: [UInt8])] = [:]

    /// Numbers must follow one another from 1, each link must name the hash before it, and its own hash
    /// must be that of its fields.
    mutating func add(
        chain: String, name: String, no: Int64, previousHash: [UInt8], hash: [UInt8],
        genesis: [UInt8], fields: [String?]
    ) {
        let (last, lastHash) = heads[chain] ?? (0, genesis)
        if no != last &+ 1 { faults.append("\(name): number \(no) follows \(last) in \(chain)") }
        if previousHash != lastHash { faults.append("\(name): does not follow the entry before it") }
        if Digest.of(fields) != hash { faults.append("\(name): its content does not match its hash") }
        heads[chain] = (no, hash)
    }

    /// The head that the database keeps must be the last link found.
    mutating func check(head chain: String, no: Int64, hash: [UInt8]) {
        let (last, lastHash) = heads[chain] ?? (0, hash)
        if no != last || hash != lastHash {
            faults.append("\(chain): the database says that \(no) is the last number, but \(last) was found")
        }
    }
}

extension Digest {
    /// The database's `digest_of`: SHA-256 over fields that are each preceded by their length.
    package static func of(_ fields: [String?]) -> [UInt8] { sha256(prefixed(fields)) }

    /// The database's `length_prefixed`.
    static func prefixed(_ fields: [String?]) -> [UInt8] {
        var bytes: [UInt8] = []
        for field in fields {
            let length = field.map { Int32($0.utf8.count) } ?? -1
            withUnsafeBytes(of: length.bigEndian) { bytes.append(contentsOf: $0) }
            if let field { bytes.append(contentsOf: field.utf8) }
        }
        return bytes
    }
}
