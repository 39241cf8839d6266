/// What of `avoir` is thrown bytes at; the raw value names the folder of its corpus.
enum AvoirParser: String, CaseIterable {
    case terms
    case issuer
    case config
    case tzif

    /// What makes no sense in how the bytes are read; nil when all does.
    func nonsense(_ bytes: [UInt8]) -> String? {
        switch self {
        case .terms: YAMLSense.terms(bytes)
        case .issuer: YAMLSense.issuer(bytes)
        case .config: YAMLSense.config(bytes)
        case .tzif: TZifSense.nonsense(bytes)
        }
    }
}
