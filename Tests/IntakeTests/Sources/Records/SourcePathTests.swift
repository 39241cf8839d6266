import Testing

@testable import Intake

@Suite("Paths")
struct SourcePathTests {
    private func name(_ text: String) -> SourceStep { .name(Array(text.utf8)) }

    @Test("of JSON are names, elements, chosen elements and climbs")
    func json() throws {
        #expect(try SourcePath.json("id").steps == [name("id")])
        #expect(try SourcePath.json("hosts.host").steps == [name("hosts"), name("host")])
        #expect(try SourcePath.json("[2]").steps == [.element(2)])
        #expect(try SourcePath.json("[2][1].a").steps == [.element(2), .element(1), name("a")])
        #expect(try SourcePath.json("values[2]").steps == [name("values"), .element(2)])
        #expect(
            try SourcePath.json("tags[tag=subscription].value").steps
                == [name("tags"), .elements(name: Array("tag".utf8), text: "subscription"), name("value")])
        #expect(
            try SourcePath.json(#"t["a.b"="x]y"].v"#).steps
                == [name("t"), .elements(name: Array("a.b".utf8), text: "x]y"), name("v")])
        #expect(
            try SourcePath.json(#"labels."app.kubernetes.io/name""#).steps == [
                name("labels"), name("app.kubernetes.io/name"),
            ])
        #expect(try SourcePath.json(#""a""b""#).steps == [name("a\"b")])
        #expect(
            try SourcePath.json("Date de fin.@type:x_1-é").steps == [
                name("Date de fin"), name("@type:x_1-é"),
            ])
        let climbing = try SourcePath.json("^.^.page[1].id")
        #expect(climbing.climbs == 2)
        #expect(climbing.steps == [name("page"), .element(1), name("id")])
        #expect(try SourcePath.json("^[2]").steps == [.element(2)])
        #expect(
            try SourcePath.json("t[tag=]").steps == [name("t"), .elements(name: Array("tag".utf8), text: "")])
    }

    @Test(
        "that are none are refused with the place and the reason",
        arguments: [
            ("", "has no name at character 1"),
            ("a.", "has no name at character 3"),
            (".a", "has a character that a name has only in quotation marks (\"…\") at character 1"),
            ("a..b", "has a character that a name has only in quotation marks (\"…\") at character 3"),
            ("a/b", "has a character that a name has only in quotation marks (\"…\") at character 2"),
            ("a[", "has no name at character 3"),
            ("a[]", "has a character that a name has only in quotation marks (\"…\") at character 3"),
            ("a[0]", "counts elements from 1 at character 3"),
            ("a[99999999999999999999]", "counts elements from 1 at character 3"),
            ("a[b]", "needs '=' or a number in brackets at character 4"),
            ("a[b=c", "needs ']' at character 6"),
            ("a[2", "needs '=' or a number in brackets at character 4"),
            ("\"a", "opens a quotation mark that is not closed at character 1"),
            ("^", "climbs to a whole record; name a value in it at character 2"),
            ("^a", "needs '.' after ^ at character 2"),
            ("a.^.b", "has ^ after a name; it climbs only at the beginning at character 3"),
            ("a.*", "has *, which only each may have; a name goes through arrays by itself at character 3"),
            (" a", "has blanks around a name; put it in quotation marks to keep them at character 1"),
            ("a .b", "has blanks around a name; put it in quotation marks to keep them at character 1"),
        ])
    func refused(text: String, reason: String) {
        #expect {
            _ = try SourcePath.json(text)
        } throws: { ($0 as? SourcePathError)?.description == reason }
    }

    @Test("of each have names, elements and *")
    func each() throws {
        #expect(try SourceEach("*").steps == [nil])
        #expect(try SourceEach("a.*.b[2].*").steps == [name("a"), nil, name("b"), .element(2), nil])
        #expect(try SourceEach("*.events.*").stars == 2)
        #expect(
            try SourceEach("data.result.*.metric").steps == [
                name("data"), name("result"), nil, name("metric"),
            ])
    }

    @Test(
        "of each that are none are refused",
        arguments: [
            ("a.b", "needs a * for the array whose elements are the records at character 4"),
            ("^.*", "has ^, which each does not know at character 1"),
            ("a.**", "has a character that a name has only in quotation marks (\"…\") at character 4"),
            ("a[b=c].*", "chooses elements by their content; that is what where is for at character 1"),
            ("", "has no name at character 1"),
        ])
    func refusedEach(text: String, reason: String) {
        #expect {
            _ = try SourceEach(text)
        } throws: { ($0 as? SourcePathError)?.description == reason }
    }

    @Test(
        "of columns are compared without regard to case, accents and blanks",
        arguments: [
            ("Date d'ouverture", "DATE  D'OUVERTURE"), ("Demandé le", " demande le "),
            ("Émise\nle", "emise le"),
            ("N° facture", "n°\u{A0}FACTURE"), ("Été", "E\u{301}te\u{301}"), ("\u{FEFF}ID", "id"),
            ("Prénom", "PRE\u{301}NOM"), ("Ñandú", "nandu"), ("Straße", "straße"), ("a_b-c", "A_B-C"),
        ])
    func columns(one: String, other: String) {
        #expect(SourcePath.column(one) == SourcePath.column(other))
        #expect(SourcePath.column(one).hashValue == SourcePath.column(other).hashValue)
    }

    @Test(
        "of other columns differ",
        arguments: [
            ("a b", "ab"), ("Montant HT", "Montant TTC"), ("N°", "N"), ("a'b", "a’b"), ("œ", "o"),
            ("ß", "ss"),
        ])
    func otherColumns(one: String, other: String) {
        #expect(SourcePath.column(one) != SourcePath.column(other))
    }
}
