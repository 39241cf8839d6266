extension Golden {
    static let explanation = #"""
        SUB-0001: contact-centre for customer C-001, November 2026
          availability  98.7962%; target 99.85%: missed
          credit        10% of 1234.50 EUR: 123.45 EUR
          status        awaiting_request. The target is missed, but a credit is issued only on request, and
                        none is recorded for this month (R12). The terms set no deadline.
          missing       - the customer's request for this month (R12)

        Terms
          version       axantis-contact-experience 2025-03, in force from 2025-03-01
          title         Conditions Particulières – Contact Experience
          source        Axantis, Contact Experience, version 03.2025, article 7
          sha256        0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef

        Period (R1)
          from, to      Sun 2026-11-01 00:00:00 to Tue 2026-12-01 00:00:00, Europe/Paris: 720:00:00
          in force      from 2025-01-01 on, no end

        Coverage (R2)
          Mon to Fri 08:00-18:00   210:00:00  21 days
          holiday, Sun 2026-11-01    0:00:00  Toussaint: no weekly hours that day
          holiday, Wed 2026-11-11  -10:00:00  Armistice 1918
          maintenance noc/MW-7      -2:00:00  Tue 2026-11-10 16:00:00 to 20:00:00
                                              Router upgrade
                                              taken as planned; no announcement is recorded (R2)
          covered                  198:00:00

        Outages (R3 to R6): 5
          1. noc/INC-42, the whole service contact-centre
             summary       Trunk lost; éàü
             from, to      Thu 2026-11-05 09:12:00 to 11:00:00
             notified      Thu 2026-11-05 09:15:00
             in period     1:48:00
             - counted     1:28:00
             - excused     0:20:00 other_operator
                             by noc/EX-1, linked to noc/INC-42, Thu 2026-11-05 09:12:00 to 09:32:00:
                                Operator ticket 4711
          2. noc/INC-43, this subscription
             from, to      Thu 2026-11-05 10:30:00 to 11:30:00.500001
             notified      Thu 2026-11-05 10:33:00
             in period     1:00:00.500001
             - counted     1:00:00.500001
          3. noc/INC-50, this subscription
             from, to      Thu 2026-11-12 17:00:00 to 19:30:00
             notified      no: it does not count (R4)
             in period     2:30:00
             - unnotified  1:00:00, would count once notified
             - not covered 1:30:00
          4. noc/INC-60, this subscription
             from, to      Fri 2026-11-20 08:00:00 to 09:00:00
             notified      Fri 2026-11-20 08:03:00
             in period     1:00:00
             - counted     0:15:00
             - excused     0:45:00 force_majeure
                             by noc/EX-2, not linked to an outage, Fri 2026-11-20 07:00:00 to 08:45:00:
                                Flood, prefect's order
             - excused     0:00:00 other_operator: already excused in full above (R16)
                             by noc/EX-3, not linked to an outage, Fri 2026-11-20 08:30:00 to 08:40:00:
                                Operator ticket 4712
          5. noc/INC-70, this subscription
             from          Mon 2026-11-30 17:50:00, not known to have ended: lasts to the end of the period
             notified      Mon 2026-11-30 17:53:00
             in period     6:10:00
             - counted     0:10:00
             - not covered 6:00:00
          Outages overlap: one by one they count 2:53:00.500001, together 2:23:00.500001, because no instant
          counts twice (R3).

        Excusable events without effect (R5)
          customer_act by noc/EX-4, not linked to an outage, Wed 2026-11-25 08:00:00 to 09:00:00: Call with
            the customer. No effect: its interval contains no covered downtime that it could excuse

        Days with covered downtime
                  08    09    10    11    12    13    14    15    16    17
          Thu 05  .......++#############......................................
          Thu 12  ......................................................??????
          Fri 20  ++++##......................................................
          Mon 30  ...........................................................#
          # counted   ? unnotified   + excused   . available   ~ maintenance
          One mark is 10 minutes and shows the first of these classes that occurs in it.

        Classes of every instant (R16)
          outside_hours                   510:00:00        1836000  s
          holiday                          10:00:00          36000  s
          planned_maintenance               2:00:00           7200  s
          counted_downtime           2:23:00.500001    8580.500001  s
          excused: force_majeure            0:45:00           2700  s
          excused: other_operator           0:20:00           1200  s
          unnotified_downtime               1:00:00           3600  s
          available                193:31:59.499999  696719.499999  s
          sum                             720:00:00        2592000  s
          period                          720:00:00        2592000  s

        Availability (R7, R8)
          B, coverage   198:00:00, covered time
          D             2:23:00.500001, counted downtime
          (B - D) / B   704219.499999 / 712800 s = 98.7962%, printed truncated
          target        at least 99.85%: missed by 2:05:11.300001; the most allowed is 0:17:49.2 (R9)
          tier          below 99.5%: credit of 10% (R10)
          next tier     below 97%: 20%, reached with 3:33:23.5 more counted downtime

        Credit (R11 to R14)
          invoiced      1234.50 EUR, FA-2026-1107 of 2026-12-01, VAT 20%
          base          1234.50 EUR before tax (R11)
          amount        10% of 1234.50 EUR = 123.45 EUR (R11)
          request       none recorded, no deadline (R12)
          cap           20% of the base in any 30 consecutive days, decided at issue; the excess is cut
                        (R13)

        The other reading of the contract (R15)
          calendar      of all time of the period: 2583419.499999 / 2592000 s = 99.6689%, credit rate 5%
          The reading decides: 10% by the terms' basis, 5% by the other.

        Assessment
          revision      2, recorded Wed 2026-12-02 08:00:00, from the imports up to batch 12
          before        1, Tue 2026-12-01 08:00:00: downtime 0:00:00 → 2:23:00.500001, availability
                        100.0000% → 98.7962%, target 99.85%: met → missed, rate 0% → 10%, amount 0.00 EUR →
                        123.45 EUR

        """#

    static let explanationJSON = #"""
          "status": {
            "sentence": "The target is missed, but a credit is issued only on request, and none is recorded for this month (R12). The terms set no deadline.",
            "issued_today": null,
            "missing": [
              "the customer's request for this month (R12)"
            ],
            "last_day_for_request": null
          },
          "recorded_at": "2026-12-02T08:00:00+01:00",
          "watermark": 12,
          "earlier_revisions": [
            {
              "revision": 1,
              "assessed_at": "2026-12-01T08:00:00+01:00",
              "difference": "downtime 0:00:00 → 2:23:00.500001, availability 100.0000% → 98.7962%, target 99.85%: met → missed, rate 0% → 10%, amount 0.00 EUR → 123.45 EUR"
            }
          ],
          "holds": [],
          "invoices": [
            {
              "invoice": "FA-2026-1107",
              "issued_on": "2026-12-01",
              "amount_excl_tax": "1234.50",
              "vat_rate_percent": "20",
              "currency": "EUR"
            }
          ],
          "request": null,
          "terms": {
            "title": "Conditions Particulières – Contact Experience",
            "source": "Axantis, Contact Experience, version 03.2025, article 7",
            "effective_from": "2025-03-01"
          },
          "coverage": {
            "weekly": [
              {
                "days": [
                  "mon",
                  "tue",
                  "wed",
                  "thu",
                  "fri"
                ],
                "first_day": "2026-11-01",
                "last_day": "2026-11-30",
                "windows": [
                  {
                    "from": "08:00",
                    "to": "18:00"
                  }
                ],
                "days_in_period": 21,
                "seconds": 756000
              }
            ],
            "holidays": [
              {
                "date": "2026-11-01",
                "name": "Toussaint",
                "seconds": 0
              },
              {
                "date": "2026-11-11",
                "name": "Armistice 1918",
                "seconds": 36000
              }
            ],
            "special_hours": [],
            "maintenance": [
              {
                "source": "noc",
                "id": "MW-7",
                "summary": "Router upgrade",
                "started_at": "2026-11-10T16:00:00+01:00",
                "ended_at": "2026-11-10T20:00:00+01:00",
                "announced_at": null,
                "planned": true,
                "seconds": 7200
              }
            ],
            "hours_seconds": 756000,
            "covered_seconds": 712800
          },
          "evidence": {
            "outages": [
              {
                "source": "noc",
                "id": "INC-42",
                "within_period": {
                  "started_at": "2026-11-05T09:12:00+01:00",
                  "ended_at": "2026-11-05T11:00:00+01:00"
                },
                "excused_by": [
                  {
                    "source": "noc",
                    "id": "EX-1",
                    "cause": "other_operator",
                    "outage_source": "noc",
                    "outage_id": "INC-42",
                    "started_at": "2026-11-05T09:12:00+01:00",
                    "ended_at": "2026-11-05T09:32:00+01:00",
                    "evidence": "Operator ticket 4711",
                    "seconds": 1200
                  }
                ]
              },
              {
                "source": "noc",
                "id": "INC-43",
                "within_period": {
                  "started_at": "2026-11-05T10:30:00+01:00",
                  "ended_at": "2026-11-05T11:30:00.500001+01:00"
                },
                "excused_by": []
              },
              {
                "source": "noc",
                "id": "INC-50",
                "within_period": {
                  "started_at": "2026-11-12T17:00:00+01:00",
                  "ended_at": "2026-11-12T19:30:00+01:00"
                },
                "excused_by": []
              },
              {
                "source": "noc",
                "id": "INC-60",
                "within_period": {
                  "started_at": "2026-11-20T08:00:00+01:00",
                  "ended_at": "2026-11-20T09:00:00+01:00"
                },
                "excused_by": [
                  {
                    "source": "noc",
                    "id": "EX-2",
                    "cause": "force_majeure",
                    "outage_source": null,
                    "outage_id": null,
                    "started_at": "2026-11-20T07:00:00+01:00",
                    "ended_at": "2026-11-20T08:45:00+01:00",
                    "evidence": "Flood, prefect's order",
                    "seconds": 2700
                  },
                  {
                    "source": "noc",
                    "id": "EX-3",
                    "cause": "other_operator",
                    "outage_source": null,
                    "outage_id": null,
                    "started_at": "2026-11-20T08:30:00+01:00",
                    "ended_at": "2026-11-20T08:40:00+01:00",
                    "evidence": "Operator ticket 4712",
                    "seconds": 600
                  }
                ]
              },
              {
                "source": "noc",
                "id": "INC-70",
                "within_period": {
                  "started_at": "2026-11-30T17:50:00+01:00",
                  "ended_at": "2026-12-01T00:00:00+01:00"
                },
                "excused_by": []
              }
            ],
            "excused_yet_counted_seconds": 0,
            "without_effect": [
              {
                "source": "noc",
                "id": "EX-4",
                "cause": "customer_act",
                "outage_source": null,
                "outage_id": null,
                "started_at": "2026-11-25T08:00:00+01:00",
                "ended_at": "2026-11-25T09:00:00+01:00",
                "evidence": "Call with the customer",
                "reason": "no_covered_downtime"
              }
            ]
          },
          "margins": {
            "counted_downtime_seconds": 8580.500001,
            "most_downtime_meeting_target_seconds": 1069.2,
            "tier_below_percent": "99.5",
            "next_tier": {
              "below_percent": "97",
              "rate_percent": "20",
              "more_downtime_seconds": 12803.5,
              "within_reach": true
            }
          },
          "reading_decides": true
        }

        """#
}
