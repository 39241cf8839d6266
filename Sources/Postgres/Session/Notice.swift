internal import CLibPQ

/// A message of the server that is not an error.
package struct Notice: Sendable {
    /// `WARNING`, `NOTICE`, `INFO`…, not translated.
    package var severity: String
    package var sqlState: String?
    package var message: String
    package var detail: String?
    package var hint: String?
}

/// Where libpq delivers notices; it lives as long as its connection.
final class NoticeBox {
    var handler: ((Notice) -> Void)?

    /// Takes over from libpq's default receiver, which prints to standard error.
    func receive(from handle: OpaquePointer) {
        let box = Unmanaged.passUnretained(self).toOpaque()
        PQsetNoticeReceiver(
            handle,
            { argument, result in
                guard let argument, let result else { return }
                Unmanaged<NoticeBox>.fromOpaque(argument).takeUnretainedValue().deliver(result)
            }, box)
    }

    private func deliver(_ result: OpaquePointer) {
        guard let handler else { return }
        let report = ServerReport(result: result)
        handler(
            Notice(
                severity: report.severity ?? "NOTICE", sqlState: report.sqlState,
                message: report.message ?? "", detail: report.detail, hint: report.hint))
    }
}
