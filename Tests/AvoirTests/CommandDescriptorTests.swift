import Testing

@Suite("Programs that avoir starts")
struct CommandDescriptorTests {
    @Test(
        "get no descriptor of its files, folders and connections: the maker of PDF has three, and no socket",
        arguments: ["pdf", "facturx"])
    func pdf(format: String) async throws {
        try await CommandDatabase.withOctoberIssued { database in
            // The second list shows what the first would, had something been left open.
            try database.write(
                program: """
                    ls -l /proc/self/fd > '\(database.folder)'/fds.$$
                    ls -l /proc/self/fd 7< /dev/null > '\(database.folder)'/control.$$
                    exec /usr/bin/python3 "$@"
                    """, to: "python")
            // Nor what avoir itself was given.
            try await database.shell(
                """
                AVOIR_PYTHON="$PWD/python" "$AVOIR" note export --month 2026-09 --format \(format) \
                    --output out 9< /dev/zero
                """
            ).expectSilentSuccess()
            let names = try TemporaryFolder.names(in: database.folder)
            let lists = names.filter { $0.hasPrefix("fds.") }
            #expect(!lists.isEmpty)
            for name in lists {
                let open = try Self.descriptors(in: "\(database.folder)/\(name)")
                #expect(open.keys.sorted() == [0, 1, 2, 3], "\(open)")
                #expect(open[0]?.hasSuffix(" (deleted)") == true, "\(open)")
                #expect(open[2]?.hasPrefix("pipe:") == true && open[3]?.hasSuffix("/fd") == true, "\(open)")
            }
            for name in names where name.hasPrefix("control.") {
                let open = try Self.descriptors(in: "\(database.folder)/\(name)")
                #expect(open[7] == "/dev/null" && open.count == 5, "\(open)")
            }
        }
    }

    /// Where each descriptor of `ls -l /proc/self/fd` leads; 3 is the folder that `ls` itself lists.
    private static func descriptors(in file: String) throws -> [Int: String] {
        let list = String(decoding: try Checkout.bytes(of: file), as: UTF8.self)
        var open: [Int: String] = [:]
        for line in list.split(separator: "\n") {
            let halves = line.split(separator: " -> ", maxSplits: 1)
            guard halves.count == 2, let number = halves[0].split(separator: " ").last.flatMap({ Int($0) })
            else { continue }
            open[number] = String(halves[1])
        }
        return open
    }
}
