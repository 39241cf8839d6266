import Intake
import Testing

/// Which forms a profile may list. Source: docs/reference/sources.md "Times".
@Suite struct FormFileTests {
    private static let sound = "read: { format: csv }\nid: id\nstart: from\nobject: host"

    @Test(arguments: [
        (["dd-MM-yyyy HH:mm", "MM-dd-yyyy HH:mm"], true), (["dd/MM/yyyy", "MM/dd/yyyy"], true),
        (["d/M/yy", "M/d/yy"], true),
        (["yy-MM-dd", "dd-MM-yy"], true), (["epoch s", "epoch ms"], true), (["epoch s", "yyyyMMdd"], true),
        (["rfc3339", "yyyy-dd-MM HH:mm"], true),
        (["d/M/yyyy[ HH:mm]", "M/d/yyyy HH:mm"], true), (["d/M/yyyy h:mm a", "M/d/yyyy h:mm a"], true),
        (["HH:mm dd.MM.yyyy", "mm:HH dd.MM.yyyy"], true),
        (["yyyy-MM-dd HH:mm[:ss]", "dd-MM-yyyy HH:mm[:ss]"], false),
        (["rfc3339", "epoch ms", "d/M/yyyy HH:mm"], false), (["rfc3339", "yyyy-MM-dd HH:mm"], false),
        (["d/M/yyyy", "dd/MM/yyyy"], false), (["yyyyMMddHHmmss", "epoch s"], false),
        (["d MMM yyyy", "d MMMM yyyy"], false), (["d/M/yyyy HH:mm", "d/M/yyyy h:mm a"], false),
    ])
    func twoFormsThatReadOneTextAsTwoTimesAreRefused(forms: [String], isRefused: Bool) {
        let list = forms.map { "\"\($0)\"" }.joined(separator: ", ")
        let found = problems(in: Self.sound + "\ntime: [\(list)]")
        #expect(found.count == (isRefused ? 1 : 0))
        #expect(
            !isRefused
                || found[0].contains(
                    "has two forms that read one text as two times: \(forms[0]) and \(forms[1]) (")
        )
    }

    @Test(arguments: [
        ("HH:mm", "names no year or no month; it needs yyyy or yy, and M, MM, MMM or MMMM"),
        ("MM/yyyy", "names no day; it needs d or dd"),
        ("dd/MM/yyyy hh:mm", "needs H for the hours of the day, or h together with a (AM, PM)"),
        ("dd/MM/yyyy HH:mm a", "needs H for the hours of the day, or h together with a (AM, PM)"),
        ("dd/MM/yyyy mm", "has a smaller part of a time without the greater one"),
        ("dd/MM/yyyy dd", "names the same part of a time twice"),
        (
            "dd/MM/yyyy HH:nn",
            "has nn, which stands for nothing; the letters are yyyy yy M MM MMM MMMM d dd EEE H HH h hh a mm ss SSS XXX, and text goes into '…'"
        ),
        ("dMyyyy", "has digits of any number directly before others; where one ends cannot be told"),
        ("dd/MM/yyyy[ HH:mm", "opens an optional part that is not closed with ]"),
        ("dd/MM/yyyy HH:mm]", "has ] without [; text goes into '…'"),
        ("dd/MM/yyyy []", "has an optional part with nothing in it"),
        ("dd/MM/yyyy 'at", "opens a text with ' that is not closed"),
        ("[dd/MM/]yyyy", "names no year or no month; it needs yyyy or yy, and M, MM, MMM or MMMM"),
    ])
    func aPatternThatLeavesSomethingOpenIsRefused(form: String, problem: String) {
        #expect(
            problems(in: Self.sound + "\ntime: \"\(form)\"") == [
                "p.yaml:8: outages.time: \(problem) (\(form))"
            ])
    }
}
