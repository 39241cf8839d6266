import StrictYAML
import Testing

@testable import Contracts

@Suite struct ConfigFileTests {
    private func parse(_ text: String) throws(StrictYAMLErrors) -> ConfigFile {
        try ConfigFile.parse(bytes: Array(text.utf8), file: "c", knownFormats: ["json", "ubl", "pdf"])
    }

    private func problems(_ text: String) -> String {
        do throws(StrictYAMLErrors) {
            _ = try parse(text)
            return ""
        } catch {
            return error.description
        }
    }

    @Test("every key sets what it names")
    func whole() throws {
        let config = try parse(
            """
            database: postgresql://finance@db.example/avoir
            home: /var/lib/avoir
            output: /srv/avoir
            formats: [pdf, json]
            lang: fr
            """)
        let expected = ConfigFile(
            database: "postgresql://finance@db.example/avoir", home: "/var/lib/avoir", output: "/srv/avoir",
            formats: ["pdf", "json"], lang: "fr")
        #expect(config == expected)
    }

    @Test("a file that sets nothing is right", arguments: ["", "# nothing yet\n", "{}\n"])
    func empty(text: String) throws {
        #expect(try parse(text) == ConfigFile())
    }

    @Test(
        "a wrong file is refused with its line, its path and the reason, never with the database URL",
        arguments: [
            ("databse: x\n", "c:1: databse: unknown key; did you mean database?"),
            ("home:\n", "c:1: home: has no value"),
            (
                "home: /a\noutput: 12\n",
                "c:2: output: must be in quotes: without them, YAML readers take it for a number, which may lose its zeros (12)"
            ),
            ("formats: json\n", "c:1: formats: must be a list, not text (json)"),
            ("formats: [json, jsn]\n", "c:1: formats[2]: is unknown; did you mean json? (jsn)"),
            ("formats: [json, json]\n", "c:1: formats[2]: appears twice in the list, first on line 1 (json)"),
            ("database: \"postgresql://u:secret@h/db \"\n", "c:1: database: begins or ends with a space"),
            ("lang: deutsch\n", "c:1: lang: must be one of fr, en (deutsch)"),
            ("- home\n", "c:1: must be a mapping (key: value), not a list"),
        ])
    func wrong(text: String, problem: String) {
        #expect(problems(text) == problem)
    }
}
