import SLA

extension EInvoice {
    /// Writes a document in UN/CEFACT CII (D22B), EN 16931 profile; the order of the elements is the schema's.
    struct CII {
        let document: Document

        var bytes: [UInt8] {
            let schemas = "urn:un:unece:uncefact:data:standard:"
            return XMLWriter.whole { xml in
                xml.element(
                    "rsm:CrossIndustryInvoice",
                    [
                        "xmlns:rsm": "\(schemas)CrossIndustryInvoice:100",
                        "xmlns:ram": "\(schemas)ReusableAggregateBusinessInformationEntity:100",
                        "xmlns:qdt": "\(schemas)QualifiedDataType:100",
                        "xmlns:udt": "\(schemas)UnqualifiedDataType:100",
                    ]
                ) { xml in
                    writeHeader(to: &xml)
                    xml.element("rsm:SupplyChainTradeTransaction") { xml in
                        for line in document.lines { write(line, to: &xml) }
                        writeAgreement(to: &xml)
                        writeDelivery(to: &xml)
                        writeSettlement(to: &xml)
                    }
                }
            }
        }

        private func writeHeader(to xml: inout XMLWriter) {
            xml.element("rsm:ExchangedDocumentContext") { xml in
                xml.element("ram:BusinessProcessSpecifiedDocumentContextParameter") {
                    $0.text("ram:ID", EInvoice.process)
                }
                xml.element("ram:GuidelineSpecifiedDocumentContextParameter") {
                    $0.text("ram:ID", EInvoice.specification)
                }
            }
            xml.element("rsm:ExchangedDocument") { xml in
                xml.text("ram:ID", document.number)
                xml.text("ram:TypeCode", document.kind.rawValue)
                write("ram:IssueDateTime", document.issuedOn, to: &xml)
                for note in document.notes {
                    xml.element("ram:IncludedNote") { xml in
                        xml.text("ram:Content", note.text)
                        xml.text("ram:SubjectCode", note.subject)
                    }
                }
            }
        }

        private func write(_ line: Document.Line, to xml: inout XMLWriter) {
            xml.element("ram:IncludedSupplyChainTradeLineItem") { xml in
                xml.element("ram:AssociatedDocumentLineDocument") {
                    $0.text("ram:LineID", String(line.number))
                }
                xml.element("ram:SpecifiedTradeProduct") { xml in
                    xml.text("ram:Name", line.item)
                    xml.text("ram:Description", line.description)
                }
                xml.element("ram:SpecifiedLineTradeAgreement") { xml in
                    xml.element("ram:NetPriceProductTradePrice") {
                        $0.text("ram:ChargeAmount", line.net.description)
                    }
                }
                xml.element("ram:SpecifiedLineTradeDelivery") {
                    $0.text("ram:BilledQuantity", "1", ["unitCode": EInvoice.unit])
                }
                xml.element("ram:SpecifiedLineTradeSettlement") { xml in
                    xml.element("ram:ApplicableTradeTax") { xml in
                        xml.text("ram:TypeCode", "VAT")
                        xml.text("ram:CategoryCode", line.category.code)
                        if let percent = line.category.percent {
                            xml.text("ram:RateApplicablePercent", percent)
                        }
                    }
                    write(line.period, to: &xml)
                    xml.element("ram:SpecifiedTradeSettlementLineMonetarySummation") {
                        $0.text("ram:LineTotalAmount", line.net.description)
                    }
                    if let subscription = line.subscription { write(subscription, to: &xml) }
                }
            }
        }

        private func writeAgreement(to xml: inout XMLWriter) {
            xml.element("ram:ApplicableHeaderTradeAgreement") { xml in
                if let reference = document.buyerReference { xml.text("ram:BuyerReference", reference) }
                xml.element("ram:SellerTradeParty") { write(document.seller, to: &$0) }
                xml.element("ram:BuyerTradeParty") { write(document.buyer, to: &$0) }
                if let order = document.order {
                    xml.element("ram:BuyerOrderReferencedDocument") { $0.text("ram:IssuerAssignedID", order) }
                }
                if let contract = document.contract {
                    xml.element("ram:ContractReferencedDocument") {
                        $0.text("ram:IssuerAssignedID", contract)
                    }
                }
                if let subscription = document.subscription { write(subscription, to: &xml) }
            }
        }

        /// The subscription as the object that is invoiced.
        private func write(_ subscription: String, to xml: inout XMLWriter) {
            xml.element("ram:AdditionalReferencedDocument") { xml in
                xml.text("ram:IssuerAssignedID", subscription)
                xml.text("ram:TypeCode", EInvoice.invoicedObject)
            }
        }

        private func writeSettlement(to xml: inout XMLWriter) {
            xml.element("ram:ApplicableHeaderTradeSettlement") { xml in
                if let currency = document.taxCurrency { xml.text("ram:TaxCurrencyCode", currency) }
                xml.text("ram:InvoiceCurrencyCode", document.currency)
                for tax in document.taxes { write(tax, to: &xml) }
                write(document.period, to: &xml)
                xml.element("ram:SpecifiedTradePaymentTerms") { xml in
                    xml.text("ram:Description", document.paymentTerms)
                    if let due = document.dueOn { write("ram:DueDateDateTime", due, to: &xml) }
                }
                writeTotals(to: &xml)
                for reference in document.preceding {
                    xml.element("ram:InvoiceReferencedDocument") { xml in
                        xml.text("ram:IssuerAssignedID", reference.number)
                        write("ram:FormattedIssueDateTime", reference.issuedOn, type: "qdt", to: &xml)
                    }
                }
            }
        }

        private func write(_ tax: Document.Tax, to xml: inout XMLWriter) {
            xml.element("ram:ApplicableTradeTax") { xml in
                xml.text("ram:CalculatedAmount", tax.vat.description)
                xml.text("ram:TypeCode", "VAT")
                if let reason = tax.category.exemptionReason { xml.text("ram:ExemptionReason", reason) }
                xml.text("ram:BasisAmount", tax.net.description)
                xml.text("ram:CategoryCode", tax.category.code)
                if let code = tax.category.exemptionCode { xml.text("ram:ExemptionReasonCode", code) }
                if document.isTaxDueWhenInvoiced {
                    xml.text("ram:DueDateTypeCode", EInvoice.dueWhenInvoiced.cii)
                }
                if let percent = tax.category.percent { xml.text("ram:RateApplicablePercent", percent) }
            }
        }

        private func writeTotals(to xml: inout XMLWriter) {
            xml.element("ram:SpecifiedTradeSettlementHeaderMonetarySummation") { xml in
                xml.text("ram:LineTotalAmount", document.net.description)
                xml.text("ram:TaxBasisTotalAmount", document.net.description)
                xml.text(
                    "ram:TaxTotalAmount", document.vatTotal.description, ["currencyID": document.currency])
                if let currency = document.taxCurrency, let euros = document.vatTotalInEuros {
                    xml.text("ram:TaxTotalAmount", euros.description, ["currencyID": currency])
                }
                xml.text("ram:GrandTotalAmount", document.gross.description)
                xml.text("ram:DuePayableAmount", document.gross.description)
            }
        }

        private func write(_ period: Document.Period, to xml: inout XMLWriter) {
            xml.element("ram:BillingSpecifiedPeriod") { xml in
                write("ram:StartDateTime", period.firstDay, to: &xml)
                write("ram:EndDateTime", period.lastDay, to: &xml)
            }
        }

        /// A day in format 102, `20261031`.
        private func write(
            _ name: String, _ day: LocalDate, type namespace: String = "udt", to xml: inout XMLWriter
        ) {
            xml.element(name) {
                $0.text(
                    "\(namespace):DateTimeString", day.description.filter { $0 != "-" }, ["format": "102"])
            }
        }
    }
}
