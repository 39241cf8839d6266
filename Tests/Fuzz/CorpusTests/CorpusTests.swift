import Sense
import TestSupport
import Testing

@Suite("Inputs that fuzzing found worth keeping")
struct CorpusTests {
    @Test("are read with sense", arguments: FuzzedParser.allCases)
    func replay(parser: FuzzedParser) throws {
        let folder = "\(Checkout.root)/Tests/Fuzz/corpus/\(parser.rawValue)"
        let names = try TemporaryFolder.names(in: folder)
        #expect(names.count >= 15)
        for name in names {
            let nonsense = parser.nonsense(try Checkout.bytes(of: "\(folder)/\(name)"))
            #expect(nonsense == nil, "\(folder)/\(name)")
        }
    }
}
