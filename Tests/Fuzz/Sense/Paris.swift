package import SLA

/// Paris in 2026: summer time from 29 March 02:00 to 25 October 03:00 on its clocks.
package let paris2026 = Zone(
    name: "Europe/Paris", initialOffset: 3600,
    transitions: [
        Zone.Transition(start: Instant(microseconds: 1_774_746_000_000_000), offset: 7200),
        Zone.Transition(start: Instant(microseconds: 1_792_890_000_000_000), offset: 3600),
    ])
