import EmbeddedPostgres
import Testing

@Suite("The home folder of the embedded PostgreSQL")
struct EmbeddedHomeTests {
    @Test(
        "the home folder follows AVOIR_HOME, XDG_DATA_HOME, HOME",
        arguments: [
            (["AVOIR_HOME": "/a//b/./c/", "HOME": "/h"], "/a/b/c"),
            (["AVOIR_HOME": "", "XDG_DATA_HOME": "/x", "HOME": "/h"], "/x/avoir"),
            (["XDG_DATA_HOME": "relative", "HOME": "/h"], "/h/.local/share/avoir"),
            (["HOME": "/h"], "/h/.local/share/avoir"),
        ])
    func home(environment: [String: String], expected: String) throws {
        #expect(try EmbeddedServer.home(in: environment) == expected)
    }

    @Test("without HOME the account's own home folder counts")
    func homeOfTheAccount() throws {
        let account = try Account.current()
        #expect(try EmbeddedServer.home(in: [:]) == "\(account.homeFolder)/.local/share/avoir")
    }
}
