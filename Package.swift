// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "avoir",
    products: [.executable(name: "avoir", targets: ["avoir"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .target(name: "SLA", swiftSettings: strict),
        .target(name: "Intake", dependencies: ["SLA", "CLibCrypto"], swiftSettings: strict),
        .systemLibrary(
            name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "Postgres", dependencies: ["CLibPQ"], swiftSettings: strict),
        .target(
            name: "Store",
            dependencies: ["SLA", "Postgres", "CLibCrypto"],
            resources: [
                .embedInCode("primitives"), .embedInCode("migrations"), .embedInCode("current"),
                .embedInCode("shapes"), .embedInCode("proof"),
            ],
            swiftSettings: strict),
        .target(
            name: "Documents", dependencies: ["SLA"],
            resources: [
                .embedInCode("MonthPage/month.css"), .embedInCode("MonthPage/month.js"),
                .embedInCode("NotePage/note.css"), .embedInCode("NotePage/note-lines.css"),
                .embedInCode("NotePage/note-screen.css"), .embedInCode("Rules/contract.md"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "avoir",
            dependencies: [
                "SLA", "Intake", "Postgres", "Store", "Documents", "Yams",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            resources: [.embedInCode("NoteExport/note_pdf.py")],
            swiftSettings: strict),
        .executableTarget(
            name: "bench-pure", dependencies: ["SLA", "Intake"], path: "Benchmarks/Pure",
            swiftSettings: strict),
        .testTarget(name: "SLATests", dependencies: ["SLA"], swiftSettings: strict),
        .testTarget(name: "IntakeTests", dependencies: ["Intake", "SLA"], swiftSettings: strict),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres"], swiftSettings: strict),
        .testTarget(
            name: "StoreTests", dependencies: ["Store", "SLA", "Postgres"],
            exclude: ["Schema/revisions.txt"], swiftSettings: strict),
        .testTarget(
            name: "DocumentsTests", dependencies: ["Documents", "SLA"], exclude: ["Lines/Golden"],
            swiftSettings: strict),
        .testTarget(
            name: "AvoirTests",
            dependencies: [
                "avoir", "SLA", "Store", "Postgres",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
    ]
)
