import SLA

extension LineContent {
    /// What earlier notes credited of the amount.
    var credited: Cents { creditedBefore.reduce(.zero) { $0 + $1.net } }

    /// What the cap took of the amount, now and in earlier runs.
    var cutInAll: Cents { cutBefore + cut }
}
