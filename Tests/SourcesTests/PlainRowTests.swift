import Intake
import SLA
import Testing

/// A record is a row. Source: docs/reference/sources.md "Plain rows".
@Suite struct PlainRowTests {
    private static let invoices = """
        read: { format: csv }
        language: fr
        number: fr
        date: [d/M/yyyy, yyyy-MM-dd]
        month: [MMMM yyyy, M/yyyy, d/M/yyyy]
        where: { Type: { not: devis } }
        set:
          invoice: [N° facture, Facture]
          subscription: Abonnement
          month: Mois
          issued_on: Date
          amount_excl_tax: [Montant HT, Total HT]
          vat_rate: TVA
          kind:
            - { of: Nature, map: { consommation: usage } }
            - Nature
          withdrawn: Annulée
        """

    private func run(_ text: String) throws -> Outcome {
        try Trial(Self.invoices, kind: .invoices, text).run()
    }

    @Test func rowsKeepTheirOrderAndColumnsThatTheFileLacksAreLeftOut() throws {
        let outcome = try run(
            """
            Facture;Abonnement;Mois;Date;Montant HT;TVA;Rien
            F2;S1;octobre 2026;31/10/2026;"1 234,5 €";20 %;x
            F1;S2;9/2026;1/9/2026;-12 EUR;8,50;x
            F3;S2;15/10/2026;2026-10-31;0.3;0;x
            """)
        #expect(
            outcome.table == [
                "invoice|subscription|month|issued_on|amount_excl_tax|vat_rate",
                "F2|S1|2026-10|2026-10-31|1234.50|20", "F1|S2|2026-09|2026-09-01|-12.00|8.5",
                "F3|S2|2026-10|2026-10-31|0.30|0",
            ])
        #expect(outcome.said.isEmpty)
    }

    @Test func aColumnIsStatedWhereOneOfTheFilesHasItsHeading() throws {
        var trial = Trial(Self.invoices, kind: .invoices)
        let head = "Facture,Abonnement,Mois,Date,Montant HT,TVA"
        trial.files = [
            ("a", "\(head)\nF1,S,10/2026,1/10/2026,1,20\n"),
            (
                "b",
                "\(head),annulee,NATURE\nF2,S,10/2026,1/10/2026,1,20,Oui,consommation\nF3,S,10/2026,1/10/2026,1,20,non,\n"
            ),
        ]
        let outcome = try trial.run()
        #expect(
            outcome.table == [
                "invoice|subscription|month|issued_on|amount_excl_tax|vat_rate|kind|withdrawn",
                "F1|S|2026-10|2026-10-01|1.00|20||", "F2|S|2026-10|2026-10-01|1.00|20|usage|true",
                "F3|S|2026-10|2026-10-01|1.00|20||",
            ])
    }

    @Test(arguments: [
        (
            "F,S,10/2026,1/10/2026,980.005,20",
            "Montant HT (amount_excl_tax): has more than two decimals (980.005)"
        ),
        (
            "F,S,10/2026,1/10/2026,1.234.5,20",
            "Montant HT (amount_excl_tax): has a blank or a thousands separator in it; write 1234.53 (1.234.5)"
        ),
        ("F,S,10/2026,à voir,1,20", "Date (issued_on): has none of the forms d/M/yyyy, yyyy-MM-dd (à voir)"),
        ("F,S,10/2026,31/2/2026,1,20", "Date (issued_on): is a day that does not exist (31/2/2026)"),
        (
            "F,S,13/2026,1/10/2026,1,20",
            "Mois (month): is a month that does not exist; months are 1 to 12 (13/2026)"
        ),
        (
            "F,S,10/2026,1/10/2026,1,0.2",
            "TVA (vat_rate): is a rate below 1 %; a rate is written in percent: 20 % is written 20, not 0.2 (0.2)"
        ),
        ("F,,10/2026,1/10/2026,1,20", "Abonnement (subscription): is required but empty"),
        (",S,10/2026,1/10/2026,1,20", "Facture (invoice): is required but empty"),
        ("F,S,1/1/1899,1/10/2026,1,20", "Mois (month): is before 1900 (1/1/1899)"),
    ])
    func aBadValueIsReportedUnderTheToolsOwnName(record: String, said: String) throws {
        let outcome = try run("Facture,Abonnement,Mois,Date,Montant HT,TVA\n\(record)\n")
        #expect(outcome.rows.isEmpty)
        #expect(outcome.said == ["1:2: \(said)"])
        #expect(outcome.codes == [.badValue])
        #expect(outcome.hasFailure)
    }

    @Test func aWordThatIsNotInTheTableIsNotTakenForNothing() throws {
        let outcome = try run(
            "Facture,Abonnement,Mois,Date,Montant HT,TVA,Nature\nF,S,10/2026,1/10/2026,1,20,autre\n")
        #expect(
            outcome.said == [
                "1:2: Nature (kind): is not a kind of invoice line; write recurring, usage, option, one_off (autre)"
            ])
    }

    @Test func aFileWithoutAHeadingOfARequiredColumnIsRefusedAndTheOthersAreRead() throws {
        var trial = Trial(Self.invoices, kind: .invoices)
        trial.files = [
            ("a", "Abonnement,Mois,Date,TVA\nS,10/2026,1/10/2026,20\n"),
            ("b", "Facture,Abonnement,Mois,Date,Montant HT,TVA\nF,S,10/2026,1/10/2026,1,20\n"),
        ]
        let outcome = try trial.run()
        #expect(outcome.rows == ["F|S|2026-10|2026-10-01|1.00|20"])
        #expect(
            outcome.said == [
                "a: lacks the required columns N° facture, Facture (invoice); Montant HT, Total HT (amount_excl_tax)"
            ])
        #expect(outcome.hasFailure)
    }

    @Test func whatTheConditionsPassOverIsCounted() throws {
        let outcome = try run(
            "Facture,Abonnement,Mois,Date,Montant HT,TVA,Type\nF,S,oops,1/10/2026,1,20,devis\nG,S,10/2026,1/10/2026,1,20,\n"
        )
        #expect(outcome.rows.count == 1)
        #expect(outcome.counts.passedOver == 1)
    }

    @Test func rulesThatBindSeveralColumnsHoldToo() throws {
        let mapping = """
            read: { format: csv }
            set: { customer: c, name: label, kind: k, siren: s, siret: t }
            """
        let outcome = try Trial(
            mapping, kind: .customers,
            "c,label,k,s,t\nC,N,consumer,732829320,\nD,N,business,732829320,55208131766522\n"
        ).run()
        #expect(outcome.rows.isEmpty)
        #expect(
            outcome.said == [
                "1:2: s (siren): is given for a consumer, who has none; leave it empty, or write kind business (732829320)",
                "1:3: t (siret): does not begin with the SIREN 732829320 beside it (55208131766522)",
            ])
    }
}
