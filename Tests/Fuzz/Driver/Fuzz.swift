import Glibc
import LibFuzzer
import Sense

/// Throws bytes at the parser that `AVOIR_FUZZ` names, and ends the process when its reading makes no sense.
///
/// The arguments are libFuzzer's.
@main
enum Fuzz {
    private static let nonsense: @Sendable ([UInt8]) -> String? = chosen()

    static func main() {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
                Fuzz.check(Array(UnsafeBufferPointer(start: bytes, count: count)))
                return 0
            })
    }

    /// Not inlined, so that no reading can be left out for lack of use.
    @inline(never)
    private static func check(_ bytes: [UInt8]) {
        if let reason = nonsense(bytes) { fatalError(reason) }
    }

    private static func chosen() -> @Sendable ([UInt8]) -> String? {
        let name = getenv("AVOIR_FUZZ").map { String(cString: $0) } ?? ""
        if let parser = FuzzedParser(rawValue: name) { return { parser.nonsense($0) } }
        let all = FuzzedParser.allCases.map(\.rawValue).joined(separator: ", ")
        print("AVOIR_FUZZ names no parser; they are \(all)")
        exit(64)
    }
}
