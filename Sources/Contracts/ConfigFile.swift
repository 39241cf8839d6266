package import StrictYAML

/// What the file of `--config` sets; each may be left out. Source: docs/guide/operations.md "Variables".
package struct ConfigFile: Equatable, Sendable {
    /// A PostgreSQL URL; it may hold a password and is never shown.
    package var database: String?
    /// Where the embedded database lives.
    package var home: String?
    /// Where `avoir run` writes.
    package var output: String?
    /// What `avoir run` exports, in this order.
    package var formats: [String]?
    /// The language of what people read: `fr` or `en`.
    package var lang: String?

    package init(
        database: String? = nil, home: String? = nil, output: String? = nil, formats: [String]? = nil,
        lang: String? = nil
    ) {
        self.database = database
        self.home = home
        self.output = output
        self.formats = formats
        self.lang = lang
    }

    /// An empty file sets nothing. `knownFormats` are the names that `formats` may list.
    package static func parse(
        bytes: [UInt8], file: String, knownFormats: [String]
    ) throws(StrictYAMLErrors) -> ConfigFile {
        let log = YAMLProblemLog()
        let keys = ["database", "home", "output", "formats", "lang"]
        var config = ConfigFile()
        if let root = YAMLFile.root(bytes: bytes, keys: keys, log: log, allowsEmpty: true) {
            config.database = root.optional("database")?.text(longest: 2000, isSecret: true)
            config.home = root.optional("home")?.text(longest: 4000)
            config.output = root.optional("output")?.text(longest: 4000)
            config.formats = root.optional("formats")?.choices(of: knownFormats)
            config.lang = root.optional("lang")?.choice(of: ["fr", "en"])
        }
        return try log.finish(config, file: file)
    }
}
