import Testing

@testable import Intake

@Suite("The cells of a workbook")
struct CellTests {
    @Test(
        "that are numbers show 15 digits, and what their format makes of them",
        arguments: [
            ("1000.1", "General", "1000.1"), ("0.08500000000000001", "General", "0.085"),
            ("980.005", "#,##0.00 [$€-40C]", "980.005"),
            ("0.30000000000000004", "General", "0.3"), ("1.0000000000000002", "0.00", "1"),
            ("0.99999999999999989", "General", "1"),
            ("123456789012345678", "0", "123456789012346000"), ("8.5000000000000006E-2", "0.0", "0.085"),
            ("1E+3", "General", "1000"),
            ("-0", "General", "0"), ("-12.50", "General", "-12.5"), ("1.5E-7", "General", "0.00000015"),
            ("007", "General", "7"),
            ("0.2", "0%", "20"), ("0.08500000000000001", "0.0%", "8.5"), ("0.2", "0.00%;[Red]-0.00%", "20"),
            ("-0.055", "0%", "-5.5"),
            ("0.2", "0\"%\"", "0.2"), ("0.2", "0\\%", "0.2"), ("0", "0%", "0"), ("1", "0 %", "100"),
            ("1234", "000000", "001234"), ("0", "00", "00"), ("123456", "00000", "123456"),
            ("-7", "000", "-007"), ("1.5", "000", "1.5"),
            ("5", "0", "5"), ("33", "#,##0", "33"), ("46326", "0.00", "46326"), ("1.5", "[h]:mm", "1.5"),
            ("2", "[mm]:ss", "2"),
            ("12", "General\" heures\"", "12"), ("3", "#\" days\"", "3"), ("4", "0.00E+00", "4"),
            ("5", "@", "5"),
            ("1E+400", "General", "1" + String(repeating: "0", count: 400)),
        ])
    func numbers(content: String, format: String, shown: String) {
        let cell = #"<c r="B2" s="1"><v>\#(content)</v></c>"#
        #expect(WorkbookText.shown(cell, formats: [format]) == shown)
    }

    @Test(
        "that are dates show them, as text and as a clock",
        arguments: [
            ("46326", "dd/mm/yyyy", "2026-10-31@1793404800000000"),
            ("46296", "mmmm yyyy", "2026-10-01@1790812800000000"),
            ("46296", "[$-40C]mmmm\\ yyyy;@", "2026-10-01@1790812800000000"),
            ("46326", "yyyy\"-\"mm", "2026-10-31@1793404800000000"),
            ("46329.60555555556", "dd/mm/yyyy hh:mm", "2026-11-03T14:32:00@1793716320000000"),
            ("46329.605555555", "d/m/yy h:mm", "2026-11-03T14:32:00@1793716320000000"),
            ("46329.5000000116", "d/m/yy h:mm:ss", "2026-11-03T12:00:00.001@1793707200001000"),
            ("46329.999999999", "dd/mm/yyyy", "2026-11-04@1793750400000000"),
            ("46329.99999", "dd/mm/yyyy", "2026-11-03T23:59:59.136@1793750399136000"),
            ("4.6326E4", "mmm", "2026-10-31@1793404800000000"), ("1", "yyyy", "1900-01-01@-2208988800000000"),
            ("59", "d/m/yy", "1900-02-28@-2203977600000000"),
            ("61", "d/m/yy", "1900-03-01@-2203891200000000"),
            ("2958465", "d/m/yy", "9999-12-31@253402214400000000"), ("0.5", "h:mm", "12:00:00"),
            ("0.5", "d/m/yy h:mm", "12:00:00"),
            ("0.75", "h:mm AM/PM", "18:00:00"), ("0", "hh:mm:ss", "00:00:00"),
            ("46329.25", "hh:mm", "2026-11-03T06:00:00@1793685600000000"),
        ])
    func dates(content: String, format: String, shown: String) {
        let cell = #"<c r="B2" s="1"><v>\#(content)</v></c>"#
        #expect(WorkbookText.shown(cell, formats: [format]) == shown)
    }

    @Test("count days from 1904 where the workbook says so")
    func from1904() {
        let cell = { (number: String) in #"<c r="B2" s="1"><v>\#(number)</v></c>"# }
        #expect(
            WorkbookText.shown(cell("44864"), formats: ["d/m/yy"], isFrom1904: true)
                == "2026-10-31@1793404800000000")
        #expect(
            WorkbookText.shown(cell("0"), formats: ["d/m/yy"], isFrom1904: true)
                == "1904-01-01@-2082844800000000")
        #expect(WorkbookText.shown(cell("0.5"), formats: ["h:mm"], isFrom1904: true) == "12:00:00")
        #expect(
            WorkbookText.shown(cell("60"), formats: ["d/m/yy"], isFrom1904: true)
                == "1904-03-01@-2077660800000000")
    }

    @Test(
        "may hold ISO dates",
        arguments: [
            ("2026-10-31", "2026-10-31@1793404800000000"),
            ("2026-10-31T14:32:00", "2026-10-31T14:32:00@1793457120000000"),
            ("2026-10-31T14:32", "2026-10-31T14:32:00@1793457120000000"),
            ("2026-10-31T14:32:00.5Z", "2026-10-31T14:32:00.500@1793457120500000"),
            ("14:32:07", "14:32:07"), ("T14:32:07.1239", "14:32:07.123"),
            ("2026-02-29", "2: refused b: is a day that does not exist (2026-02-29)"),
            (
                "31/10/2026",
                "2: refused b: is no date; a cell of that type holds one such as 2026-10-31T14:32:00 (31/10/2026)"
            ),
            (
                "2026-10-31T25:00:00",
                "2: refused b: is no date; a cell of that type holds one such as 2026-10-31T14:32:00 (2026-10-31T25:00:00)"
            ),
            (
                "2026-10-31T14:32:00x",
                "2: refused b: is no date; a cell of that type holds one such as 2026-10-31T14:32:00 (2026-10-31T14:32:00x)"
            ),
        ])
    func isoDates(content: String, shown: String) {
        #expect(WorkbookText.shown(#"<c r="B2" t="d"><v>\#(content)</v></c>"#) == shown)
    }

    @Test(
        "that are texts show them without blanks around, in runs or shared, and without how they are read aloud",
        arguments: [
            (#"<c r="B2" t="s"><v>0</v></c>"#, "appel urgent"), (#"<c r="B2" t="s"><v>1</v></c>"#, "CC-1012"),
            (#"<c r="B2" t="s"><v>2</v></c>"#, "東京"), (#"<c r="B2" t="s"><v>3</v></c>"#, "a\r\nb_x_"),
            (#"<c r="B2" t="s"><v>4</v></c>"#, ""),
            (#"<c r="B2" t="s"/>"#, ""),
            (
                #"<c r="B2" t="inlineStr"><is><r><t>a </t></r><r><rPr><b/></rPr><t>b&amp;&#233;</t></r></is></c>"#,
                "a b&é"
            ),
            (#"<c r="B2" t="str"><f>A1&amp;"x"</f><v> y </v></c>"#, "y"),
            (#"<c r="B2" t="str"><f>""</f><v></v></c>"#, ""),
            (#"<c r="B2" t="inlineStr"><is><t><![CDATA[<a&b>]]></t></is></c>"#, "<a&b>"),
            (#"<c r="B2"/>"#, ""), (#"<c r="B2"><v/></c>"#, ""),
        ])
    func texts(cell: String, shown: String) {
        let texts = [
            #"<r><t xml:space="preserve">appel </t></r><r><rPr><b/></rPr><t>urgent</t></r>"#,
            "<t xml:space=\"preserve\">\u{A0}CC-1012 \n</t>",
            "<t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/>",
            "<t>a_x000D_\nb_x005F_x_</t>", "<t>  </t>",
        ]
        #expect(WorkbookText.shown(cell, texts: texts) == shown)
    }

    @Test("that are truth values show them")
    func booleans() {
        #expect(WorkbookText.shown(#"<c r="B2" t="b"><v>1</v></c>"#) == "true")
        #expect(WorkbookText.shown(#"<c r="B2" t="b"><f>TRUE()</f><v>0</v></c>"#) == "false")
    }

    @Test(
        "that show nothing that has one meaning refuse their row",
        arguments: [
            (#"<c r="B2" t="e"><v>#N/A</v></c>"#, "holds an error; correct it in the workbook (#N/A)"),
            (
                #"<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>"#,
                "holds an error; correct it in the workbook (#DIV/0!)"
            ),
            (
                #"<c r="B2"><f>SUM(A1:A2)</f></c>"#,
                "is a formula without a saved value; open the workbook, let it calculate, and save it"
            ),
            (
                #"<c r="B2"><f>A1</f><v></v></c>"#,
                "is a formula without a saved value; open the workbook, let it calculate, and save it"
            ),
            (
                #"<c r="B2" t="str"><f>A1</f></c>"#,
                "is a formula without a saved value; open the workbook, let it calculate, and save it"
            ),
            (#"<c r="B2" t="s"><v>7</v></c>"#, "refers to a text that the workbook does not have"),
            (#"<c r="B2" t="s"><v>-1</v></c>"#, "refers to a text that the workbook does not have"),
            (#"<c r="B2"><v>1,5</v></c>"#, "is no number (1,5)"),
            (#"<c r="B2"><v>NaN</v></c>"#, "is no number (NaN)"),
            (#"<c r="B2"><v>1e401</v></c>"#, "is no number (1e401)"),
            (#"<c r="B2"><v>.</v></c>"#, "is no number (.)"),
            (#"<c r="B2"><v>0x1F</v></c>"#, "is no number (0x1F)"),
            (#"<c r="B2" t="b"><v>2</v></c>"#, "is neither true nor false (2)"),
            (#"<c r="B2" s="1"><v>60</v></c>"#, "is the day 1900-02-29, which did not exist (60)"),
            (#"<c r="B2" s="1"><v>-1</v></c>"#, "is shown as a date, but its number is none (-1)"),
            (#"<c r="B2" s="1"><v>2958466</v></c>"#, "is shown as a date, but its number is none (2958466)"),
            (#"<c r="B2" s="1"><v>1E+300</v></c>"#, "is shown as a date, but its number is none (1E+300)"),
        ])
    func refused(cell: String, reason: String) {
        #expect(WorkbookText.shown(cell, formats: ["dd/mm/yyyy"]) == "2: refused b: \(reason)")
    }

    @Test(
        "have the formats that every workbook has",
        arguments: [
            (0, NumberFormat.plain), (1, .plain), (4, .plain), (9, .percent), (10, .percent), (11, .plain),
            (13, .plain), (14, .date), (17, .date),
            (18, .time), (21, .time), (22, .date), (27, .date), (32, .time), (36, .date), (37, .plain),
            (45, .time), (46, .plain), (47, .time),
            (48, .plain), (49, .plain), (50, .date), (58, .date), (59, .plain), (67, .percent), (71, .date),
            (79, .time), (81, .time), (164, .plain),
        ])
    func builtIn(id: Int, format: NumberFormat) {
        #expect(NumberFormat(builtIn: id) == format)
    }

    @Test(
        "have formats of their own, of which the part for numbers above zero counts",
        arguments: [
            ("dd/mm/yyyy", NumberFormat.date), ("mm/yy", .date), ("d", .date), ("mmm", .date),
            ("yyyy\\-mm", .date), ("h:mm", .time), ("mm:ss", .time),
            ("m/d/yy h:mm", .date), ("[$-F400]h:mm:ss\\ AM/PM", .time), ("[Red]0%", .percent),
            ("0.00;0%", .plain), ("000", .zeros(3)), ("0", .plain),
            ("00\\ 00", .plain), ("#,##0.00\\ \"dh\"", .plain), ("\"day\" 0", .plain),
            ("_-* #,##0.00_-", .plain), ("General", .plain),
            ("GENERAL", .plain), ("[>=100]000;00", .zeros(3)), ("[hh]:mm:ss", .plain), ("[ss]", .plain),
            ("@", .plain), ("", .plain), ("\"", .plain),
            ("[", .plain), ("\\", .plain), ("0.0\\d", .plain), ("A/P h", .time),
            ("[$-40C]d\\ mmmm\\ yyyy;@", .date), ("dddd", .date), ("0_d", .plain),
        ])
    func codes(code: String, format: NumberFormat) {
        #expect(NumberFormat(code: code) == format)
    }
}
