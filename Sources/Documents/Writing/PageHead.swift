/// The head of a page that is one file: the browser must not fetch anything for it.
struct PageHead {
    let language: Language
    let title: String
    /// Style sheets of the program's own.
    let styles: [String]
    let allowsScripts: Bool

    /// Everything before the body; the element `html` stays open.
    func write(to html: inout HTMLWriter) {
        html.raw("<!DOCTYPE html>\n")
        html.open("html", ["lang": language.rawValue])
        html.newline()
        html.element("head") { html in
            html.void("meta", ["charset": "utf-8"])
            let scripts = allowsScripts ? "; script-src 'unsafe-inline'" : ""
            html.void(
                "meta",
                [
                    "http-equiv": "Content-Security-Policy",
                    "content": "default-src 'none'; style-src 'unsafe-inline'\(scripts)",
                ])
            html.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
            html.void("meta", ["name": "color-scheme", "content": "light dark"])
            html.element("title", text: title)
            html.newline()
            html.element("style") { html in for style in styles { html.raw(style) } }
        }
        html.newline()
    }
}
