import SLA
import StrictYAML

/// The sentences of an issuer file, and whom a customer asks. Each gives nil after it has told what is wrong.
enum IssuerTexts {
    static func readMentions(_ field: YAMLField) -> Issuer.Mentions? {
        let keys = ["late_payment_fee", "late_payment_interest", "early_payment"]
        let optional = ["offset", "refund", "net_of_tax", "indemnity", "other"]
        guard let section = field.section(keys: keys + optional) else { return nil }
        let texts = keys.map { section.required($0)?.text(longest: 1000) }
        var own: [String: String] = [:]
        for key in optional {
            guard let field = section.optional(key) else { continue }
            guard let text = field.text(longest: 1000) else { return nil }
            own[key] = text
        }
        guard let fee = texts[0], let interest = texts[1], let early = texts[2] else { return nil }
        var mentions = Issuer.Mentions(
            latePaymentFee: fee, latePaymentInterest: interest, earlyPayment: early)
        mentions.offset = own["offset"]
        mentions.refund = own["refund"]
        mentions.netOfTax = own["net_of_tax"]
        mentions.indemnity = own["indemnity"]
        mentions.other = own["other"]
        return mentions
    }

    static func readContact(_ field: YAMLField) -> Issuer.Contact? {
        guard let section = field.section(keys: ["name", "email", "phone", "web"]) else { return nil }
        guard ["name", "email", "phone", "web"].contains(where: section.has) else {
            field.refuse("says nothing; give a name, an email, a phone or a web address, or leave it out")
            return nil
        }
        let name = section.optional("name").map { $0.text(longest: 200) }
        let email = section.optional("email").map {
            read($0, /[^@ ]+@[^@ ]+\.[^@ ]+/, "an address such as facturation@exemple.example")
        }
        let phone = section.optional("phone").map {
            read($0, /\+?[0-9][0-9 .()\/-]{3,}/, "a number such as \"+33 1 00 00 00 00\"")
        }
        let web = section.optional("web").map { $0.text(longest: 200) }
        guard name != .some(nil), email != .some(nil), phone != .some(nil), web != .some(nil) else {
            return nil
        }
        return Issuer.Contact(
            name: name.flatMap { $0 }, email: email.flatMap { $0 }, phone: phone.flatMap { $0 },
            web: web.flatMap { $0 })
    }

    private static func read(_ field: YAMLField, _ form: Regex<Substring>, _ example: String) -> String? {
        guard let text = field.text(longest: 200) else { return nil }
        guard text.wholeMatch(of: form) != nil else {
            field.refuse("must be \(example)")
            return nil
        }
        return text
    }
}
