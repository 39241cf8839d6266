import SLA

/// How much of the invoice a missed month earns, in three shades: the same in charts and on the map.
enum RateClass: Int, CaseIterable {
    case low = 1
    case middle, high

    init(_ rate: Percentage) {
        self = rate.millionths <= 5_000_000 ? .low : rate.millionths <= 10_000_000 ? .middle : .high
    }

    func name(_ text: LocalText) -> String {
        let (five, ten) = (text.percent("5"), text.percent("10"))
        return switch self {
        case .low: text.pick("taux jusqu’à \(five)", "rate up to \(five)")
        case .middle: text.pick("taux jusqu’à \(ten)", "rate up to \(ten)")
        case .high: text.pick("taux de plus de \(ten)", "rate of more than \(ten)")
        }
    }
}
