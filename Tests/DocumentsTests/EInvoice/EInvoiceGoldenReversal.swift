extension EInvoiceGolden {
    /// Of a credit net of tax.
    static let reversalUBL = #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
          <cbc:ProfileID>S1</cbc:ProfileID>
          <cbc:ID>AV-2026-000002</cbc:ID>
          <cbc:IssueDate>2026-12-01</cbc:IssueDate>
          <cbc:DueDate>2026-12-31</cbc:DueDate>
          <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
          <cbc:Note>#BAR#B2B</cbc:Note>
          <cbc:Note>#PMT#Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 EUR.</cbc:Note>
          <cbc:Note>#PMD#Pénalités de retard : trois fois le taux d&apos;intérêt légal.</cbc:Note>
          <cbc:Note>#AAB#Pas d&apos;escompte pour paiement anticipé.</cbc:Note>
          <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
          <cac:InvoicePeriod>
            <cbc:StartDate>2026-10-01</cbc:StartDate>
            <cbc:EndDate>2026-10-31</cbc:EndDate>
          </cac:InvoicePeriod>
          <cac:BillingReference>
            <cac:InvoiceDocumentReference>
              <cbc:ID>AV-2026-000001</cbc:ID>
              <cbc:IssueDate>2026-11-05</cbc:IssueDate>
            </cac:InvoiceDocumentReference>
          </cac:BillingReference>
          <cac:AdditionalDocumentReference>
            <cbc:ID>SUB-0001</cbc:ID>
            <cbc:DocumentTypeCode>130</cbc:DocumentTypeCode>
          </cac:AdditionalDocumentReference>
          <cac:AccountingSupplierParty>
            <cac:Party>
              <cbc:EndpointID schemeID="0225">100000009</cbc:EndpointID>
              <cac:PostalAddress>
                <cbc:StreetName>1 rue du Réseau</cbc:StreetName>
                <cbc:CityName>Paris</cbc:CityName>
                <cbc:PostalZone>75001</cbc:PostalZone>
                <cac:Country>
                  <cbc:IdentificationCode>FR</cbc:IdentificationCode>
                </cac:Country>
              </cac:PostalAddress>
              <cac:PartyTaxScheme>
                <cbc:CompanyID>FR88100000009</cbc:CompanyID>
                <cac:TaxScheme>
                  <cbc:ID>VAT</cbc:ID>
                </cac:TaxScheme>
              </cac:PartyTaxScheme>
              <cac:PartyLegalEntity>
                <cbc:RegistrationName>Exemple Télécom SAS</cbc:RegistrationName>
                <cbc:CompanyID schemeID="0002">100000009</cbc:CompanyID>
                <cbc:CompanyLegalForm>SAS au capital de 100 000 EUR - RCS Paris 100 000 009</cbc:CompanyLegalForm>
              </cac:PartyLegalEntity>
            </cac:Party>
          </cac:AccountingSupplierParty>
          <cac:AccountingCustomerParty>
            <cac:Party>
              <cbc:EndpointID schemeID="0225">200000008</cbc:EndpointID>
              <cac:PostalAddress>
                <cbc:StreetName>2 avenue du Client</cbc:StreetName>
                <cbc:CityName>Lyon</cbc:CityName>
                <cbc:PostalZone>69002</cbc:PostalZone>
                <cac:Country>
                  <cbc:IdentificationCode>FR</cbc:IdentificationCode>
                </cac:Country>
              </cac:PostalAddress>
              <cac:PartyTaxScheme>
                <cbc:CompanyID>FR37200000008</cbc:CompanyID>
                <cac:TaxScheme>
                  <cbc:ID>VAT</cbc:ID>
                </cac:TaxScheme>
              </cac:PartyTaxScheme>
              <cac:PartyLegalEntity>
                <cbc:RegistrationName>Client Exemple SA</cbc:RegistrationName>
                <cbc:CompanyID schemeID="0002">200000008</cbc:CompanyID>
              </cac:PartyLegalEntity>
            </cac:Party>
          </cac:AccountingCustomerParty>
          <cac:Delivery>
            <cac:DeliveryLocation>
              <cac:Address>
                <cac:Country>
                  <cbc:IdentificationCode>FR</cbc:IdentificationCode>
                </cac:Country>
              </cac:Address>
            </cac:DeliveryLocation>
          </cac:Delivery>
          <cac:PaymentTerms>
            <cbc:Note>À régler au plus tard le 31 décembre 2026.</cbc:Note>
          </cac:PaymentTerms>
          <cac:TaxTotal>
            <cbc:TaxAmount currencyID="EUR">0.00</cbc:TaxAmount>
            <cac:TaxSubtotal>
              <cbc:TaxableAmount currencyID="EUR">50.00</cbc:TaxableAmount>
              <cbc:TaxAmount currencyID="EUR">0.00</cbc:TaxAmount>
              <cac:TaxCategory>
                <cbc:ID>E</cbc:ID>
                <cbc:Percent>0.00</cbc:Percent>
                <cbc:TaxExemptionReason>Annulation d&apos;un avoir net de taxe</cbc:TaxExemptionReason>
                <cac:TaxScheme>
                  <cbc:ID>VAT</cbc:ID>
                </cac:TaxScheme>
              </cac:TaxCategory>
            </cac:TaxSubtotal>
          </cac:TaxTotal>
          <cac:LegalMonetaryTotal>
            <cbc:LineExtensionAmount currencyID="EUR">50.00</cbc:LineExtensionAmount>
            <cbc:TaxExclusiveAmount currencyID="EUR">50.00</cbc:TaxExclusiveAmount>
            <cbc:TaxInclusiveAmount currencyID="EUR">50.00</cbc:TaxInclusiveAmount>
            <cbc:PayableAmount currencyID="EUR">50.00</cbc:PayableAmount>
          </cac:LegalMonetaryTotal>
          <cac:InvoiceLine>
            <cbc:ID>1</cbc:ID>
            <cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity>
            <cbc:LineExtensionAmount currencyID="EUR">50.00</cbc:LineExtensionAmount>
            <cac:InvoicePeriod>
              <cbc:StartDate>2026-10-01</cbc:StartDate>
              <cbc:EndDate>2026-10-31</cbc:EndDate>
            </cac:InvoicePeriod>
            <cac:Item>
              <cbc:Description>Annulation de l&apos;avoir AV-2026-000001 du 5 novembre 2026 : panne imputable au client</cbc:Description>
              <cbc:Name>Annulation de l&apos;avoir SLA octobre 2026 - contact-centre</cbc:Name>
              <cac:ClassifiedTaxCategory>
                <cbc:ID>E</cbc:ID>
                <cbc:Percent>0.00</cbc:Percent>
                <cac:TaxScheme>
                  <cbc:ID>VAT</cbc:ID>
                </cac:TaxScheme>
              </cac:ClassifiedTaxCategory>
            </cac:Item>
            <cac:Price>
              <cbc:PriceAmount currencyID="EUR">50.00</cbc:PriceAmount>
            </cac:Price>
          </cac:InvoiceLine>
        </Invoice>

        """#
}
