// swift-tools-version: 6.2
import PackageDescription

/// The readers of avoir, instrumented, and the program that throws bytes at them: built by scripts/fuzz only.
/// `Modules` links to the sources of the main package, so that no normal build knows of fuzzing.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "avoir-fuzz",
    dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
    targets: [
        .target(name: "SLA", path: "Modules/SLA", swiftSettings: strict),
        .target(
            name: "Intake", dependencies: ["SLA", "CLibCrypto"], path: "Modules/Intake", swiftSettings: strict
        ),
        .systemLibrary(name: "CLibCrypto", path: "Modules/CLibCrypto", pkgConfig: "libcrypto"),
        .systemLibrary(name: "LibFuzzer", path: "Modules/LibFuzzer"),
        .target(
            name: "avoir", dependencies: ["SLA", "Yams"], path: "Modules/avoir", swiftSettings: strict),
        .executableTarget(
            name: "Fuzz", dependencies: ["SLA", "Intake", "avoir", "LibFuzzer"], path: "Modules/Fuzz",
            swiftSettings: strict),
    ]
)
