internal import CLibCrypto

/// The SHA-256 of bytes that come piece by piece.
///
/// The context has one owner and is used by nobody else, so it may go from one thread to another.
package struct DigestStream: ~Copyable, @unchecked Sendable {
    private let context: OpaquePointer?

    package init() {
        context = EVP_MD_CTX_new()
        EVP_DigestInit_ex(context, EVP_sha256(), nil)
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    package mutating func take(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// To be asked for once; nothing can be added afterwards.
    package mutating func finish() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { digest, count in
            var length: UInt32 = 0
            let isDone = EVP_DigestFinal_ex(context, digest.baseAddress, &length) == 1
            count = isDone ? Int(length) : 0
        }
    }
}
