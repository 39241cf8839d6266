/// Bytes on their way out: gathered, and handed on once enough have come together.
///
/// Appending never fails; `drain` passes on the error of whoever takes the bytes. A document that drains
/// after each of its entries needs memory for one entry, not for all.
package struct ByteStream {
    package private(set) var bytes: [UInt8] = []
    private let threshold: Int
    private let handOn: ([UInt8]) throws -> Void

    /// - Parameters:
    ///   - threshold: how many bytes are gathered before `drainIfFull` hands them on.
    ///   - handOn: takes the bytes, in order, each once; never called with none.
    package init(threshold: Int = 65_536, handOn: @escaping ([UInt8]) throws -> Void) {
        self.threshold = threshold
        self.handOn = handOn
    }

    /// For a document that fits in memory: everything is gathered in `bytes`.
    package init() {
        self.init(threshold: .max) { _ in }
    }

    /// A document that fits in memory, whole.
    package static func whole(_ write: (inout ByteStream) -> Void) -> [UInt8] {
        var stream = ByteStream()
        write(&stream)
        return stream.bytes
    }

    package mutating func append(_ byte: UInt8) { bytes.append(byte) }
    package mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }
    package mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
    package mutating func append(line text: String) {
        append(text)
        append(UInt8(ascii: "\n"))
    }

    package mutating func append(repeating byte: UInt8, count: Int) {
        bytes.append(contentsOf: repeatElement(byte, count: count))
    }

    package mutating func drainIfFull() throws {
        if bytes.count >= threshold { try drain() }
    }

    package mutating func drain() throws {
        guard !bytes.isEmpty else { return }
        try handOn(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
