/// The look of the page: light and dark as the reader's system asks, one column on a phone, plain on paper.
///
/// Every text colour has a contrast of at least 4.5 to its background, every mark of 3.
enum PageStyle {
    static let source = colours + layout + tables + sheets + drawings + paper

    private static let colours = """
        :root{color-scheme:light dark;--page:#f6f7f5;--card:#fff;--ink:#1b2420;--soft:#55615b;--line:#dfe4e0;\
        --accent:#0b5d4e;--covered:#d5e6dd;--counted:#b3261e;--unnotified:#a86200;--excused:#2a62a8;\
        --maintenance:#67569b;--holiday:#69736d;--met:#17694b;--notice:#fff4dc;--notice-ink:#5c4300}
        @media (prefers-color-scheme:dark){:root{--page:#121614;--card:#1a201d;--ink:#e6ece8;--soft:#a3b0a9;\
        --line:#2f3833;--accent:#6fd1b8;--covered:#2b4338;--counted:#ff8a7d;--unnotified:#f2b24f;\
        --excused:#7fb5f5;--maintenance:#b7a6ec;--holiday:#8d9a93;--met:#6fcf9f;--notice:#3a2f14;--notice-ink:#f5dfa8}}

        """

    private static let layout = """
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 -apple-system,"Segoe UI",Roboto,\
        "Helvetica Neue","Noto Sans","Liberation Sans",Arial,sans-serif;font-variant-numeric:tabular-nums;\
        -webkit-text-size-adjust:100%}
        main{max-width:75rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}
        h1{font-size:1.9rem;line-height:1.2;margin:0 0 1.5rem;letter-spacing:-.01em}
        h1 span{display:block;font-size:1.15rem;font-weight:400;color:var(--soft);letter-spacing:0;margin-top:.2rem}
        h2{font-size:1.15rem;margin:0 0 .75rem}
        h4{font-size:.8rem;margin:0 0 .35rem;color:var(--soft);font-weight:600}
        section[id],.guide{margin-top:2.75rem}
        p{margin:0 0 .75rem;max-width:48rem}
        a{color:var(--accent);text-underline-offset:.15em}
        small{display:block;font-size:.86em;color:var(--soft);font-weight:400}
        .soft{color:var(--soft)}
        .count{font-weight:400;color:var(--soft)}
        .notice{background:var(--notice);color:var(--notice-ink);padding:.6rem .9rem;border-radius:.5rem}
        .figures{display:grid;gap:1rem;grid-template-columns:minmax(17rem,1.7fr) repeat(4,minmax(0,1fr))}
        .figure,.panel{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.1rem 1.25rem;\
        min-width:0}
        .figure p{margin:0}
        .figure .name{color:var(--soft);font-size:.85rem}
        .figure .value{font-size:1.45rem;font-weight:600;line-height:1.3;white-space:nowrap}
        .figure .several{font-size:1.05rem}
        .figure .remark{color:var(--soft);font-size:.8rem;line-height:1.4;margin-top:.25rem}
        .legend{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:.5rem 0 0;padding:0;font-size:.85rem}
        .bar{display:block;height:.45rem;border-radius:.25rem;background:var(--line);overflow:hidden;margin-top:.35rem}
        .bar span{display:block;height:100%;min-width:2px}
        .bar.whole{display:flex;gap:2px;height:.6rem;background:none}
        .bar .met{background:var(--met)}.bar .missed,.bar .c{background:var(--counted)}
        .bar .open{background:var(--holiday)}.bar .u{background:var(--unnotified)}
        .bar .x{background:var(--excused)}.bar .m{background:var(--maintenance)}
        .panels{display:grid;gap:1rem;grid-template-columns:repeat(2,minmax(0,1fr));\
        grid-template-rows:auto 1fr;margin-top:1rem}
        .statuses{grid-row:span 2}
        .sign{font-weight:700}
        .sign.met{color:var(--met)}.sign.missed{color:var(--counted)}.sign.open{color:var(--soft)}

        """

    private static let tables = """
        .scroll{overflow-x:auto;position:relative}
        table{border-collapse:collapse;width:100%}
        caption{text-align:left;color:var(--soft);font-size:.8rem;padding-bottom:.35rem}
        th,td{text-align:left;vertical-align:top;padding:.5rem .75rem;border-top:1px solid var(--line);\
        overflow-wrap:anywhere}
        th:first-child,td:first-child{padding-left:0}th:last-child,td:last-child{padding-right:0}
        thead th{border-top:0;font-size:.8rem;font-weight:600;color:var(--soft);vertical-align:bottom;\
        overflow-wrap:normal}
        tbody th{font-weight:500;min-width:8rem}
        tfoot th,tfoot td{border-top:2px solid var(--line);font-weight:600}
        .n{text-align:right;white-space:nowrap}
        table.all{min-width:66rem}
        table.all td:nth-child(2){min-width:5rem}
        table.all td:last-child{min-width:8rem}
        th button{all:unset;cursor:pointer;text-decoration:underline dotted;text-underline-offset:.2em}
        th button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        th[aria-sort=ascending] button::after{content:" ↑"}th[aria-sort=descending] button::after{content:" ↓"}
        .tools{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:center;margin-bottom:1rem}
        .tools[hidden]{display:none}
        .tools label{color:var(--soft)}
        .tools input,.tools select{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--soft);\
        border-radius:.4rem;padding:.3rem .6rem}
        .tools output{color:var(--soft)}

        """

    private static let sheets = """
        details>summary{cursor:pointer}
        details>summary:focus-visible{outline:2px solid var(--accent);outline-offset:-2px;border-radius:.5rem}
        .plain>summary{padding:.4rem 0;color:var(--accent)}
        .part{border-top:1px solid var(--line)}
        .part>summary .range{font-weight:500;margin-right:1rem;overflow-wrap:anywhere}
        .sheet{background:var(--card);border:1px solid var(--line);border-radius:.75rem;margin-bottom:.5rem;\
        scroll-margin-top:1rem}
        .sheet>summary{display:grid;grid-template-columns:minmax(0,1fr) 13.6rem 8.5rem 8.5rem 10rem;gap:1.25rem;\
        align-items:center;padding:.7rem 1.1rem;list-style:none}
        .sheet>summary::-webkit-details-marker{display:none}
        .sheet>summary:hover{background:color-mix(in srgb,var(--covered) 30%,transparent)}
        .who{position:relative;padding-left:1.2rem;overflow-wrap:anywhere}
        .who::before{content:"▸";position:absolute;left:0;color:var(--soft)}
        .sheet[open]>summary .who::before{content:"▾"}
        .state{overflow-wrap:anywhere}
        .badge{display:inline-block;border:1px solid var(--soft);border-radius:1rem;padding:.05rem .65rem;font-size:.85rem}
        .badge.done{border-color:var(--met);color:var(--met)}
        .body{border-top:1px solid var(--line);padding:1rem 1.1rem 1.2rem}
        .sentence{font-weight:500}
        .columns{display:grid;grid-template-columns:minmax(0,7fr) minmax(0,4fr);gap:1rem 2.5rem}
        .lists{columns:2 16rem;column-gap:2rem}.lists>*{break-inside:avoid-column}
        dl{margin:0}
        dl div{display:flex;justify-content:space-between;gap:1rem;padding:.28rem 0;border-top:1px solid var(--line)}
        dl div:first-child{border-top:0}
        dt{color:var(--soft)}
        dd{margin:0;text-align:right;overflow-wrap:anywhere}
        .days{list-style:none;margin:0 0 1rem;padding:0}
        .days li{padding:.12rem 0;overflow-wrap:anywhere}
        code{font:.85em ui-monospace,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}

        """

    private static let drawings = """
        svg{display:block}
        .defs{position:absolute}
        .strip{width:13.56rem;height:1.5rem}
        .month{width:100%;min-width:38rem;margin:.25rem 0 1rem}
        .a,.h,.c,.u,.x,.m{fill:none;stroke-width:6}
        .wide .c,.wide .u,.wide .x,.wide .m{stroke-width:18}
        .a{stroke:var(--covered)}.c{stroke:var(--counted)}
        .u{stroke:url(#pu)}.x{stroke:url(#px)}.m{stroke:url(#pm)}.h{stroke:url(#ph)}
        .fa,.fb{fill:var(--card)}.fu{fill:var(--unnotified)}.fm{fill:var(--maintenance)}
        .cut{stroke:var(--card);stroke-width:1.2;fill:none}
        .lx{stroke:var(--excused);stroke-width:1.6;fill:none}.lh{stroke:var(--holiday);stroke-width:.7;fill:none}
        .line{stroke:var(--line);fill:none}
        .day,.hour{font-size:10.5px;fill:var(--soft);text-anchor:middle}.hour{text-anchor:end}
        .key{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem 1.75rem;margin:0 0 1rem;padding:0}
        .key li{display:flex;align-items:center;gap:.5rem}
        .key svg{width:.875rem;height:1.5rem}

        """

    private static let paper = """
        @media screen and (max-width:64rem){.figures{grid-template-columns:repeat(2,minmax(0,1fr))}\
        .verdicts{grid-column:1/-1}.panels,.columns{grid-template-columns:minmax(0,1fr)}\
        .sheet>summary{grid-template-columns:minmax(0,1fr) auto;gap:.4rem 1rem}\
        .who,.when{grid-column:1/-1}.sheet>summary .n:not(.amount){text-align:left;padding-left:1.2rem}\
        .when{padding-left:1.2rem}.state{grid-column:1/-1;padding-left:1.2rem}}
        @media screen and (max-width:40rem){main{padding:1.5rem 1rem 3rem}.figure,.panel{padding:.9rem 1rem}\
        .figure .value{font-size:1.2rem}th,td{padding:.45rem .4rem}tbody th{min-width:5rem}.panel table{font-size:.87rem}.strip{max-width:100%}\
        dl div{gap:.75rem}}
        @media print{:root{color-scheme:light;--page:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#ccc;\
        --accent:#000;--covered:#d5e6dd;--counted:#b3261e;--unnotified:#a86200;--excused:#2a62a8;\
        --maintenance:#67569b;--holiday:#69736d;--met:#17694b}
        @page{size:A4;margin:14mm 12mm}
        body{font-size:9.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
        main{max-width:none;padding:0}.tools,.who::before{display:none}.who{padding-left:0}
        .sheet,.figure,.panel,tr{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group}
        section[id],.guide{margin-top:1.5rem}#all{break-before:page;margin-top:0}
        .figures{grid-template-columns:1.6fr repeat(4,1fr);gap:.5rem}.figure,.panel{padding:.6rem .7rem}
        .figure .value{font-size:1rem}.panels{display:block;margin-top:.75rem}.panel{margin-bottom:.75rem}
        .sheet{margin-bottom:.25rem;border-radius:.3rem}.sheet>summary{padding:.3rem .5rem;gap:.7rem;\
        grid-template-columns:minmax(0,1fr) 9rem 6rem 6rem 8rem}.body{padding:.6rem .5rem}
        .scroll{overflow:visible}th,td{padding:.2rem .4rem}table.all{min-width:0;font-size:7.5pt}.all th,.all td{padding:.2rem .3rem}\
        .all th,.all td,.state{overflow-wrap:break-word}\
        table.all td:nth-child(2),table.all td:last-child,.all tbody th{min-width:0}
        .strip{width:9rem;height:1rem}table.all .strip{width:7.2rem;height:.8rem}.month{min-width:0}
        .short .plain::details-content{content-visibility:visible;display:block}.short .plain>summary{display:none}
        a{text-decoration:none}th button{display:contents}}

        """
}
