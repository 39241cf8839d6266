/// What `BudgetSamples.budget` is for people.
enum BudgetTexts {
    static let english = [
        "What may still fail, November 2026",
        "As at 2026-11-13 12:00 (+01:00): open outages count up to then.",
        "",
        "6 subscriptions: 1 within the target, 2 beyond it, 3 without one",
        "1 outage is open",
        "Cost so far: 61.73 EUR, 50.00 USD, before the cap",
        "",
        "subscription  customer  name             service         target  available  left            "
            + " allowed     used  left before each rate                                 rate  base         "
            + "               cost  open",
        "SUB-0002      C-002     Client Deux SAS  contact-centre  99.85%   99.5000%  42 min over     "
            + "  18 min  333.33%  10%: 0 s, 20%: 5 h                                      5%  1234.50 EUR "
            + "(2026-10)  61.73 EUR     -",
        "SUB-0003      C-001     -                contact-centre  99.85%   99.8499%  0.000001 s over "
            + "  18 min  100.00%  10%: 41 min 59.999999 s, 20%: 5 h 41 min 59.999999 s    5%  1000.00 USD  "
            + "          50.00 USD     -",
        "SUB-0001      C-001     Client Un SAS    contact-centre  99.85%   99.8750%  3 min left      "
            + "  18 min   83.33%  5%: 3 min, 10%: 45 min, 20%: 5 h 45 min                 0%  -            "
            + "                  -     1",
        "SUB-0004      C-001     Client Un SAS    contact-centre       -  100.0000%  no target       "
            + "       -        -  -                                                        -  -            "
            + "                  -     -",
        "SUB-0005      C-001     Client Un SAS    contact-centre  99.85%          -  not measurable  "
            + "       -        -  -                                                       0%  -            "
            + "                  -     -",
        "SUB-0006      C-001     Client Un SAS    contact-centre       -          -  no terms        "
            + "       -        -  -                                                        -  -            "
            + "                  -     -",
        "",
        "Left: the counted downtime that may still come without missing the target, or without "
            + "reaching the rate.",
        "Cost: the rate of today on the month's invoices, else on those of the last invoiced month, "
            + "named beside.",
        "A credit on request is due only when the customer asks for it.",
        "",
    ]

    static let french = [
        "Indisponibilité encore admise, novembre 2026",
        "État au 13/11/2026 12:00 (+01:00) : les indisponibilités en cours comptent jusque-là.",
        "",
        "6 abonnements : objectif tenu 1, manqué 2, sans objectif 3",
        "1 indisponibilité en cours",
        "Coût à ce jour : 61,73 €, 50,00 USD, avant plafond",
        "",
        "abonnement  client  nom              service         objectif  disponibilité  reste         "
            + "          admis   utilisé  reste avant chaque taux                                   taux  "
            + "base                       coût  en cours",
        "SUB-0002    C-002   Client Deux SAS  contact-centre   99,85 %      99,5000 %  dépassé de 42 "
            + "min      18 min  333,33 %  10 % : 0 s, 20 % : 5 h                                     5 %  "
            + "1 234,50 € (2026-10)    61,73 €         -",
        "SUB-0003    C-001   -                contact-centre   99,85 %      99,8499 %  dépassé de "
            + "0,000001 s  18 min  100,00 %  10 % : 41 min 59,999999 s, 20 % : 5 h 41 min 59,999999 s   "
            + "5 %  1 000,00 USD          50,00 USD         -",
        "SUB-0001    C-001   Client Un SAS    contact-centre   99,85 %      99,8750 %  reste 3 min   "
            + "         18 min   83,33 %  5 % : 3 min, 10 % : 45 min, 20 % : 5 h 45 min              0 %  "
            + "-                             -         1",
        "SUB-0004    C-001   Client Un SAS    contact-centre         -     100,0000 %  sans objectif "
            + "              -         -  -                                                            -  "
            + "-                             -         -",
        "SUB-0005    C-001   Client Un SAS    contact-centre   99,85 %              -  non mesurable "
            + "              -         -  -                                                          0 %  "
            + "-                             -         -",
        "SUB-0006    C-001   Client Un SAS    contact-centre         -              -  sans "
            + "conditions             -         -  -                                                       "
            + "     -  -                             -         -",
        "",
        "Reste : l’indisponibilité comptée qui peut encore survenir sans manquer l’objectif, ou sans "
            + "atteindre le taux.",
        "Coût : taux à ce jour sur les factures du mois, sinon sur celles du dernier mois facturé, "
            + "indiqué à côté.",
        "Un avoir sur demande n’est dû que si le client le demande.",
        "",
    ]
}
