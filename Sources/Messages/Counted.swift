/// `1 note`, `2 notes`, `0 notes`; `1 entry`, `2 entries` where the plural is given.
package func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}
