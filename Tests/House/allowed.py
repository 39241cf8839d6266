"""What the rules let pass, with the reason. To be made shorter."""

# Rule and file, or a folder with all that is in it.
ALLOWED = {
    ("link", "Sources/Store/"): "SwiftPM embeds only what is below its target",
    ("link", "Sources/Documents/Rules/contract.md"): "SwiftPM embeds only what is below its target",
    ("unnamed file", "Tests/DocumentsTests/Lines/Golden/"): "named by what they hold and its format",
    ("unnamed file", "Tests/DocumentsTests/Years/Golden/"): "named by what they hold and its format",
    ("prose", "docs/internals/performance.md"): "lines from before the rule",
    ("prose", "docs/internals/reliability.md"): "lines from before the rule",
    ("forbidden", "Tests/Fuzz/Driver/Fuzz.swift"): "libFuzzer takes a crash for a find",
}

# Files that are longer than a file may be, and how long they may be at most.
LONG = {
    "Sources/Postgres/Copy/CopyWriter.swift": 250,
    "Sources/Store/Month/Packed/EventRecords.swift": 250,
    "Tests/AvoirTests/Commands/CommandExitCodeTests.swift": 300,
    "Tests/AvoirTests/Facts/CommandImportsTests.swift": 250,
    "Tests/AvoirTests/Commands/CommandOutputFileTests.swift": 250,
    "Tests/AvoirTests/Commands/CommandRunTests.swift": 250,
    "Tests/StrictYAMLTests/StrictYAMLTests.swift": 250,
    "Tests/AvoirTests/Issue/CommandIssueProofTests.swift": 250,
    "Tests/Documents/documents.py": 250,
    "Tests/Documents/einvoices.py": 250,
    "Tests/DocumentsTests/EInvoice/EInvoiceGoldenCII.swift": 250,
    "Tests/DocumentsTests/Entries/EntriesTests.swift": 250,
    "Tests/DocumentsTests/GoldenExplanation.swift": 350,
    "Tests/IntakeTests/TimestampTests.swift": 250,
    "Tests/IntakeTests/WholeFileTests.swift": 250,
    "Tests/PostgresTests/ConnectionTests.swift": 250,
    "Tests/PostgresTests/CopyTests.swift": 250,
    "Tests/PostgresTests/ValueTests.swift": 250,
    "Tests/StoreTests/Import/ImportRefusalTests.swift": 250,
    "Tests/StoreTests/Ledger/LedgerConstraintTests.swift": 250,
    "Tests/StoreTests/Ledger/LedgerMonths.swift": 250,
    "Tests/StoreTests/Ledger/LedgerProofTests.swift": 350,
    "Tests/StoreTests/Ledger/LedgerRevisionTests.swift": 250,
    "Tests/StoreTests/Ledger/LedgerShapeTests.swift": 300,
    "Tests/StoreTests/Proof/PlantedErrorTests.swift": 300,
    "Tests/StoreTests/Proof/WorkedExampleTests.swift": 250,
    "Tests/StoreTests/Roles/WorkGuardTests.swift": 250,
    "Tests/StoreTests/Schema/SchemaTests.swift": 250,
    "Tests/Torture/attacks.py": 250,
    "Tests/Torture/scenarios.py": 250,
    "Tests/Torture/shim.c": 350,
}
