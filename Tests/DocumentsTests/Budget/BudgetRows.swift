/// What `BudgetSamples.budget` is for programs.
enum BudgetRows {
    static let csv = [
        "month,at,subscription,customer,customer_name,service,terms,terms_version,standing,basis,"
            + "availability_percent,downtime_seconds,unnotified_seconds,of_seconds,target_percent,"
            + "allowed_seconds,remaining_seconds,used_percent,next_rate_percent,"
            + "next_rate_remaining_seconds,rate_percent,base,base_month,cost,currency,on_request,open_outages",
        "2026-11,2026-11-13T12:00:00+01:00,SUB-0002,C-002,Client Deux "
            + "SAS,contact-centre,axantis-contact-experience,2025-03,missed,coverage,99.5000,3600,0,720000,"
            + "99.85,1080,-2520,333.33,10,0,5,1234.50,2026-10,61.73,EUR,true,0",
        "2026-11,2026-11-13T12:00:00+01:00,SUB-0003,C-001,,contact-centre,axantis-contact-experience,"
            + "2025-03,missed,coverage,99.8499,1080.000001,0,720000,99.85,1080,-0.000001,100.00,10,"
            + "2519.999999,5,1000.00,2026-11,50.00,USD,true,0",
        "2026-11,2026-11-13T12:00:00+01:00,SUB-0001,C-001,Client Un "
            + "SAS,contact-centre,axantis-contact-experience,2025-03,within,coverage,99.8750,900,0,720000,"
            + "99.85,1080,180,83.33,5,180,0,,,0.00,,true,1",
        "2026-11,2026-11-13T12:00:00+01:00,SUB-0004,C-001,Client Un "
            + "SAS,contact-centre,axantis-contact-experience,2025-03,no_commitment,coverage,100.0000,0,0,"
            + "720000,,,,,,,,,,,,,0",
        "2026-11,2026-11-13T12:00:00+01:00,SUB-0005,C-001,Client Un "
            + "SAS,contact-centre,axantis-contact-experience,2025-03,not_measurable,coverage,,0,0,0,99.85,,"
            + ",,,,0,,,0.00,,true,0",
        "2026-11,2026-11-13T12:00:00+01:00,SUB-0006,C-001,Client Un "
            + "SAS,contact-centre,,,no_terms,,,,,,,,,,,,,,,,,,0",
    ]

    static let prometheus = [
        "# HELP avoir_budget_remaining_seconds Counted downtime that may still come before the "
            + "target is missed; negative: missed by so much.",
        "# TYPE avoir_budget_remaining_seconds gauge",
        "avoir_budget_remaining_seconds{subscription=\"SUB-0002\",customer=\"C-002\","
            + "service=\"contact-centre\"} -2520",
        "avoir_budget_remaining_seconds{subscription=\"SUB-0003\",customer=\"C-001\","
            + "service=\"contact-centre\"} -0.000001",
        "avoir_budget_remaining_seconds{subscription=\"SUB-0001\",customer=\"C-001\","
            + "service=\"contact-centre\"} 180",
        "# HELP avoir_budget_allowed_seconds Counted downtime that the target allows in the whole "
            + "month.",
        "# TYPE avoir_budget_allowed_seconds gauge",
        "avoir_budget_allowed_seconds{subscription=\"SUB-0002\",customer=\"C-002\","
            + "service=\"contact-centre\"} 1080",
        "avoir_budget_allowed_seconds{subscription=\"SUB-0003\",customer=\"C-001\","
            + "service=\"contact-centre\"} 1080",
        "avoir_budget_allowed_seconds{subscription=\"SUB-0001\",customer=\"C-001\","
            + "service=\"contact-centre\"} 1080",
        "# HELP avoir_budget_used_seconds Counted downtime of the month so far.",
        "# TYPE avoir_budget_used_seconds gauge",
        "avoir_budget_used_seconds{subscription=\"SUB-0002\",customer=\"C-002\","
            + "service=\"contact-centre\"} 3600",
        "avoir_budget_used_seconds{subscription=\"SUB-0003\",customer=\"C-001\","
            + "service=\"contact-centre\"} 1080.000001",
        "avoir_budget_used_seconds{subscription=\"SUB-0001\",customer=\"C-001\","
            + "service=\"contact-centre\"} 900",
        "# HELP avoir_budget_tier_remaining_seconds Counted downtime that may still come before a "
            + "credit rate is reached; negative: reached.",
        "# TYPE avoir_budget_tier_remaining_seconds gauge",
        "avoir_budget_tier_remaining_seconds{subscription=\"SUB-0002\",customer=\"C-002\","
            + "service=\"contact-centre\",rate=\"5\",below=\"99.85\"} -2520",
        "avoir_budget_tier_remaining_seconds{subscription=\"SUB-0002\",customer=\"C-002\","
            + "service=\"contact-centre\",rate=\"10\",below=\"99.5\"} 0",
        "avoir_budget_tier_remaining_seconds{subscription=\"SUB-0002\",customer=\"C-002\","
            + "service=\"contact-centre\",rate=\"20\",below=\"97\"} 18000",
        "avoir_budget_tier_remaining_seconds{subscription=\"SUB-0003\",customer=\"C-001\","
            + "service=\"contact-centre\",rate=\"5\",below=\"99.85\"} -0.000001",
        "avoir_budget_tier_remaining_seconds{subscription=\"SUB-0003\",customer=\"C-001\","
            + "service=\"contact-centre\",rate=\"10\",below=\"99.5\"} 2519.999999",
        "avoir_budget_tier_remaining_seconds{subscription=\"SUB-0003\",customer=\"C-001\","
            + "service=\"contact-centre\",rate=\"20\",below=\"97\"} 20519.999999",
        "avoir_budget_tier_remaining_seconds{subscription=\"SUB-0001\",customer=\"C-001\","
            + "service=\"contact-centre\",rate=\"5\",below=\"99.85\"} 180",
        "avoir_budget_tier_remaining_seconds{subscription=\"SUB-0001\",customer=\"C-001\","
            + "service=\"contact-centre\",rate=\"10\",below=\"99.5\"} 2700",
        "avoir_budget_tier_remaining_seconds{subscription=\"SUB-0001\",customer=\"C-001\","
            + "service=\"contact-centre\",rate=\"20\",below=\"97\"} 20700",
        "# HELP avoir_budget_cost Credit of the month so far, before tax and before the cap, in "
            + "units of the currency.",
        "# TYPE avoir_budget_cost gauge",
        "avoir_budget_cost{subscription=\"SUB-0002\",customer=\"C-002\",service=\"contact-centre\","
            + "currency=\"EUR\"} 61.73",
        "avoir_budget_cost{subscription=\"SUB-0003\",customer=\"C-001\",service=\"contact-centre\","
            + "currency=\"USD\"} 50.00",
        "# HELP avoir_budget_open_outages Outages that are open.",
        "# TYPE avoir_budget_open_outages gauge",
        "avoir_budget_open_outages{subscription=\"SUB-0002\",customer=\"C-002\","
            + "service=\"contact-centre\"} 0",
        "avoir_budget_open_outages{subscription=\"SUB-0003\",customer=\"C-001\","
            + "service=\"contact-centre\"} 0",
        "avoir_budget_open_outages{subscription=\"SUB-0001\",customer=\"C-001\","
            + "service=\"contact-centre\"} 1",
        "avoir_budget_open_outages{subscription=\"SUB-0004\",customer=\"C-001\","
            + "service=\"contact-centre\"} 0",
        "avoir_budget_open_outages{subscription=\"SUB-0005\",customer=\"C-001\","
            + "service=\"contact-centre\"} 0",
        "avoir_budget_open_outages{subscription=\"SUB-0006\",customer=\"C-001\","
            + "service=\"contact-centre\"} 0",
        "# HELP avoir_budget_standing_info Where the month stands: within, missed, no_commitment, "
            + "not_measurable or no_terms.",
        "# TYPE avoir_budget_standing_info gauge",
        "avoir_budget_standing_info{subscription=\"SUB-0002\",customer=\"C-002\","
            + "service=\"contact-centre\",standing=\"missed\"} 1",
        "avoir_budget_standing_info{subscription=\"SUB-0003\",customer=\"C-001\","
            + "service=\"contact-centre\",standing=\"missed\"} 1",
        "avoir_budget_standing_info{subscription=\"SUB-0001\",customer=\"C-001\","
            + "service=\"contact-centre\",standing=\"within\"} 1",
        "avoir_budget_standing_info{subscription=\"SUB-0004\",customer=\"C-001\","
            + "service=\"contact-centre\",standing=\"no_commitment\"} 1",
        "avoir_budget_standing_info{subscription=\"SUB-0005\",customer=\"C-001\","
            + "service=\"contact-centre\",standing=\"not_measurable\"} 1",
        "avoir_budget_standing_info{subscription=\"SUB-0006\",customer=\"C-001\","
            + "service=\"contact-centre\",standing=\"no_terms\"} 1",
        "# HELP avoir_budget_month_info The month that the other metrics are about.",
        "# TYPE avoir_budget_month_info gauge",
        "avoir_budget_month_info{month=\"2026-11\"} 1",
        "# HELP avoir_budget_at_seconds The instant as at which the month was judged.",
        "# TYPE avoir_budget_at_seconds gauge",
        "avoir_budget_at_seconds 1794567600",
    ]
}
