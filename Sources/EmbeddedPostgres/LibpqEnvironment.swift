import Glibc

/// libpq's environment variables, which must not alter a connection to the embedded database.
package enum LibpqEnvironment {
    /// Removes every `PG*` variable from this process.
    ///
    /// To be called before the first connection and before other threads: the C library's environment is not
    /// guarded.
    package static func clear() {
        var names: [String] = []
        var entry = environ
        while let text = entry.pointee {
            let name = String(cString: text).prefix { $0 != "=" }
            if name.hasPrefix("PG") { names.append(String(name)) }
            entry += 1
        }
        for name in names { unsetenv(name) }
    }
}
