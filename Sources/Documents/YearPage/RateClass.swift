import SLA

/// How much of the invoice a missed month earns, in three shades: the same in charts and on the map.
enum RateClass: Int, CaseIterable {
    case low = 1
    case middle, high

    init(_ rate: Rate) {
        self = rate <= Self.five ? .low : rate <= Self.ten ? .middle : .high
    }

    private static let five = Rate(numerator: 1, denominator: 20) ?? .zero
    private static let ten = Rate(numerator: 1, denominator: 10) ?? .zero

    func name(_ text: LocalText) -> String {
        let (five, ten) = (text.percent("5"), text.percent("10"))
        return switch self {
        case .low: text.pick("taux jusqu’à \(five)", "rate up to \(five)")
        case .middle: text.pick("taux jusqu’à \(ten)", "rate up to \(ten)")
        case .high: text.pick("taux de plus de \(ten)", "rate of more than \(ten)")
        }
    }
}
