import Testing

@testable import Contracts

@Suite struct TermsTextsTests {
    static let wrong: [WrongTerms] = [
        WrongTerms(
            "id: sample", "id: \"a b\"",
            "t:1: id: may contain only letters without accents, digits, '.', '_' and '-' (a b)"),
        WrongTerms(
            "id: sample", "id: contrôle",
            "t:1: id: may contain only letters without accents, digits, '.', '_' and '-' (contrôle)"),
        WrongTerms(
            "id: sample",
            "id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "t:1: id: is longer than 100 characters (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…)"
        ),
        WrongTerms(
            "id: sample", "id: 2025",
            "t:1: id: must be in quotes: without them, YAML readers take it for a number, which may lose its zeros (2025)"
        ),
        WrongTerms(
            "version: \"1\"", "version: 2025.10",
            "t:2: version: must be in quotes: without them, YAML readers take it for a number, which may lose its zeros (2025.10)"
        ),
        WrongTerms(
            "version: \"1\"", "version: 0411",
            "t:2: version: must be in quotes: without them, YAML readers take it for a number, which may lose its zeros (0411)"
        ),
        WrongTerms(
            "version: \"1\"", "version: 2025-03-01",
            "t:2: version: must be in quotes: without them, YAML readers take it for a date (2025-03-01)"),
        WrongTerms(
            "version: \"1\"", "version: 1:30",
            "t:2: version: must be in quotes: without them, YAML readers take it for a base-60 number (1:30)"
        ),
        WrongTerms(
            "version: \"1\"", "version: no",
            "t:2: version: must be in quotes: without them, YAML readers take it for true or false (no)"),
        WrongTerms(
            "version: \"1\"", "version: \"\"",
            "t:2: version: is empty"),
        WrongTerms(
            "version: \"1\"", "version: \"vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv\"",
            "t:2: version: is longer than 50 characters (vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv)"
        ),
        WrongTerms(
            "title: Sample", "title: \" Sample\"",
            "t:3: title: begins or ends with a space ( Sample)"),
        WrongTerms(
            "title: Sample", "title: \"a\\nb\"",
            "t:3: title: contains a line break (a\\nb)"),
        WrongTerms(
            "title: Sample", "title: \"a\\e[31mb\"",
            "t:3: title: contains a control character (a\\u{1B}[31mb)"),
        WrongTerms(
            "title: Sample", "title: NO",
            "t:3: title: must be in quotes: without them, YAML readers take it for true or false (NO)"),
        WrongTerms(
            "2025-03-01", "2025-3-1",
            "t:5: effective_from: must be a date from 1900 to 2199, written like 2025-03-01 (2025-3-1)"
        ),
        WrongTerms(
            "2025-03-01", "2025-02-29",
            "t:5: effective_from: must be a date from 1900 to 2199, written like 2025-03-01 (2025-02-29)"
        ),
        WrongTerms(
            "2025-03-01", "1899-12-31",
            "t:5: effective_from: must be a date from 1900 to 2199, written like 2025-03-01 (1899-12-31)"
        ),
        WrongTerms(
            "2025-03-01", "2200-01-01",
            "t:5: effective_from: must be a date from 1900 to 2199, written like 2025-03-01 (2200-01-01)"
        ),
        WrongTerms(
            "2025-03-01", "2025-03-01T00:00:00Z",
            "t:5: effective_from: must be a date from 1900 to 2199, written like 2025-03-01 (2025-03-01T00:00:00Z)"
        ),
        WrongTerms(
            "Europe/Paris", "Europe/Pari",
            "t:6: time_zone: is not a known time zone; IANA names look like Europe/Paris (Europe/Pari)"),
    ]

    @Test("a text or date that could be misread is refused with its reason", arguments: wrong)
    func refusal(wrong: WrongTerms) {
        #expect(TermsSample.problems(TermsSample.replacing(wrong.part, by: wrong.other)) == wrong.problems)
    }
}
