internal import Glibc
import Synchronization

/// A server on a socket of its own that asks for a cleartext password and then does as its script says: what no
/// real server can be made to do in a test.
final class FakeServer: Sendable {
    enum Script: Sendable {
        /// Refuses with a message that repeats the password.
        case refusingPassword
        /// Opens the session as a server of this version, with a notice before.
        case opening(version: String)
        /// Opens the session, says that it shuts down, and goes.
        case leaving
    }

    struct SocketFailure: Error {}

    let directory: String
    let port: Int
    private let listener: Int32
    private let script: Script
    private let left = Atomic(false)
    /// Whether it has hung up.
    var hasLeft: Bool { left.load(ordering: .acquiring) }

    init(_ script: Script) throws {
        var template = Array("/tmp/avoir-fake-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SocketFailure() }
        directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        port = 5432
        self.script = script
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) {
            $0.copyBytes(from: "\(directory)/.s.PGSQL.5432".utf8)
        }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(listener, 8) == 0 else { throw SocketFailure() }
        // A thread of its own: the tests block theirs.
        var thread = pthread_t()
        let this = Unmanaged.passRetained(self).toOpaque()
        pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let server = Unmanaged<FakeServer>.fromOpaque(argument).takeRetainedValue()
                server.serveOne()
                return nil
            }, this)
        pthread_detach(thread)
    }

    deinit {
        close(listener)
        unlink("\(directory)/.s.PGSQL.5432")
        rmdir(directory)
    }

    private func serveOne() {
        let client = accept(listener, nil, nil)
        defer {
            close(client)
            left.store(true, ordering: .releasing)
        }
        guard readMessage(client, hasType: false) != nil else { return }
        send(client, "R", [0, 0, 0, 3])
        guard let password = readMessage(client, hasType: true)?.dropLast() else { return }
        switch script {
        case .refusingPassword:
            send(
                client, "E",
                fields([("S", "FATAL"), ("C", "28P01")])
                    + Array("Mno such password: ".utf8) + password + [0, 0])
        case .opening(let version):
            open(client, version: version)
        case .leaving:
            open(client, version: "15.0")
            send(client, "C", Array("SET\0".utf8))
            send(client, "Z", Array("I".utf8))
            send(client, "N", fields([("S", "WARNING"), ("C", "57P02"), ("M", "shutting down")]) + [0])
        }
    }

    private func open(_ client: Int32, version: String) {
        send(client, "R", [0, 0, 0, 0])
        send(client, "N", fields([("S", "WARNING"), ("C", "01000"), ("M", "before the session")]) + [0])
        send(client, "S", Array("server_version\0\(version)\0".utf8))
        send(client, "Z", Array("I".utf8))
        _ = readMessage(client, hasType: true)
    }

    private func fields(_ fields: [(String, String)]) -> [UInt8] {
        fields.flatMap { Array("\($0.0)\($0.1)\0".utf8) }
    }

    private func send(_ client: Int32, _ type: String, _ body: [UInt8]) {
        let length = withUnsafeBytes(of: Int32(body.count + 4).bigEndian) { Array($0) }
        let message = Array(type.utf8) + length + body
        _ = Glibc.send(client, message, message.count, Int32(MSG_NOSIGNAL))
    }

    private func readMessage(_ client: Int32, hasType: Bool) -> [UInt8]? {
        guard let header = read(client, hasType ? 5 : 4) else { return nil }
        let length = header.suffix(4).reduce(0) { $0 << 8 | Int($1) }
        return read(client, length - 4)
    }

    private func read(_ client: Int32, _ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var position = 0
        while position < count {
            let got = bytes.withUnsafeMutableBytes {
                recv(client, $0.baseAddress?.advanced(by: position), count - position, 0)
            }
            guard got > 0 else { return nil }
            position += got
        }
        return bytes
    }
}
