/// What `SimulationSamples.simulation` is as each text.
enum SimulationTexts {
    static let english = [
        "What other terms would have cost, October 2026 – November 2026",
        "Other terms: generous version 1, effective from 2025-03-01",
        "5 months of subscriptions judged, 5 of them under the other terms",
        "",
        "month     own terms  other terms  difference",
        "2026-10   50.00 EUR    70.00 EUR  +20.00 EUR",
        "2026-11  100.00 EUR   150.00 EUR  +50.00 EUR",
        "          25.00 USD    35.00 USD  +10.00 USD",
        "total    150.00 EUR   220.00 EUR  +70.00 EUR",
        "          25.00 USD    35.00 USD  +10.00 USD",
        "",
        "By month and rate",
        "  month    rate  count   own terms  count  other terms",
        "  2026-10    5%      1   50.00 EUR      -            -",
        "  2026-10    7%      -           -      1    70.00 EUR",
        "  2026-11    5%      2   25.00 USD      -            -",
        "  2026-11    7%      -           -      2    35.00 USD",
        "  2026-11   10%      1  100.00 EUR      -            -",
        "  2026-11   15%      -           -      1   150.00 EUR",
        "",
        "By customer",
        "  customer  name            own terms  other terms  difference",
        "  C-001     Client Un SAS  150.00 EUR   220.00 EUR  +70.00 EUR",
        "  C-002     -               25.00 USD    35.00 USD  +10.00 USD",
        "  total                    150.00 EUR   220.00 EUR  +70.00 EUR",
        "                            25.00 USD    35.00 USD  +10.00 USD",
        "",
        "The largest differences",
        "  month    subscription  customer  name           available  rate            own terms  "
            + "available  rate  other terms  difference",
        "  2026-11  SUB-0001      C-001     Client Un SAS   98.5000%   10%  100.00 EUR if asked   "
            + "98.5000%   15%   150.00 EUR  +50.00 EUR",
        "  2026-10  SUB-0001      C-001     Client Un SAS   99.5454%    5%            50.00 EUR   "
            + "99.5454%    7%    70.00 EUR  +20.00 EUR",
        "  2026-11  SUB-0002      C-002     -               99.5000%    5%            25.00 USD   "
            + "99.5000%    7%    35.00 USD  +10.00 USD",
        "  2026-11  SUB-0003      C-002     -               99.5000%    5%           no invoice   "
            + "99.5000%    7%   no invoice           -",
        "",
        "Amounts are before tax and before the cap; nothing is stored.",
        "Due only when the customer asks, included above: 100.00 EUR, under the other terms 0.00 EUR.",
        "The cap of generous: 20% of a month's base in 30 consecutive days; the excess is cut.",
        "Months that are credited within so many days share the cap: that depends on the days of issue.",
        "Without an invoice, and so without an amount: 1 month.",
        "",
    ]

    static let french = [
        "Ce que d’autres conditions auraient coûté, octobre 2026 – novembre 2026",
        "Autres conditions : generous version 1, à effet du 2025-03-01",
        "5 mois d’abonnement jugés, dont 5 sous les autres conditions",
        "",
        "mois     conditions actuelles  autres conditions       écart",
        "2026-10               50,00 €            70,00 €    +20,00 €",
        "2026-11              100,00 €           150,00 €    +50,00 €",
        "                    25,00 USD          35,00 USD  +10,00 USD",
        "total                150,00 €           220,00 €    +70,00 €",
        "                    25,00 USD          35,00 USD  +10,00 USD",
        "",
        "Par mois et par taux",
        "  mois     taux  nombre  conditions actuelles  nombre  autres conditions",
        "  2026-10   5 %       1               50,00 €       -                  -",
        "  2026-10   7 %       -                     -       1            70,00 €",
        "  2026-11   5 %       2             25,00 USD       -                  -",
        "  2026-11   7 %       -                     -       2          35,00 USD",
        "  2026-11  10 %       1              100,00 €       -                  -",
        "  2026-11  15 %       -                     -       1           150,00 €",
        "",
        "Par client",
        "  client  nom            conditions actuelles  autres conditions       écart",
        "  C-001   Client Un SAS              150,00 €           220,00 €    +70,00 €",
        "  C-002   -                         25,00 USD          35,00 USD  +10,00 USD",
        "  total                              150,00 €           220,00 €    +70,00 €",
        "                                    25,00 USD          35,00 USD  +10,00 USD",
        "",
        "Les plus grands écarts",
        "  mois     abonnement  client  nom            disponibilité  taux  conditions actuelles  "
            + "disponibilité  taux  autres conditions       écart",
        "  2026-11  SUB-0001    C-001   Client Un SAS      98,5000 %  10 %   100,00 € si demandé     "
            + " 98,5000 %  15 %           150,00 €    +50,00 €",
        "  2026-10  SUB-0001    C-001   Client Un SAS      99,5454 %   5 %               50,00 €     "
            + " 99,5454 %   7 %            70,00 €    +20,00 €",
        "  2026-11  SUB-0002    C-002   -                  99,5000 %   5 %             25,00 USD     "
            + " 99,5000 %   7 %          35,00 USD  +10,00 USD",
        "  2026-11  SUB-0003    C-002   -                  99,5000 %   5 %          sans facture     "
            + " 99,5000 %   7 %       sans facture           -",
        "",
        "Montants hors taxes et avant plafond ; rien n’est enregistré.",
        "Dont dû seulement si le client le demande : 100,00 €, sous les autres conditions 0,00 €.",
        "Plafond de generous : 20 % de la base d’un mois en 30 jours consécutifs ; l’excédent est "
            + "retranché.",
        "Les mois crédités dans un même délai se partagent le plafond, selon les jours d’émission.",
        "Sans facture, donc sans montant : 1.",
        "",
    ]

    static let csv = [
        "month,subscription,customer,customer_name,service,own_terms,own_terms_version,"
            + "own_availability_percent,own_met,own_rate_percent,own_status,own_amount,other_terms,"
            + "other_terms_version,other_availability_percent,other_met,other_rate_percent,other_status,"
            + "other_amount,difference,currency",
        "2026-10,SUB-0001,C-001,Client Un "
            + "SAS,contact-centre,axantis-contact-experience,2025-03,99.5454,false,5,issuable,50.00,"
            + "generous,1,99.5454,false,7,issuable,70.00,20.00,EUR",
        "2026-11,SUB-0001,C-001,Client Un "
            + "SAS,contact-centre,axantis-contact-experience,2025-03,98.5000,false,10,awaiting_request,"
            + "100.00,generous,1,98.5000,false,15,issuable,150.00,50.00,EUR",
        "2026-11,SUB-0002,C-002,,contact-centre,axantis-contact-experience,2025-03,99.5000,false,5,"
            + "issuable,25.00,generous,1,99.5000,false,7,issuable,35.00,10.00,USD",
        "2026-11,SUB-0003,C-002,,contact-centre,axantis-contact-experience,2025-03,99.5000,false,5,"
            + "awaiting_invoice,,generous,1,99.5000,false,7,awaiting_invoice,,,",
        "",
    ]
}
