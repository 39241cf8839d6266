import SLA

extension JSONWriter {
    /// The coverage's make-up (R2).
    mutating func members(
        of makeup: CoverageMakeup, _ classes: Classes, _ time: LocalTime
    ) {
        array("weekly") { json in
            for hours in makeup.weekly {
                json.object { json in
                    json.array("days") { json in
                        for day in hours.days { json.string(nil, day.rawValue) }
                    }
                    json.string("first_day", hours.spell.lowerBound.description)
                    json.string("last_day", hours.spell.upperBound.description)
                    json.windows(hours.windows)
                    json.integer("days_in_period", hours.count)
                    json.seconds("seconds", hours.microseconds)
                }
            }
        }
        array("holidays") { json in
            for holiday in makeup.holidays {
                json.object { json in
                    json.string("date", holiday.date.description)
                    json.string("name", holiday.name)
                    json.seconds("seconds", holiday.microseconds)
                }
            }
        }
        array("special_hours") { json in
            for special in makeup.special {
                json.object { json in
                    json.string("date", special.day.date.description)
                    json.string("name", special.day.name)
                    json.windows(special.day.windows)
                    json.seconds("seconds", special.microseconds)
                }
            }
        }
        array("maintenance") { json in
            for removal in makeup.maintenance {
                json.object { json in
                    json.string("source", removal.maintenance.source)
                    json.string("id", removal.maintenance.id)
                    json.string("summary", removal.maintenance.summary)
                    json.members(of: removal.maintenance.interval, time)
                    json.string("announced_at", removal.maintenance.announcedAt.map(time.rfc3339))
                    json.bool("planned", removal.isPlanned)
                    json.seconds("seconds", removal.microseconds)
                }
            }
        }
        seconds("hours_seconds", makeup.hours)
        seconds("covered_seconds", classes.covered)
    }

    private mutating func windows(_ windows: [Range<Int64>]) {
        array("windows") { json in
            for window in windows {
                json.object { json in
                    json.string("from", DurationText.timeOfDay(window.lowerBound))
                    json.string("to", DurationText.timeOfDay(window.upperBound))
                }
            }
        }
    }
}
