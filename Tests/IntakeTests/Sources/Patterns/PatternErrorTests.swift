import Intake
import Testing

@Suite("What is no pattern")
struct PatternErrorTests {
    @Test(
        "is refused with the place and the reason",
        arguments: [
            ("", "is empty"),
            (String(repeating: "a", count: 501), "has 501 characters; at most 500 are allowed"),
            ("a(b", "opens a group that is not closed, at character 2"),
            ("a)b", "closes a group that is not open, at character 2"),
            ("a[bc", "opens a class with [ that is not closed, at character 2"),
            ("a[", "opens a class with [ that is not closed, at character 2"),
            ("[b-a]", "has a range in a class that does not go up, at character 2"),
            (#"[a-\d]"#, "has a range in a class that does not go up, at character 2"),
            ("[[:alpha:]]", "has a class within a class, which patterns do not know, at character 2"),
            (#"[\b]"#, "has a place in a class; only characters stand there, at character 2"),
            ("*a", "has nothing before * that could be repeated, at character 1"),
            ("a|+", "has nothing before + that could be repeated, at character 3"),
            ("(?:?)", "has nothing before ? that could be repeated, at character 4"),
            ("{2}", #"has { that repeats nothing; write \{ for the character itself, at character 1"#),
            (
                "a{x}",
                #"has { that is no {3}, {3,} or {3,5}; write \{ for the character itself, at character 2"#
            ),
            (
                "a{,3}",
                #"has { that is no {3}, {3,} or {3,5}; write \{ for the character itself, at character 2"#
            ),
            (
                "a{1",
                #"has { that is no {3}, {3,} or {3,5}; write \{ for the character itself, at character 2"#
            ),
            ("ab{101}", "repeats more than 100 times, at character 3"),
            ("a{1,101}", "repeats more than 100 times, at character 2"),
            (
                "a{99999999999}",
                #"has { that is no {3}, {3,} or {3,5}; write \{ for the character itself, at character 2"#
            ),
            ("a{3,2}", "repeats at least 3 but at most 2 times, at character 2"),
            ("a**", "repeats a repetition; put it in a group, as in (?:a+)*, at character 3"),
            ("a+?+", "repeats a repetition; put it in a group, as in (?:a+)*, at character 4"),
            ("a++", "repeats a repetition; put it in a group, as in (?:a+)*, at character 3"),
            ("^*", "repeats a place; only characters are repeated, at character 1"),
            (#"a\b+"#, "repeats a place; only characters are repeated, at character 2"),
            ("a\\", "ends with a backslash; write it twice for the character itself, at character 2"),
            (#"(a)\1"#, "refers back to a group, which patterns do not, at character 4"),
            (#"(?<n>a)\k<n>"#, "refers back to a group, which patterns do not, at character 8"),
            (#"\q"#, #"has \q, which means nothing, at character 1"#),
            (#"\é"#, #"has \é, which means nothing, at character 1"#),
            ("(?=a)", "looks ahead, which patterns do not, at character 1"),
            ("(?!a)", "looks ahead, which patterns do not, at character 1"),
            ("b(?<=a)", "looks behind, which patterns do not, at character 2"),
            ("b(?<!a)", "looks behind, which patterns do not, at character 2"),
            ("(?P<n>a)", "has a group with P; write (?<name>…), at character 1"),
            (
                "(?i)a",
                "has a group of an unknown kind; there are (…), (?:…) and (?<name>…), and a letter of either case is [Aa], "
                    + "at character 1"
            ),
            (
                "(?<>a)",
                "has a group without a name of letters, digits and _, as in (?<name>…), at character 1"
            ),
            (
                "(?<1>a)",
                "has a group without a name of letters, digits and _, as in (?<name>…), at character 1"
            ),
            (
                "(?<a b>a)",
                "has a group without a name of letters, digits and _, as in (?<name>…), at character 1"
            ),
            ("(?<a>x)(?<a>y)", "has two groups named a, at character 8"),
            (
                "(?:a{100}){100}",
                "is too large: its repetitions multiply; use fewer of them within each other"
            ),
            (
                "(?:(?:(?:(?:a{100}){100}){100}){100}){100}",
                "is too large: its repetitions multiply; use fewer of them within each other"
            ),
        ])
    func reasons(pattern: String, reason: String) {
        #expect {
            _ = try Pattern(pattern)
        } throws: { error in
            (error as? PatternError)?.description == reason
        }
    }
}
