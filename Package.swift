// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// scripts/fuzz alone builds the fuzzer, from instrumented code.
let isFuzzing = Context.environment["AVOIR_BUILD"] == "fuzz"

/// What must be true of any reading: of tests, and of the fuzzer.
let sense: Target = {
    let dependencies: [Target.Dependency] = ["SLA", "Intake", "StrictYAML", "TimeZones", "Contracts"]
    let path = "Tests/Fuzz/Sense"
    return isFuzzing
        ? .target(name: "Sense", dependencies: dependencies, path: path, swiftSettings: strict)
        : .testTarget(name: "Sense", dependencies: dependencies, path: path, swiftSettings: strict)
}()

let package = Package(
    name: "avoir",
    products: [.executable(name: "avoir", targets: ["avoir"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .target(name: "SLA", swiftSettings: strict),
        .target(name: "Messages", swiftSettings: strict),
        .target(name: "Hashing", dependencies: ["CLibCrypto"], swiftSettings: strict),
        .target(
            name: "Intake", dependencies: ["SLA", "Messages", "Hashing", "CLibZ"], swiftSettings: strict),
        .systemLibrary(
            name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibZ", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "Postgres", dependencies: ["CLibPQ"], swiftSettings: strict),
        .target(
            name: "Store",
            dependencies: ["SLA", "Postgres", "Hashing"],
            resources: [
                .embedInCode("primitives"), .embedInCode("migrations"), .embedInCode("current"),
                .embedInCode("shapes"), .embedInCode("proof"),
            ],
            swiftSettings: strict),
        .target(
            name: "Documents", dependencies: ["SLA", "Messages"],
            resources: [
                .embedInCode("MonthPage/month.css"), .embedInCode("MonthPage/month.js"),
                .embedInCode("YearPage/year.css"),
                .embedInCode("Simulation/simulation.css"),
                .embedInCode("NotePage/note.css"), .embedInCode("NotePage/note-lines.css"),
                .embedInCode("NotePage/note-screen.css"), .embedInCode("Rules/contract.md"),
                .embedInCode("NoteTemplate/note.typ"), .embedInCode("NoteTemplate/sample.json"),
            ],
            swiftSettings: strict),
        .target(name: "StrictYAML", dependencies: ["Messages", "CLibYAML"], swiftSettings: strict),
        .target(name: "TimeZones", dependencies: ["SLA", "Messages"], swiftSettings: strict),
        .target(
            name: "Contracts", dependencies: ["SLA", "Messages", "Intake", "StrictYAML"],
            resources: [.embedInCode("Profiles")], swiftSettings: strict),
        .target(
            name: "EmbeddedPostgres",
            dependencies: [
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "avoir",
            dependencies: [
                "SLA", "Messages", "Hashing", "Intake", "Postgres", "Store", "Documents", "StrictYAML",
                "TimeZones",
                "Contracts", "EmbeddedPostgres",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            resources: [
                .embedInCode("NoteExport/note_pdf.py"), .embedInCode("NoteExport/pdf_facturx.py"),
                .embedInCode("NoteExport/pdf_fonts.py"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "bench-pure", dependencies: ["SLA", "Intake"], path: "Benchmarks/Pure",
            swiftSettings: strict),
        .testTarget(
            name: "TestSupport",
            dependencies: [
                "EmbeddedPostgres", "Postgres",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: strict),
        sense,
        .testTarget(
            name: "CorpusTests", dependencies: ["Sense", "TestSupport"], path: "Tests/Fuzz/CorpusTests",
            swiftSettings: strict),
        .testTarget(name: "MessagesTests", dependencies: ["Messages"], swiftSettings: strict),
        .testTarget(name: "SLATests", dependencies: ["SLA", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "IntakeTests", dependencies: ["Intake", "SLA", "Sense", "TestSupport", "CLibZ"],
            swiftSettings: strict),
        .testTarget(
            name: "StrictYAMLTests", dependencies: ["StrictYAML", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "TimeZonesTests", dependencies: ["TimeZones", "SLA", "Sense", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ContractsTests", dependencies: ["Contracts", "StrictYAML", "SLA", "Sense", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "SourcesTests",
            dependencies: ["Contracts", "Intake", "StrictYAML", "SLA", "TimeZones", "TestSupport"],
            exclude: ["Cases"], swiftSettings: strict),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: ["Store", "SLA", "Postgres", "Hashing", "TimeZones", "Documents", "TestSupport"],
            exclude: ["Schema/revisions.txt"], swiftSettings: strict),
        .testTarget(
            name: "DocumentsTests", dependencies: ["Documents", "SLA", "Messages", "TestSupport"],
            exclude: ["Lines/Golden", "Years/Golden"], swiftSettings: strict),
        .testTarget(
            name: "EmbeddedPostgresTests",
            dependencies: [
                "EmbeddedPostgres", "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "AvoirTests",
            dependencies: [
                "avoir", "SLA", "StrictYAML", "Store", "Postgres", "EmbeddedPostgres", "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Field/cases"], swiftSettings: strict),
    ]
)

if isFuzzing {
    package.targets += [
        .systemLibrary(name: "LibFuzzer", path: "Tests/Fuzz/LibFuzzer"),
        .executableTarget(
            name: "Fuzz", dependencies: ["Sense", "LibFuzzer"], path: "Tests/Fuzz/Driver",
            swiftSettings: strict),
    ]
}
