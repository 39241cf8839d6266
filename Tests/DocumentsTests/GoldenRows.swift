extension Golden {
    static let csv = #"""
        month,subscription,customer,customer_name,service,revision,terms,terms_version,terms_sha256,period_from,period_to,time_zone,final,period_seconds,outside_hours_seconds,holiday_seconds,planned_maintenance_seconds,covered_seconds,available_seconds,counted_downtime_seconds,excused_seconds,excused_force_majeure_seconds,excused_third_party_equipment_seconds,excused_customer_act_seconds,excused_planned_maintenance_seconds,excused_over_capacity_seconds,excused_other_operator_seconds,excused_customer_unavailable_seconds,unnotified_downtime_seconds,basis,availability_percent,up_seconds,of_seconds,target_percent,met,other_basis,other_availability_percent,other_credit_rate_percent,outages,status,credit_rate_percent,base,amount,cut_by_cap,credited,currency,notes,hold,commercial,commercial_notes,warnings
        2026-11,'=1+1,"Dupont, ""Père""; fils
        ",,\#u{1B}[31mivr,1,,,,,,,false,,,,,,,,,,,,,,,,,,,,,,,,,,,no_terms,,,,0.00,0.00,,,,,,
        2026-11,SUB-0001,C-001,,contact-centre,1,axantis-contact-experience,2025-03,0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,2026-11-01T00:00:00+01:00,2026-12-01T00:00:00+01:00,Europe/Paris,true,2592000,1836000,36000,7200,712800,696719.499999,8580.500001,3900,2700,0,0,0,0,1200,0,3600,coverage,98.7962,704219.499999,712800,99.85,false,calendar,99.6689,5,5,awaiting_request,10,1234.50,123.45,0.00,0.00,EUR,,,,,
        2026-11,SUB-0002,C-001,"Hôpital Saint-Étienne, direction",contact-centre,1,axantis-contact-experience,2025-03,0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,2026-11-01T00:00:00+01:00,2026-12-01T00:00:00+01:00,Europe/Paris,true,2592000,1836000,36000,0,720000,716400,3600,0,0,0,0,0,0,0,0,0,coverage,99.5000,716400,720000,99.85,false,calendar,99.8611,0,1,issued,5,1000.00,50.00,0.00,50.00,EUR,AV-2026-000001,,,,
        2026-11,SUB-0003,C-001,'=2+2,contact-centre,1,axantis-contact-experience,2025-03,0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,2026-11-01T00:00:00+01:00,2026-11-16T00:00:00+01:00,Europe/Paris,false,1296000,936000,36000,0,324000,324000,0,0,0,0,0,0,0,0,0,0,coverage,100.0000,324000,324000,99.85,true,calendar,100.0000,0,0,provisional,0,,0.00,0.00,0.00,,,,,,
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
}
