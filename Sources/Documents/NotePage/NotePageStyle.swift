/// The look of a note: A4 on paper, a sheet on a screen, one column on a telephone.
///
/// Floats and tables only: the PDF writers of Debian lay out neither flex nor grid reliably.
enum NotePageStyle {
    /// For every medium and for paper.
    static let document = common + paper

    private static let common = """

        * { box-sizing: border-box; }
        html { font: 9.5pt/1.4 "DejaVu Sans", sans-serif; color: #1a1a1a; background: #fff; }
        body { margin: 0; }
        h1, h2, h3, p, table { margin: 0; padding: 0; }
        h1 { font-size: 20pt; line-height: 1.2; font-weight: bold; }
        h1, .name, td, th, p { overflow-wrap: anywhere; }
        .number { white-space: nowrap; }
        h2 { font-size: 8pt; text-transform: uppercase; letter-spacing: 0.06em; color: #4a5560; margin: 5mm 0 1.5mm; }
        h3 { font-size: 10.5pt; margin: 5mm 0 1.5mm; break-after: avoid; }
        header { border-bottom: 1.2pt solid #22384f; padding-bottom: 3mm; }
        .kind { color: #4a5560; text-transform: uppercase; letter-spacing: 0.08em; font-size: 8pt; }
        .date { margin-top: 1mm; }
        .parties::after { content: ""; display: block; clear: both; }
        .party { float: left; width: 48%; }
        .party + .party { float: right; }
        .party p { margin-bottom: 1.2mm; }
        .party h2 { margin-top: 4mm; }
        .name { font-weight: bold; }
        .notice { border: 0.8pt solid #8a5a00; background: #fff6e0; padding: 3mm; margin-top: 4mm; }
        table { border-collapse: collapse; width: 100%; }
        th { text-align: left; font-weight: normal; }
        td, th { vertical-align: top; }
        .n { text-align: right; font-variant-numeric: tabular-nums; }
        .subject { margin-top: 4mm; }
        .subject th { width: 13em; color: #4a5560; padding: 0.4mm 3mm 0.4mm 0; }
        .subject td { padding: 0.4mm 0; }
        .figures { table-layout: fixed; }
        .figures thead th { border-bottom: 0.8pt solid #22384f; font-size: 8pt; color: #4a5560; padding: 1mm 2mm 1mm 0; }
        .figures td { border-bottom: 0.4pt solid #c9d0d6; padding: 1.2mm 2mm 1.2mm 0; }
        .figures .n { padding-left: 1mm; padding-right: 0; }
        .figures tr, .calculation tr { break-inside: avoid; }
        .c-amount { width: 10.5em; }
        .c-rate { width: 8em; }
        .c-date { width: 12em; }
        .totals { width: 60%; margin: 2mm 0 0 40%; break-inside: avoid; }
        .totals th, .totals td { padding: 0.8mm 0; }
        .totals .grand th, .totals .grand td { border-top: 0.8pt solid #22384f; font-weight: bold; font-size: 11pt; padding-top: 1.5mm; }
        .treatment { font-weight: bold; margin-top: 3mm; }
        footer { margin-top: 6mm; padding-top: 2mm; border-top: 0.4pt solid #c9d0d6; font-size: 8pt; color: #3c464f; break-inside: avoid; }
        .hash { margin-top: 1.5mm; font-size: 6.5pt; color: #4a5560; }
        .annex-title { font-size: 14pt; text-transform: none; letter-spacing: 0; color: #1a1a1a; margin: 0; }
        .running { color: #4a5560; margin-bottom: 3mm; }
        .calculation { table-layout: fixed; }
        .calculation th, .calculation td { padding: 0.7mm 2mm 0.7mm 0; border-bottom: 0.4pt solid #dde2e6; }
        .calculation .n { padding-right: 0; }
        .calculation .result th, .calculation .result .n { font-weight: bold; }
        .calculation .total th, .calculation .total td { font-weight: bold; border-top: 0.8pt solid #22384f; border-bottom: 0; }
        .calculation .c-step { width: 15em; }
        .calculation .c-amount { width: 13.5em; }
        .month { display: block; width: 100%; height: auto; }
        .totals .n, .calculation .n { white-space: nowrap; }
        .outages { font-size: 7pt; }
        .outages thead th { font-size: 7pt; }
        .outages tbody { break-inside: avoid; }
        .outages .headed td { border-bottom: 0; padding-bottom: 0; }
        .outages .soft { color: #4a5560; padding-top: 0; }
        .c-reference { width: 17%; }
        .c-instant { width: 14%; }
        .remark { margin-top: 2mm; font-size: 8pt; color: #4a5560; }

        """

    private static let paper = """
        @page {
          size: A4; margin: 15mm 16mm 18mm;
          @bottom-left { content: string(title); font: 7.5pt "DejaVu Sans", sans-serif; color: #4a5560; }
          @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt "DejaVu Sans", sans-serif; color: #4a5560; }
        }
        @media print {
          h1 { string-set: title content(); }
          .annex { break-before: page; }
          thead { display: table-header-group; }
          .scroll { overflow: visible; }
        }

        """

    /// Added where a note has several lines.
    static let severalLines = """
        h4 { font-size: 9.5pt; margin: 4mm 0 1.5mm; break-after: avoid; }
        .line-title { font-size: 11.5pt; margin-top: 8mm; }
        .overview, .overview thead th { font-size: 7.5pt; }
        .overview .n, .overview td:first-child { white-space: nowrap; }
        .c-line { width: 5em; }
        .c-part { width: 8em; }
        .c-sum { width: 10em; }

        """

    /// For screens alone: PDF writers never read it.
    static let screen = """
        html { background: #e9ecef; font-size: 15px; }
        .sheet { background: #fff; width: 58rem; max-width: calc(100% - 24px); margin: 12px auto; padding: 14mm 16mm; box-shadow: 0 1px 6px rgba(0, 0, 0, 0.25); }
        .scroll { overflow-x: auto; }
        .scroll:focus-visible { outline: 2px solid #1f4e8c; }
        footer, .remark { font-size: 0.85rem; }
        .hash { font-size: 0.7rem; }
        .outages, .outages thead th { font-size: 0.75rem; }
        .kind, h2, .figures thead th { font-size: 0.8rem; }
        .annex-title { font-size: 1.5rem; }
        @media (max-width: 700px) {
          .sheet { max-width: 100%; margin: 0 0 10px; padding: 18px 16px; box-shadow: none; }
          .party, .party + .party { float: none; width: auto; }
          .totals { width: 100%; margin-left: 0; }
          .subject th, .subject td { display: block; width: auto; }
          .stacked, .stacked tbody, .stacked tr, .stacked td { display: block; }
          .stacked thead, .stacked colgroup { display: none; }
          .stacked tr { border-bottom: 1px solid #c9d0d6; padding: 6px 0; }
          .stacked td { border: 0; padding: 2px 0; }
          .stacked td.n, .stacked td.v { display: flex; justify-content: space-between; gap: 12px; text-align: right; padding: 2px 0; }
          .stacked td::before { content: attr(data-label); color: #4a5560; text-align: left; flex: none; }
          .stacked td:first-child::before { content: none; }
          .calculation, .calculation tbody { display: block; }
          .calculation colgroup { display: none; }
          .calculation tr { display: grid; grid-template-columns: 1fr auto; border-bottom: 1px solid #dde2e6; padding: 5px 0; column-gap: 12px; }
          .calculation th, .calculation td, .calculation .total th, .calculation .total td { border: 0; padding: 0; }
          .calculation td { grid-row: 2; grid-column: 1 / 3; font-size: 0.9rem; }
          .calculation td.n { grid-row: 1; grid-column: 2; font-size: inherit; }
          .month { width: 660px; }
          .outages { width: 760px; }
          h1 { font-size: 1.5rem; }
          .number { white-space: normal; }
        }
        @media (prefers-color-scheme: dark) {
          html { background: #0f1419; color: #e6e9ec; }
          .sheet { background: #1a2027; box-shadow: none; }
          h2, .kind, .subject th, .figures thead th, .hash, .remark, .running, .outages .soft { color: #aab6c2; }
          footer { color: #c3ccd4; border-color: #3a4550; }
          .annex-title { color: #e6e9ec; }
          header, .figures thead th, .totals .grand th, .totals .grand td, .calculation .total th, .calculation .total td { border-color: #7fa3c9; }
          .figures td, .stacked tr, .calculation tr, .calculation th, .calculation td { border-color: #3a4550; }
          .stacked td::before { color: #aab6c2; }
          .notice { background: #332a12; border-color: #d6a13a; }
          .month .p-text { fill: #d5dbe1; }
          .month .p-strong { fill: #ff9a94; }
          .month .p-outside-hours { fill: #262e37; }
          .month .p-available { fill: #2c5a3b; }
          .month .p-counted { fill: #f0524c; stroke: #ffb3af; }
          .month .p-grid { stroke: #9aa5b0; }
          .month .g-excused { fill: #234a78; } .month .l-excused { fill: #9cc4f5; } .month .p-excused { stroke: #9cc4f5; }
          .month .g-unnotified { fill: #6b4a08; } .month .l-unnotified { fill: #ffd98a; } .month .p-unnotified { stroke: #ffd98a; }
          .month .g-maintenance { fill: #3d3259; } .month .l-maintenance { fill: #b9a5e8; }
          .month .g-holiday { fill: #4a4326; } .month .l-holiday { fill: #d9c27a; }
          .month .g-outside-coverage { fill: #3d454d; } .month .l-outside-coverage { fill: #a6afb8; } .month .p-outside-coverage { stroke: #a6afb8; }
        }

        """
}
