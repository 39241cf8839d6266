/// What the documents were found to be right as, by hand.
enum Golden {
    static let json = #"""
        {
          "schema": "avoir.report/1",
          "month": "2026-11",
          "subscriptions": [
            {
              "subscription": "SUB-0001",
              "customer": "C-001",
              "customer_name": null,
              "service": "contact-centre",
              "spells": [
                {
                  "starts_on": "2025-01-01",
                  "ends_on": null,
                  "terms": "axantis-contact-experience",
                  "service": "contact-centre",
                  "holidays": "FR"
                }
              ],
              "revision": 1,
              "terms": {
                "id": "axantis-contact-experience",
                "version": "2025-03",
                "sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
              },
              "period": {
                "from": "2026-11-01T00:00:00+01:00",
                "to": "2026-12-01T00:00:00+01:00",
                "time_zone": "Europe/Paris"
              },
              "final": true,
              "seconds": {
                "period": 2592000,
                "outside_hours": 1836000,
                "holiday": 36000,
                "planned_maintenance": 7200,
                "covered": 712800,
                "available": 696719.499999,
                "counted_downtime": 8580.500001,
                "excused": {
                  "force_majeure": 2700,
                  "other_operator": 1200
                },
                "unnotified_downtime": 3600
              },
              "availability": {
                "basis": "coverage",
                "percent": "98.7962",
                "up_seconds": 704219.499999,
                "of_seconds": 712800,
                "target_percent": "99.85",
                "met": false
              },
              "other_reading": {
                "basis": "calendar",
                "percent": "99.6689",
                "credit_rate_percent": "5"
              },
              "credit": {
                "status": "awaiting_request",
                "rate_percent": "10",
                "base": "1234.50",
                "amount": "123.45",
                "cut_by_cap": "0.00",
                "credited": "0.00",
                "currency": "EUR",
                "notes": [],
                "hold": null
              },
              "commercial": null,
              "outages": [
                {
                  "source": "noc",
                  "id": "INC-42",
                  "service_wide": true,
                  "summary": "Trunk lost; éàü",
                  "started_at": "2026-11-05T09:12:00+01:00",
                  "ended_at": "2026-11-05T11:00:00+01:00",
                  "notified_at": "2026-11-05T09:15:00+01:00",
                  "counted_seconds": 5280,
                  "excused_seconds": 1200,
                  "unnotified_seconds": 0,
                  "outside_coverage_seconds": 0,
                  "excused": {
                    "other_operator": 1200
                  }
                },
                {
                  "source": "noc",
                  "id": "INC-43",
                  "service_wide": false,
                  "summary": null,
                  "started_at": "2026-11-05T10:30:00+01:00",
                  "ended_at": "2026-11-05T11:30:00.500001+01:00",
                  "notified_at": "2026-11-05T10:33:00+01:00",
                  "counted_seconds": 3600.500001,
                  "excused_seconds": 0,
                  "unnotified_seconds": 0,
                  "outside_coverage_seconds": 0,
                  "excused": {}
                },
                {
                  "source": "noc",
                  "id": "INC-50",
                  "service_wide": false,
                  "summary": null,
                  "started_at": "2026-11-12T17:00:00+01:00",
                  "ended_at": "2026-11-12T19:30:00+01:00",
                  "notified_at": null,
                  "counted_seconds": 0,
                  "excused_seconds": 0,
                  "unnotified_seconds": 3600,
                  "outside_coverage_seconds": 5400,
                  "excused": {}
                },
                {
                  "source": "noc",
                  "id": "INC-60",
                  "service_wide": false,
                  "summary": null,
                  "started_at": "2026-11-20T08:00:00+01:00",
                  "ended_at": "2026-11-20T09:00:00+01:00",
                  "notified_at": "2026-11-20T08:03:00+01:00",
                  "counted_seconds": 900,
                  "excused_seconds": 2700,
                  "unnotified_seconds": 0,
                  "outside_coverage_seconds": 0,
                  "excused": {
                    "force_majeure": 2700
                  }
                },
                {
                  "source": "noc",
                  "id": "INC-70",
                  "service_wide": false,
                  "summary": null,
                  "started_at": "2026-11-30T17:50:00+01:00",
                  "ended_at": null,
                  "notified_at": "2026-11-30T17:53:00+01:00",
                  "counted_seconds": 600,
                  "excused_seconds": 0,
                  "unnotified_seconds": 0,
                  "outside_coverage_seconds": 21600,
                  "excused": {}
                }
              ],
              "warnings": []
            }
          ],
          "totals": {
            "subscriptions": 1,
            "met": 0,
            "breached": 1,
            "without_verdict": 0,
            "issued_amount": "0.00",
            "issued_amounts": {},
            "commercial_amounts": {},
            "by_status": {
              "awaiting_request": {
                "subscriptions": 1,
                "amounts": {
                  "EUR": "123.45"
                }
              }
            }
          }
        }

        """#

    static let text = #"""
        Availability and credits, November 2026

        4 subscriptions: 1 met the target, 2 missed it, 1 without a verdict
        The month is not over for 1: those may still change
          issued            1   50.00  EUR
          no_terms          1
          provisional       1
          awaiting_request  1  123.45  EUR
        Credited so far: 50.00 EUR

        subscription  customer                  name                      service         available  target  met        downtime  rate      amount  status
        =1+1          Dupont, "Père"; fils\r\n  -                         \u{1B}[31mivr           -       -  -                 -     -           -  no_terms
        SUB-0001      C-001                     -                         contact-centre   98.7962%  99.85%  no   2:23:00.500001   10%  123.45 EUR  awaiting_request
        SUB-0002      C-001                     Hôpital Saint-Étienne, …  contact-centre   99.5000%  99.85%  no          1:00:00    5%   50.00 EUR  issued
        SUB-0003      C-001                     =2+2                      contact-centre  100.0000%  99.85%  yes         0:00:00    0%        0.00  provisional

        """#

    static let csv = #"""
        month,subscription,customer,customer_name,service,revision,terms,terms_version,terms_sha256,period_from,period_to,time_zone,final,period_seconds,outside_hours_seconds,holiday_seconds,planned_maintenance_seconds,covered_seconds,available_seconds,counted_downtime_seconds,excused_seconds,excused_force_majeure_seconds,excused_third_party_equipment_seconds,excused_customer_act_seconds,excused_planned_maintenance_seconds,excused_over_capacity_seconds,excused_other_operator_seconds,excused_customer_unavailable_seconds,unnotified_downtime_seconds,basis,availability_percent,up_seconds,of_seconds,target_percent,met,other_basis,other_availability_percent,other_credit_rate_percent,outages,status,credit_rate_percent,base,amount,cut_by_cap,credited,currency,notes,hold,commercial,commercial_notes,warnings
        2026-11,'=1+1,"Dupont, ""Père""; fils
        ",,\#u{1B}[31mivr,1,,,,,,,false,,,,,,,,,,,,,,,,,,,,,,,,,,,no_terms,,,,0.00,0.00,,,,,,
        2026-11,SUB-0001,C-001,,contact-centre,1,axantis-contact-experience,2025-03,0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,2026-11-01T00:00:00+01:00,2026-12-01T00:00:00+01:00,Europe/Paris,true,2592000,1836000,36000,7200,712800,696719.499999,8580.500001,3900,2700,0,0,0,0,1200,0,3600,coverage,98.7962,704219.499999,712800,99.85,false,calendar,99.6689,5,5,awaiting_request,10,1234.50,123.45,0.00,0.00,EUR,,,,,
        2026-11,SUB-0002,C-001,"Hôpital Saint-Étienne, direction",contact-centre,1,axantis-contact-experience,2025-03,0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,2026-11-01T00:00:00+01:00,2026-12-01T00:00:00+01:00,Europe/Paris,true,2592000,1836000,36000,0,720000,716400,3600,0,0,0,0,0,0,0,0,0,coverage,99.5000,716400,720000,99.85,false,calendar,99.8611,0,1,issued,5,1000.00,50.00,0.00,50.00,EUR,AV-2026-000001,,,,
        2026-11,SUB-0003,C-001,'=2+2,contact-centre,1,axantis-contact-experience,2025-03,0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,2026-11-01T00:00:00+01:00,2026-11-16T00:00:00+01:00,Europe/Paris,false,1296000,936000,36000,0,324000,324000,0,0,0,0,0,0,0,0,0,0,coverage,100.0000,324000,324000,99.85,true,calendar,100.0000,0,0,provisional,0,,0.00,0.00,0.00,,,,,,
        """#
}
