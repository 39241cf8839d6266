/// What pages carry that is not Swift, as files beside what they belong to: sent as they are, byte for byte.
enum Resources {
    /// The look of the month's page: light and dark as the reader's system asks, one column on a phone, plain on paper.
    ///
    /// Every text colour has a contrast of at least 4.5 to its background, every mark of 3.
    static let monthStyle = text(PackageResources.month_css)

    /// Added where a page is about several months: charts, and the map of months by subscription.
    static let yearStyle = text(PackageResources.year_css)

    /// Added where two terms are compared: pairs of bars, and amounts that are more or less.
    static let simulationStyle = text(PackageResources.simulation_css)

    /// What a reader whose browser allows scripts gets on top: the table of all sorts and filters.
    ///
    /// Without it nothing is missing from the page. It reads only the page, and stores and sends nothing.
    static let monthScript = text(PackageResources.month_js)

    /// The look of a note, for every medium and for paper: A4 on paper, a sheet on a screen, one column on a telephone.
    ///
    /// Floats and tables only, which every reader prints alike.
    static let noteStyle = text(PackageResources.note_css)

    /// Added where a note has several lines.
    static let noteLinesStyle = text(PackageResources.note_lines_css)

    /// For screens alone.
    static let noteScreenStyle = text(PackageResources.note_screen_css)

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
