import SLA

extension NoteHTML {
    func heading(_ html: inout HTMLWriter) {
        let heading = document.heading
        html.element("header") { html in
            if let logo = document.logo {
                html.void("img", ["class": "logo", "alt": document.issuer, "src": logo.dataAddress])
            }
            html.element("p", ["class": "kind"], text: heading.kind)
            html.element("h1") { html in
                html.text("\(heading.name) ")
                html.element("span", ["class": "number"], text: heading.number)
                if let after = heading.after {
                    html.text(" ")
                    html.element("span", ["class": "after"], text: after)
                }
            }
            html.element("p", ["class": "date"]) { html in
                html.text("\(heading.issued) ")
                html.element(
                    "time", ["datetime": document.values.issueDate.description], text: heading.date)
            }
        }
        html.newline()
    }

    func parties(_ html: inout HTMLWriter) {
        html.element("div", ["class": "parties"]) { html in
            for party in document.parties {
                html.element("section", ["class": "party"]) { html in
                    html.element("h2", text: party.role)
                    html.element("p", ["class": "name"], text: party.name)
                    html.element("p", ["class": "address"]) { lines(party.address, &$0) }
                    for paragraph in party.details { html.element("p") { lines(paragraph, &$0) } }
                }
            }
        }
        html.newline()
    }

    func write(_ notice: NoteDocument.Notice, _ html: inout HTMLWriter) {
        html.element("div", ["class": "notice"]) { html in
            html.element("p") { html in
                html.text(notice.before)
                html.element("strong", text: notice.number)
                html.text(notice.after)
            }
            html.element("p", text: notice.reason)
        }
        html.newline()
    }

    func subject(_ html: inout HTMLWriter) {
        html.element("table", ["class": "subject"]) { html in
            html.element("tbody") { html in
                for row in document.subject {
                    html.element("tr") { html in
                        html.element("th", ["scope": "row"], text: row.label)
                        html.element("td") { lines(row.lines, &$0) }
                    }
                }
            }
        }
        html.newline()
    }

    func invoices(_ html: inout HTMLWriter) {
        write(document.invoices, &html)
        if let credits = document.earlierCredits { write(credits, &html) }
    }

    private func write(_ invoices: NoteDocument.Invoices, _ html: inout HTMLWriter) {
        let titles = invoices.columns
        html.element("h2", text: invoices.title)
        html.element("table", ["class": "figures stacked"]) { html in
            let owner = titles.subscription.map { [$0] } ?? []
            let all = [titles.invoice, titles.date] + owner + [titles.rate, titles.amount]
            columns(
                ["", "c-date"] + owner.map { _ in "" } + [owner.isEmpty ? "c-rate" : "c-line", "c-amount"],
                &html)
            header(all, numbersFrom: all.count - 2, &html)
            html.element("tbody") { html in
                for invoice in invoices.rows {
                    html.element("tr") { html in
                        html.element("td", text: invoice.invoice)
                        value(invoice.date, titles.date, &html)
                        if let title = titles.subscription {
                            value(invoice.subscription ?? "", title, &html)
                        }
                        number(invoice.rate, titles.rate, &html)
                        number(invoice.amount, titles.amount, &html)
                    }
                }
            }
        }
        html.newline()
    }

    func amounts(_ html: inout HTMLWriter) {
        let titles = document.amounts.columns
        html.element("h2", text: document.amounts.title)
        html.element("table", ["class": "figures stacked"]) { html in
            let vat = titles.vat.map { [$0] } ?? []
            columns(["", "c-amount", "c-rate"] + vat.map { _ in "c-amount" }, &html)
            header([titles.description, titles.net, titles.rate] + vat, numbersFrom: 1, &html)
            html.element("tbody") { html in
                for row in document.amounts.rows {
                    html.element("tr") { html in
                        html.element("td") { html in
                            html.element("strong", text: row.description)
                            for detail in row.details {
                                html.void("br")
                                html.text(detail)
                            }
                        }
                        number(row.net, titles.net, &html)
                        number(row.rate, titles.rate, &html)
                        if let title = titles.vat { number(row.vat ?? "", title, &html) }
                    }
                }
            }
        }
        totals(&html)
        if let treatment = document.treatment {
            html.element("p", ["class": "treatment"], text: treatment)
        }
        html.newline()
    }

    private func totals(_ html: inout HTMLWriter) {
        html.element("table", ["class": "totals"]) { html in
            html.element("tbody") { html in
                for total in document.totals {
                    html.element("tr", ["class": total.isGrand ? "grand" : nil]) { html in
                        html.element("th", ["scope": "row"], text: total.label)
                        html.element("td", ["class": "n"], text: total.amount)
                    }
                }
            }
        }
    }

    func mentions(_ html: inout HTMLWriter) {
        html.element("footer") { html in
            for mention in document.mentions { html.element("p", text: mention) }
            html.element("p", ["class": "hash"], text: document.hash)
        }
    }
}
