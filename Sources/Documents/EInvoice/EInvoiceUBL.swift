import SLA

extension EInvoice {
    /// Writes a document in UBL 2.1; the order of the elements is the schema's.
    struct UBL {
        let document: Document

        private var isInvoice: Bool { document.kind == .invoice }
        private var root: String { isInvoice ? "Invoice" : "CreditNote" }

        var bytes: [UInt8] {
            let schemas = "urn:oasis:names:specification:ubl:schema:xsd:"
            return XMLWriter.whole { xml in
                xml.element(
                    root,
                    [
                        "xmlns": "\(schemas)\(root)-2",
                        "xmlns:cac": "\(schemas)CommonAggregateComponents-2",
                        "xmlns:cbc": "\(schemas)CommonBasicComponents-2",
                    ]
                ) { xml in
                    writeHeader(to: &xml)
                    writeReferences(to: &xml)
                    xml.element("cac:AccountingSupplierParty") { write(document.seller, to: &$0) }
                    xml.element("cac:AccountingCustomerParty") { write(document.buyer, to: &$0) }
                    writeDelivery(to: &xml)
                    xml.element("cac:PaymentTerms") { $0.text("cbc:Note", document.paymentTerms) }
                    writeTax(to: &xml)
                    writeTotals(to: &xml)
                    for line in document.lines { write(line, to: &xml) }
                }
            }
        }

        private func writeHeader(to xml: inout XMLWriter) {
            xml.text("cbc:CustomizationID", EInvoice.specification)
            xml.text("cbc:ProfileID", EInvoice.process)
            xml.text("cbc:ID", document.number)
            xml.text("cbc:IssueDate", document.issuedOn.description)
            if isInvoice, let due = document.dueOn { xml.text("cbc:DueDate", due.description) }
            xml.text("cbc:\(root)TypeCode", document.kind.rawValue)
            // UBL has no place for the subject code: EN 16931 puts it before the text, between number signs.
            for note in document.notes { xml.text("cbc:Note", "#\(note.subject)#\(note.text)") }
            xml.text("cbc:DocumentCurrencyCode", document.currency)
            if let currency = document.taxCurrency { xml.text("cbc:TaxCurrencyCode", currency) }
            if let reference = document.buyerReference { xml.text("cbc:BuyerReference", reference) }
            write(
                document.period, taxPoint: document.isTaxDueWhenInvoiced ? EInvoice.dueWhenInvoiced.ubl : nil,
                to: &xml)
        }

        private func write(_ period: Document.Period, taxPoint: String? = nil, to xml: inout XMLWriter) {
            xml.element("cac:InvoicePeriod") { xml in
                xml.text("cbc:StartDate", period.firstDay.description)
                xml.text("cbc:EndDate", period.lastDay.description)
                if let taxPoint { xml.text("cbc:DescriptionCode", taxPoint) }
            }
        }

        private func writeReferences(to xml: inout XMLWriter) {
            if let order = document.order {
                xml.element("cac:OrderReference") { $0.text("cbc:ID", order) }
            }
            for reference in document.preceding {
                xml.element("cac:BillingReference") { xml in
                    xml.element("cac:InvoiceDocumentReference") { xml in
                        xml.text("cbc:ID", reference.number)
                        xml.text("cbc:IssueDate", reference.issuedOn.description)
                    }
                }
            }
            if let contract = document.contract {
                xml.element("cac:ContractDocumentReference") { $0.text("cbc:ID", contract) }
            }
            if let subscription = document.subscription {
                write("cac:AdditionalDocumentReference", subscription, to: &xml)
            }
        }

        /// The subscription as the object that is invoiced.
        private func write(_ name: String, _ subscription: String, to xml: inout XMLWriter) {
            xml.element(name) { xml in
                xml.text("cbc:ID", subscription)
                xml.text("cbc:DocumentTypeCode", EInvoice.invoicedObject)
            }
        }

        private func writeTax(to xml: inout XMLWriter) {
            xml.element("cac:TaxTotal") { xml in
                writeAmount("cbc:TaxAmount", document.vatTotal, to: &xml)
                for tax in document.taxes {
                    xml.element("cac:TaxSubtotal") { xml in
                        writeAmount("cbc:TaxableAmount", tax.net, to: &xml)
                        writeAmount("cbc:TaxAmount", tax.vat, to: &xml)
                        xml.element("cac:TaxCategory") { xml in
                            xml.text("cbc:ID", tax.category.code)
                            if let percent = tax.category.percent { xml.text("cbc:Percent", percent) }
                            if let code = tax.category.exemptionCode {
                                xml.text("cbc:TaxExemptionReasonCode", code)
                            }
                            if let reason = tax.category.exemptionReason {
                                xml.text("cbc:TaxExemptionReason", reason)
                            }
                            writeScheme(to: &xml)
                        }
                    }
                }
            }
            if let currency = document.taxCurrency, let euros = document.vatTotalInEuros {
                xml.element("cac:TaxTotal") { xml in
                    xml.text("cbc:TaxAmount", euros.description, ["currencyID": currency])
                }
            }
        }

        private func writeTotals(to xml: inout XMLWriter) {
            xml.element("cac:LegalMonetaryTotal") { xml in
                writeAmount("cbc:LineExtensionAmount", document.net, to: &xml)
                writeAmount("cbc:TaxExclusiveAmount", document.net, to: &xml)
                writeAmount("cbc:TaxInclusiveAmount", document.gross, to: &xml)
                writeAmount("cbc:PayableAmount", document.gross, to: &xml)
            }
        }

        private func write(_ line: Document.Line, to xml: inout XMLWriter) {
            xml.element("cac:\(root)Line") { xml in
                xml.text("cbc:ID", String(line.number))
                xml.text(
                    isInvoice ? "cbc:InvoicedQuantity" : "cbc:CreditedQuantity", "1",
                    ["unitCode": EInvoice.unit])
                writeAmount("cbc:LineExtensionAmount", line.net, to: &xml)
                write(line.period, to: &xml)
                if let subscription = line.subscription {
                    write("cac:DocumentReference", subscription, to: &xml)
                }
                xml.element("cac:Item") { xml in
                    xml.text("cbc:Description", line.description)
                    xml.text("cbc:Name", line.item)
                    xml.element("cac:ClassifiedTaxCategory") { xml in
                        xml.text("cbc:ID", line.category.code)
                        if let percent = line.category.percent { xml.text("cbc:Percent", percent) }
                        writeScheme(to: &xml)
                    }
                }
                xml.element("cac:Price") { writeAmount("cbc:PriceAmount", line.net, to: &$0) }
            }
        }

        func writeScheme(_ scheme: String = "VAT", to xml: inout XMLWriter) {
            xml.element("cac:TaxScheme") { $0.text("cbc:ID", scheme) }
        }

        private func writeAmount(_ name: String, _ amount: Cents, to xml: inout XMLWriter) {
            xml.text(name, amount.description, ["currencyID": document.currency])
        }
    }
}
