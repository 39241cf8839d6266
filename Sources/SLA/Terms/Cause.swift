/// What excuses downtime. Source: contract R5, art. 7 (i) to (vi).
package enum Cause: String, CaseIterable, Sendable {
    case forceMajeure = "force_majeure"
    case thirdPartyEquipment = "third_party_equipment"
    case customerAct = "customer_act"
    case plannedMaintenance = "planned_maintenance"
    case overCapacity = "over_capacity"
    case otherOperator = "other_operator"
    case customerUnavailable = "customer_unavailable"
}
