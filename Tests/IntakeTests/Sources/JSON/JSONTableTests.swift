import Intake
import Sense
import Testing

@Suite("A JSON table")
struct JSONTableTests {
    private func format(_ paths: [String] = ["a", "b", "g", "g[2]"], outermost: Bool = false) throws
        -> SourceFormat
    {
        try .json(.json(isTable: true), paths, outermost: outermost)
    }

    @Test("names its columns in its first array")
    func rows() throws {
        let text = """
            [["a", "x", "b", "g"],
             [1, 2, "", ["u", "v"]],
             ["é", null, false, []]
            ]
            """
        #expect(items(try format(), text) == ["2: a=1 g=u|v g[2]=v", "3: a=é b=false"])
        #expect(items(try format(outermost: true), "[[\"a\"],[1]]") == ["1: outermost ", "1: a=1"])
        #expect(SourceReading(try format(), Array(text.utf8)).headings == ["a", "b", "g", "g[2]"])
        #expect(items(try format(), "[[\"a\"]]") == [])
        #expect(items(try format(["a"]), "[[\"a\",\"a\"],[1,2]]") == ["1: a=1|2"])
    }

    @Test("refuses rows of another length, and what is no row")
    func faults() throws {
        #expect(
            items(try format(), "[[\"a\",\"b\"],\n[1],\n[1,2,3],\n{\"a\":1},\n[1,2}],\n[3,4]]") == [
                "2: refused has 1 values, but the header has 2",
                "3: refused has 3 values, but the header has 2",
                "4: refused is no array; each row of a table is one",
                "5: refused needs ',' or ']'",
                "6: a=3 b=4",
            ])
    }

    @Test(
        "is refused where it is none",
        arguments: [
            (
                "{}",
                "1: is no table: it must be an array of arrays, of which the first holds the names of the columns"
            ),
            (
                "[]",
                "1: is no table: it must be an array of arrays, of which the first holds the names of the columns"
            ),
            (
                "[{}]",
                "1: is no table: it must be an array of arrays, of which the first holds the names of the columns"
            ),
            ("[[1]]", "1: has a first array that holds something else than names"),
            ("[[\"c\"]]", "1: has none of the names that the profile reads (a, b, g, g[2])"),
            ("", "is empty; JSON has at least [] or {}"),
            ("[[\"a\"]", "1: ends within its JSON document: the file was cut off; export it again"),
            ("[[\"a\"] [1]]", "1: is no JSON from here on: it needs ',' between two rows"),
            ("[[\"a\"],]", "1: is no JSON from here on: it has a ',' with nothing after it"),
            ("[[\"a\"]]x", "1: is no JSON from here on: it goes on after its document"),
        ])
    func refused(text: String, reason: String) throws {
        #expect(items(try format(), text) == ["refused: \(reason)"])
    }
}
