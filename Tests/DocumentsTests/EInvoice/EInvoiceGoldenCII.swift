extension EInvoiceGolden {
    /// The same note as `creditUBL`.
    static let creditCII = #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
          <rsm:ExchangedDocumentContext>
            <ram:BusinessProcessSpecifiedDocumentContextParameter>
              <ram:ID>S1</ram:ID>
            </ram:BusinessProcessSpecifiedDocumentContextParameter>
            <ram:GuidelineSpecifiedDocumentContextParameter>
              <ram:ID>urn:cen.eu:en16931:2017</ram:ID>
            </ram:GuidelineSpecifiedDocumentContextParameter>
          </rsm:ExchangedDocumentContext>
          <rsm:ExchangedDocument>
            <ram:ID>AV-2026-000001</ram:ID>
            <ram:TypeCode>381</ram:TypeCode>
            <ram:IssueDateTime>
              <udt:DateTimeString format="102">20261105</udt:DateTimeString>
            </ram:IssueDateTime>
            <ram:IncludedNote>
              <ram:Content>B2B</ram:Content>
              <ram:SubjectCode>BAR</ram:SubjectCode>
            </ram:IncludedNote>
            <ram:IncludedNote>
              <ram:Content>Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 EUR.</ram:Content>
              <ram:SubjectCode>PMT</ram:SubjectCode>
            </ram:IncludedNote>
            <ram:IncludedNote>
              <ram:Content>Pénalités de retard : trois fois le taux d&apos;intérêt légal.</ram:Content>
              <ram:SubjectCode>PMD</ram:SubjectCode>
            </ram:IncludedNote>
            <ram:IncludedNote>
              <ram:Content>Pas d&apos;escompte pour paiement anticipé.</ram:Content>
              <ram:SubjectCode>AAB</ram:SubjectCode>
            </ram:IncludedNote>
          </rsm:ExchangedDocument>
          <rsm:SupplyChainTradeTransaction>
            <ram:IncludedSupplyChainTradeLineItem>
              <ram:AssociatedDocumentLineDocument>
                <ram:LineID>1</ram:LineID>
              </ram:AssociatedDocumentLineDocument>
              <ram:SpecifiedTradeProduct>
                <ram:Name>Avoir SLA octobre 2026 - contact-centre</ram:Name>
                <ram:Description>Disponibilité 99,71 % pour un objectif de 99,85 % : 5 % de 1 100,33 EUR HT = 55,02 EUR - part au taux de TVA de 20 %</ram:Description>
              </ram:SpecifiedTradeProduct>
              <ram:SpecifiedLineTradeAgreement>
                <ram:NetPriceProductTradePrice>
                  <ram:ChargeAmount>45.00</ram:ChargeAmount>
                </ram:NetPriceProductTradePrice>
              </ram:SpecifiedLineTradeAgreement>
              <ram:SpecifiedLineTradeDelivery>
                <ram:BilledQuantity unitCode="C62">1</ram:BilledQuantity>
              </ram:SpecifiedLineTradeDelivery>
              <ram:SpecifiedLineTradeSettlement>
                <ram:ApplicableTradeTax>
                  <ram:TypeCode>VAT</ram:TypeCode>
                  <ram:CategoryCode>S</ram:CategoryCode>
                  <ram:RateApplicablePercent>20.00</ram:RateApplicablePercent>
                </ram:ApplicableTradeTax>
                <ram:BillingSpecifiedPeriod>
                  <ram:StartDateTime>
                    <udt:DateTimeString format="102">20261001</udt:DateTimeString>
                  </ram:StartDateTime>
                  <ram:EndDateTime>
                    <udt:DateTimeString format="102">20261031</udt:DateTimeString>
                  </ram:EndDateTime>
                </ram:BillingSpecifiedPeriod>
                <ram:SpecifiedTradeSettlementLineMonetarySummation>
                  <ram:LineTotalAmount>45.00</ram:LineTotalAmount>
                </ram:SpecifiedTradeSettlementLineMonetarySummation>
              </ram:SpecifiedLineTradeSettlement>
            </ram:IncludedSupplyChainTradeLineItem>
            <ram:IncludedSupplyChainTradeLineItem>
              <ram:AssociatedDocumentLineDocument>
                <ram:LineID>2</ram:LineID>
              </ram:AssociatedDocumentLineDocument>
              <ram:SpecifiedTradeProduct>
                <ram:Name>Avoir SLA octobre 2026 - contact-centre</ram:Name>
                <ram:Description>Disponibilité 99,71 % pour un objectif de 99,85 % : 5 % de 1 100,33 EUR HT = 55,02 EUR - part au taux de TVA de 5,5 %</ram:Description>
              </ram:SpecifiedTradeProduct>
              <ram:SpecifiedLineTradeAgreement>
                <ram:NetPriceProductTradePrice>
                  <ram:ChargeAmount>10.02</ram:ChargeAmount>
                </ram:NetPriceProductTradePrice>
              </ram:SpecifiedLineTradeAgreement>
              <ram:SpecifiedLineTradeDelivery>
                <ram:BilledQuantity unitCode="C62">1</ram:BilledQuantity>
              </ram:SpecifiedLineTradeDelivery>
              <ram:SpecifiedLineTradeSettlement>
                <ram:ApplicableTradeTax>
                  <ram:TypeCode>VAT</ram:TypeCode>
                  <ram:CategoryCode>S</ram:CategoryCode>
                  <ram:RateApplicablePercent>5.50</ram:RateApplicablePercent>
                </ram:ApplicableTradeTax>
                <ram:BillingSpecifiedPeriod>
                  <ram:StartDateTime>
                    <udt:DateTimeString format="102">20261001</udt:DateTimeString>
                  </ram:StartDateTime>
                  <ram:EndDateTime>
                    <udt:DateTimeString format="102">20261031</udt:DateTimeString>
                  </ram:EndDateTime>
                </ram:BillingSpecifiedPeriod>
                <ram:SpecifiedTradeSettlementLineMonetarySummation>
                  <ram:LineTotalAmount>10.02</ram:LineTotalAmount>
                </ram:SpecifiedTradeSettlementLineMonetarySummation>
              </ram:SpecifiedLineTradeSettlement>
            </ram:IncludedSupplyChainTradeLineItem>
            <ram:ApplicableHeaderTradeAgreement>
              <ram:SellerTradeParty>
                <ram:Name>Exemple Télécom SAS</ram:Name>
                <ram:Description>SAS au capital de 100 000 EUR - RCS Paris 100 000 009</ram:Description>
                <ram:SpecifiedLegalOrganization>
                  <ram:ID schemeID="0002">100000009</ram:ID>
                </ram:SpecifiedLegalOrganization>
                <ram:PostalTradeAddress>
                  <ram:PostcodeCode>75001</ram:PostcodeCode>
                  <ram:LineOne>1 rue du Réseau</ram:LineOne>
                  <ram:CityName>Paris</ram:CityName>
                  <ram:CountryID>FR</ram:CountryID>
                </ram:PostalTradeAddress>
                <ram:URIUniversalCommunication>
                  <ram:URIID schemeID="0225">100000009</ram:URIID>
                </ram:URIUniversalCommunication>
                <ram:SpecifiedTaxRegistration>
                  <ram:ID schemeID="VA">FR88100000009</ram:ID>
                </ram:SpecifiedTaxRegistration>
              </ram:SellerTradeParty>
              <ram:BuyerTradeParty>
                <ram:Name>Client Exemple SA</ram:Name>
                <ram:SpecifiedLegalOrganization>
                  <ram:ID schemeID="0002">200000008</ram:ID>
                </ram:SpecifiedLegalOrganization>
                <ram:PostalTradeAddress>
                  <ram:PostcodeCode>69002</ram:PostcodeCode>
                  <ram:LineOne>2 avenue du Client</ram:LineOne>
                  <ram:CityName>Lyon</ram:CityName>
                  <ram:CountryID>FR</ram:CountryID>
                </ram:PostalTradeAddress>
                <ram:URIUniversalCommunication>
                  <ram:URIID schemeID="0225">200000008</ram:URIID>
                </ram:URIUniversalCommunication>
                <ram:SpecifiedTaxRegistration>
                  <ram:ID schemeID="VA">FR37200000008</ram:ID>
                </ram:SpecifiedTaxRegistration>
              </ram:BuyerTradeParty>
              <ram:AdditionalReferencedDocument>
                <ram:IssuerAssignedID>SUB-0001</ram:IssuerAssignedID>
                <ram:TypeCode>130</ram:TypeCode>
              </ram:AdditionalReferencedDocument>
            </ram:ApplicableHeaderTradeAgreement>
            <ram:ApplicableHeaderTradeDelivery>
              <ram:ShipToTradeParty>
                <ram:PostalTradeAddress>
                  <ram:CountryID>FR</ram:CountryID>
                </ram:PostalTradeAddress>
              </ram:ShipToTradeParty>
            </ram:ApplicableHeaderTradeDelivery>
            <ram:ApplicableHeaderTradeSettlement>
              <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
              <ram:ApplicableTradeTax>
                <ram:CalculatedAmount>9.00</ram:CalculatedAmount>
                <ram:TypeCode>VAT</ram:TypeCode>
                <ram:BasisAmount>45.00</ram:BasisAmount>
                <ram:CategoryCode>S</ram:CategoryCode>
                <ram:RateApplicablePercent>20.00</ram:RateApplicablePercent>
              </ram:ApplicableTradeTax>
              <ram:ApplicableTradeTax>
                <ram:CalculatedAmount>0.55</ram:CalculatedAmount>
                <ram:TypeCode>VAT</ram:TypeCode>
                <ram:BasisAmount>10.02</ram:BasisAmount>
                <ram:CategoryCode>S</ram:CategoryCode>
                <ram:RateApplicablePercent>5.50</ram:RateApplicablePercent>
              </ram:ApplicableTradeTax>
              <ram:BillingSpecifiedPeriod>
                <ram:StartDateTime>
                  <udt:DateTimeString format="102">20261001</udt:DateTimeString>
                </ram:StartDateTime>
                <ram:EndDateTime>
                  <udt:DateTimeString format="102">20261031</udt:DateTimeString>
                </ram:EndDateTime>
              </ram:BillingSpecifiedPeriod>
              <ram:SpecifiedTradePaymentTerms>
                <ram:Description>Avoir à imputer sur la prochaine échéance.</ram:Description>
              </ram:SpecifiedTradePaymentTerms>
              <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
                <ram:LineTotalAmount>55.02</ram:LineTotalAmount>
                <ram:TaxBasisTotalAmount>55.02</ram:TaxBasisTotalAmount>
                <ram:TaxTotalAmount currencyID="EUR">9.55</ram:TaxTotalAmount>
                <ram:GrandTotalAmount>64.57</ram:GrandTotalAmount>
                <ram:DuePayableAmount>64.57</ram:DuePayableAmount>
              </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
              <ram:InvoiceReferencedDocument>
                <ram:IssuerAssignedID>FA-2026-1001</ram:IssuerAssignedID>
                <ram:FormattedIssueDateTime>
                  <qdt:DateTimeString format="102">20261031</qdt:DateTimeString>
                </ram:FormattedIssueDateTime>
              </ram:InvoiceReferencedDocument>
              <ram:InvoiceReferencedDocument>
                <ram:IssuerAssignedID>FA-2026/1002</ram:IssuerAssignedID>
                <ram:FormattedIssueDateTime>
                  <qdt:DateTimeString format="102">20261102</qdt:DateTimeString>
                </ram:FormattedIssueDateTime>
              </ram:InvoiceReferencedDocument>
            </ram:ApplicableHeaderTradeSettlement>
          </rsm:SupplyChainTradeTransaction>
        </rsm:CrossIndustryInvoice>

        """#
}
