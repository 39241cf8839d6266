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
                "target_downtime_seconds": null,
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
                "lines": [
                  {
                    "promise": "availability",
                    "rate": "10%",
                    "steps": null,
                    "base": "1234.50",
                    "amount": "123.45",
                    "failure": null,
                    "notes": []
                  }
                ],
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
}
