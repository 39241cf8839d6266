/// The terms, issuers and reasons of a hostile month: each field holds as many payloads as fit.
struct HostileDocuments: Sendable {
    let payloads: HostilePayloads

    static let terms = 5
    static let issuers = 3

    func terms(_ number: Int) -> String {
        """
        id: hostile-\(number)
        version: \(line(number * 7, 50))
        title: \(line(number * 11, 500))
        source: \(line(number * 13 + 20, 500))
        effective_from: 2025-01-01
        time_zone: Europe/Paris
        coverage: { weekly: [{ days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00" }], exclude: [public_holidays] }
        availability: { basis: coverage, target: 99.9%, failure_notification: required, counted_from: outage_start }
        excusable: [customer_act]
        credit: { tiers: [{ below: 99.9%, rate: 5% }], on_request: true, vat_treatment: price_reduction }

        """
    }

    /// All of one company, whose numbers go on.
    func issuer(_ number: Int) -> String {
        """
        name: \(line(number * 10 + 10, 200))
        siren: "100000009"
        vat_number: FR88100000009
        legal_form: \(line(number * 10 + 15, 200))
        registration: \(line(number * 10 + 20, 200))
        street: \(line(number * 10 + 25, 200))
        postcode: "75001"
        city: \(line(number * 10 + 30, 100))
        country: FR
        series: /tmp/_/{year}/{number:6}
        mentions:
          late_payment_fee: \(line(number * 10, 1000))
          late_payment_interest: \(line(number * 10 + 17, 1000))
          early_payment: \(line(number * 10 + 33, 1000))
        accounts: { customer: "411000", price_reduction: "709600", vat: "445710", indemnity: "671000" }

        """
    }

    /// Why notes are reversed: every payload, and alone those that a spreadsheet would compute.
    var reasons: [String] {
        let formulas = payloads.codes.filter { "=+-@".contains($0.first ?? " ") }.prefix(5)
        let all = (0..<6).map { first in
            // A mark that combines with the option's equals sign would hide it from the reader of options.
            "R"
                + stride(from: first, to: payloads.texts.count, by: 6).map(payloads.text).reversed()
                .joined(separator: "\n")
        }
        return formulas + all
    }

    private func line(_ place: Int, _ longest: Int) -> String {
        var line = String.UnicodeScalarView()
        let payloads = payloads.line(from: place, longest: longest)
        for scalar in payloads.unicodeScalars {
            line.append(contentsOf: scalar == "'" ? ["'", "'"] : [scalar])
        }
        return "'" + String(line) + "'"
    }
}
