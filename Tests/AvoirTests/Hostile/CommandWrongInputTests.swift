import TestSupport
import Testing

@Suite("Input that is wrong")
struct CommandWrongInputTests {
    /// A file whose every row is good or named: what is said of it, and what is stored of it.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var kind = "outages"
        let bytes: [UInt8]
        var options: [String] = []
        /// One line of standard error each, after `input:`.
        let complaints: [String]
        /// The line on standard output, after `input: `.
        let result: String

        init(
            _ name: String, kind: String = "outages", _ text: String, _ options: [String] = [],
            complaints: [String], result: String
        ) {
            self.init(name, kind: kind, Array(text.utf8), options, complaints: complaints, result: result)
        }

        init(
            _ name: String, kind: String = "outages", _ bytes: [UInt8], _ options: [String] = [],
            complaints: [String], result: String
        ) {
            testDescription = name
            self.kind = kind
            self.bytes = bytes
            self.options = options
            self.complaints = complaints
            self.result = result
        }
    }

    static let header = "source,id,subscription,started_at,ended_at\n"
    private static let noOffset =
        "has no UTC offset; write 2026-10-05T09:12:00+02:00, or import with --time-zone Europe/Paris"

    /// The file as a whole is no file of outages.
    static let refused = [
        Case(
            "an empty file", "", complaints: [" is empty; a file without rows still names its columns"],
            result: "nothing stored"),
        Case(
            "a byte order mark and nothing else", [0xEF, 0xBB, 0xBF],
            complaints: [" is empty; a file without rows still names its columns"], result: "nothing stored"),
        Case(
            "a missing column", "source,id,subscription\nnoc,1,CC-1001\n",
            complaints: ["1: lacks the required column started_at"], result: "nothing stored"),
        Case(
            "an unknown column", "source,id,subscription,started_at,end_at\n",
            complaints: [
                "1: end_at: is not a column of outages; did you mean ended_at?"
            ], result: "nothing stored"),
        Case(
            "a column whose name would steer a terminal", "source,id,subscription,started_at,\u{1B}[2j\n",
            complaints: ["1: \\u{1B}[2j: is not a column of outages"], result: "nothing stored"),
        Case(
            "a column that is named twice", "source,id,subscription,started_at,id\n",
            complaints: ["1: id: "], result: "nothing stored"),
        Case(
            "UTF-16, as some spreadsheets save it", [0xFF, 0xFE] + header.utf8.flatMap { [$0, 0] },
            complaints: ["UTF-16"], result: "nothing stored"),
        Case(
            "a spreadsheet", "PK\u{3}\u{4}xl/workbook.xml", complaints: [" is a "], result: "nothing stored"),
    ]

    /// Rows of it are refused, the others stored.
    static let partly = [
        Case(
            "an instant without a zone", header + "noc,1,CC-1001,2026-11-05T10:00:00,\n",
            complaints: ["2: started_at: \(noOffset) (2026-11-05T10:00:00)"],
            result: "outages: 0 inserted, 0 updated, 0 unchanged, 1 rejected"),
        Case(
            "hours that the clocks skip and repeat",
            header + "noc,1,CC-1001,2026-03-29T02:30:00,2026-03-29T03:00:00\n"
                + "noc,2,CC-1001,2026-10-25T02:30:00,\nnoc,3,CC-1001,2026-10-25T03:00:00,\n",
            ["--time-zone", "Europe/Paris"],
            complaints: [
                "2: started_at: does not exist in Europe/Paris: the clocks went forward over it that day"
                    + " (2026-03-29T02:30:00)",
                "3: started_at: happens twice in Europe/Paris, where the clocks went back that day; write "
                    + "2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00 (2026-10-25T02:30:00)",
            ], result: "outages: 1 inserted, 0 updated, 0 unchanged, 2 rejected"),
        Case(
            "an end before its start",
            header + "noc,1,CC-1001,2026-11-05T10:00:00Z,2026-11-05T10:59:59.999999+01:00\n"
                + "noc,2,CC-1001,2026-11-05T10:00:00Z,2026-11-05T11:00:00+01:00\n",
            complaints: ["2: ended_at: is before started_at (2026-11-05T10:59:59.999999+01:00)"],
            result: "outages: 1 inserted, 0 updated, 0 unchanged, 1 rejected"),
        Case(
            "an unknown subscription", header + "noc,1,CC-9999,2026-11-05T10:00:00Z,\n",
            complaints: ["2: subscription: unknown subscription; import it first (CC-9999)"],
            result: "outages: 0 inserted, 0 updated, 0 unchanged, 1 rejected"),
        Case(
            "invalid UTF-8",
            Array("\(header)noc,1,CC-1001,2026-11-05T10:00:00Z,\nnoc,Caf".utf8) + [0xE9]
                + Array(",CC-1001,2026-11-05T10:00:00Z,\n".utf8),
            complaints: ["3: id: is not valid UTF-8 at byte E9"],
            result: "outages: 1 inserted, 0 updated, 0 unchanged, 1 rejected"),
        Case(
            "a NUL byte", header + "noc,a\0b,CC-1001,2026-11-05T10:00:00Z,\n",
            complaints: ["2: id: contains a NUL byte; the file is damaged or not UTF-8 (a\\u{0}b)"],
            result: "outages: 0 inserted, 0 updated, 0 unchanged, 1 rejected"),
        Case(
            "characters that would steer a terminal",
            header + "noc,\u{1B}]0;x\u{7},CC-1001,2026-11-05T10:00:00Z,\n"
                + "noc,\u{9B}31m,CC-1001,2026-11-05T10:00:00Z,\n",
            complaints: [
                "2: id: contains the control character \\u{1B}",
                "3: id: contains the control character \\u{9B}",
            ],
            result: "outages: 0 inserted, 0 updated, 0 unchanged, 2 rejected"),
        Case(
            "an Excel export", kind: "invoices",
            "\u{FEFF}invoice;subscription;month;issued_on;amount_excl_tax;vat_rate\r\n"
                + "F-1;CC-1001;2026-11;2026-11-30;1250,50;5,5\r\nF-2;CC-1002;2026-11;2026-11-30;1 250,50;20\r\n"
                + "F-3;CC-1003;2026-11;2026-11-30;1250,505;20\r\n",
            complaints: [
                "3: amount_excl_tax: has a blank or a thousands separator in it", "4: amount_excl_tax: ",
            ], result: "invoices: 1 inserted, 0 updated, 0 unchanged, 2 rejected"),
        Case(
            "JSON Lines with rows that are none",
            #"{"source":"noc","id":"1","subscription":"CC-1001","started_at":"2026-11-05T10:00:00Z"}"#
                + "\n{\"source\":\"noc\"\nnonsense\n"
                + #"{"source":"noc","id":"2","subscription":"CC-1001","begun_at":"2026-11-05T10:00:00Z"}"#
                + "\n",
            complaints: ["2: ", "3: ", "4: "],
            result: "outages: 1 inserted, 0 updated, 0 unchanged, 3 rejected"),
    ]

    @Test("is refused or stored in part, and everything refused is named", arguments: refused + partly)
    func wrong(input: Case) async throws {
        try await CommandDatabase.withMonth { database in
            try TemporaryFolder.write(input.bytes, to: "\(database.folder)/input")
            let outcome = try await Command(
                arguments: ["import", input.kind, "input"] + input.options,
                environment: database.environment, folder: database.folder
            ).run().expect(65)
            #expect(outcome.errorLines.count == input.complaints.count, "\(outcome)")
            for (line, complaint) in zip(outcome.errorLines, input.complaints) {
                #expect(line.hasPrefix("input:") && line.contains(complaint), "\(outcome)")
            }
            #expect(outcome.text == "input: \(input.result)\n")
        }
    }

    @Test("the sample month's file of mistakes is answered as its README shows")
    func mistakes() async throws {
        try await CommandDatabase.withMonth { database in
            let readme = String(
                decoding: try Checkout.bytes(of: "\(Checkout.month)/README.md"), as: UTF8.self)
            let promised = readme.split(separator: "\n").filter {
                $0.hasPrefix("bad/outages-with-mistakes.csv:")
            }
            #expect(promised.count == 13)
            let arguments = ["import", "outages", "bad/outages-with-mistakes.csv"]
            let outcome = try await SampleMonth.run(arguments, on: database).expect(65)
            #expect(outcome.errorLines + [outcome.text.dropLast().description] == promised.map(String.init))
            let again = try await SampleMonth.run(arguments, on: database).expect(65)
            #expect(again.errors == outcome.errors)
            #expect(again.text.hasSuffix("0 inserted, 0 updated, 3 unchanged, 10 rejected\n"))
        }
    }

    @Test("a line that never ends is refused in bounded memory, and the lines around it are stored")
    func hugeLine() async throws {
        try await CommandDatabase.withMonth { database in
            let outcome = try await database.shell(
                #"""
                { printf '%s\nnoc,1,CC-1001,2026-11-05T10:00:00Z,\nnoc,' source,id,subscription,started_at,ended_at
                  head -c 1073741824 /dev/zero | tr '\0' x
                  printf '\nnoc,2,CC-1001,2026-11-05T10:00:00Z,\n'; } |
                python3 -c 'import resource, subprocess, sys
                status = subprocess.run(sys.argv[1:]).returncode
                print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
                sys.exit(status)' "$AVOIR" import outages - --quiet
                """#
            ).expect(65)
            let lines = outcome.text.split(separator: "\n")
            #expect(lines.first == "standard input: outages: 2 inserted, 0 updated, 0 unchanged, 1 rejected")
            #expect(outcome.errors.hasPrefix("standard input:3: is longer than 1 MiB"))
            #expect(outcome.errors.utf8.count < 1000)
            // 1 GiB went by.
            let peak = try #require(lines.last.flatMap { Int($0) })
            #expect(peak < 128 << 10, "\(peak) KiB")
        }
    }
}
