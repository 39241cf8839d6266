internal import CLibPQ

/// Stops the statement that its connection runs, from any thread; the statement then fails with SQLSTATE 57014.
package final class CancelToken: Sendable {
    // Not changed after PQgetCancel, and PQcancel only reads it: libpq allows it on any thread.
    private nonisolated(unsafe) let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        PQfreeCancel(handle)
    }

    /// Whether the request was sent; a statement that has already ended is not affected.
    @discardableResult
    package func cancel() -> Bool {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
            PQcancel(handle, message.baseAddress, Int32(message.count)) == 1
        }
    }
}

extension Connection {
    /// - Throws: when the session is gone.
    package func cancelToken() throws(PostgresError) -> CancelToken {
        guard let token = PQgetCancel(handle) else {
            throw PostgresError(.connectionLost, "there is no session to cancel")
        }
        return CancelToken(token)
    }
}
