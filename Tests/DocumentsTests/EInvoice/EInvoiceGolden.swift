/// E-invoices that the official rules accept (Tests/Documents/check-einvoices), and that were read by hand.
enum EInvoiceGolden {
    /// Two invoices at two VAT rates.
    static let creditUBL = #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
          <cbc:ProfileID>S1</cbc:ProfileID>
          <cbc:ID>AV-2026-000001</cbc:ID>
          <cbc:IssueDate>2026-11-05</cbc:IssueDate>
          <cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>
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
              <cbc:ID>FA-2026-1001</cbc:ID>
              <cbc:IssueDate>2026-10-31</cbc:IssueDate>
            </cac:InvoiceDocumentReference>
          </cac:BillingReference>
          <cac:BillingReference>
            <cac:InvoiceDocumentReference>
              <cbc:ID>FA-2026/1002</cbc:ID>
              <cbc:IssueDate>2026-11-02</cbc:IssueDate>
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
            <cbc:Note>Avoir à imputer sur la prochaine échéance.</cbc:Note>
          </cac:PaymentTerms>
          <cac:TaxTotal>
            <cbc:TaxAmount currencyID="EUR">9.55</cbc:TaxAmount>
            <cac:TaxSubtotal>
              <cbc:TaxableAmount currencyID="EUR">45.00</cbc:TaxableAmount>
              <cbc:TaxAmount currencyID="EUR">9.00</cbc:TaxAmount>
              <cac:TaxCategory>
                <cbc:ID>S</cbc:ID>
                <cbc:Percent>20.00</cbc:Percent>
                <cac:TaxScheme>
                  <cbc:ID>VAT</cbc:ID>
                </cac:TaxScheme>
              </cac:TaxCategory>
            </cac:TaxSubtotal>
            <cac:TaxSubtotal>
              <cbc:TaxableAmount currencyID="EUR">10.02</cbc:TaxableAmount>
              <cbc:TaxAmount currencyID="EUR">0.55</cbc:TaxAmount>
              <cac:TaxCategory>
                <cbc:ID>S</cbc:ID>
                <cbc:Percent>5.50</cbc:Percent>
                <cac:TaxScheme>
                  <cbc:ID>VAT</cbc:ID>
                </cac:TaxScheme>
              </cac:TaxCategory>
            </cac:TaxSubtotal>
          </cac:TaxTotal>
          <cac:LegalMonetaryTotal>
            <cbc:LineExtensionAmount currencyID="EUR">55.02</cbc:LineExtensionAmount>
            <cbc:TaxExclusiveAmount currencyID="EUR">55.02</cbc:TaxExclusiveAmount>
            <cbc:TaxInclusiveAmount currencyID="EUR">64.57</cbc:TaxInclusiveAmount>
            <cbc:PayableAmount currencyID="EUR">64.57</cbc:PayableAmount>
          </cac:LegalMonetaryTotal>
          <cac:CreditNoteLine>
            <cbc:ID>1</cbc:ID>
            <cbc:CreditedQuantity unitCode="C62">1</cbc:CreditedQuantity>
            <cbc:LineExtensionAmount currencyID="EUR">45.00</cbc:LineExtensionAmount>
            <cac:InvoicePeriod>
              <cbc:StartDate>2026-10-01</cbc:StartDate>
              <cbc:EndDate>2026-10-31</cbc:EndDate>
            </cac:InvoicePeriod>
            <cac:Item>
              <cbc:Description>Disponibilité 99,71 % pour un objectif de 99,85 % : 5 % de 1 100,33 EUR HT = 55,02 EUR - part au taux de TVA de 20 %</cbc:Description>
              <cbc:Name>Avoir SLA octobre 2026 - contact-centre</cbc:Name>
              <cac:ClassifiedTaxCategory>
                <cbc:ID>S</cbc:ID>
                <cbc:Percent>20.00</cbc:Percent>
                <cac:TaxScheme>
                  <cbc:ID>VAT</cbc:ID>
                </cac:TaxScheme>
              </cac:ClassifiedTaxCategory>
            </cac:Item>
            <cac:Price>
              <cbc:PriceAmount currencyID="EUR">45.00</cbc:PriceAmount>
            </cac:Price>
          </cac:CreditNoteLine>
          <cac:CreditNoteLine>
            <cbc:ID>2</cbc:ID>
            <cbc:CreditedQuantity unitCode="C62">1</cbc:CreditedQuantity>
            <cbc:LineExtensionAmount currencyID="EUR">10.02</cbc:LineExtensionAmount>
            <cac:InvoicePeriod>
              <cbc:StartDate>2026-10-01</cbc:StartDate>
              <cbc:EndDate>2026-10-31</cbc:EndDate>
            </cac:InvoicePeriod>
            <cac:Item>
              <cbc:Description>Disponibilité 99,71 % pour un objectif de 99,85 % : 5 % de 1 100,33 EUR HT = 55,02 EUR - part au taux de TVA de 5,5 %</cbc:Description>
              <cbc:Name>Avoir SLA octobre 2026 - contact-centre</cbc:Name>
              <cac:ClassifiedTaxCategory>
                <cbc:ID>S</cbc:ID>
                <cbc:Percent>5.50</cbc:Percent>
                <cac:TaxScheme>
                  <cbc:ID>VAT</cbc:ID>
                </cac:TaxScheme>
              </cac:ClassifiedTaxCategory>
            </cac:Item>
            <cac:Price>
              <cbc:PriceAmount currencyID="EUR">10.02</cbc:PriceAmount>
            </cac:Price>
          </cac:CreditNoteLine>
        </CreditNote>

        """#
}
