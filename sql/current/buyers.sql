-- What a note must say of its buyer and of its VAT, and whether it is known. Source: docs/reference/file-formats.md, "Who
-- can receive a note". These functions are part of the query that calls them: none sets a search path.

-- Whether companies of a country are in the French register; without a country a customer is taken for French.
create or replace function is_french(country text) returns boolean
    language sql immutable parallel safe as $$
    select coalesce(country in ('FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'BL', 'MF', 'PM'), true)
$$;

create or replace function is_in_union(country text) returns boolean
    language sql immutable parallel safe as $$
    select is_french(country) or country in ('AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'GR', 'HR', 'HU',
        'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK')
$$;

-- The words that French documents use for a code of the list VATEX; null where the law's article must be named.
create or replace function exemption_words(code text) returns text
    language sql immutable parallel safe as $$
    select case code
        when 'VATEX-EU-AE' then 'Autoliquidation'
        when 'VATEX-FR-AE' then 'Autoliquidation'
        when 'VATEX-EU-G' then 'Exportation hors de l''Union européenne'
        when 'VATEX-EU-IC' then 'Livraison intracommunautaire'
        when 'VATEX-EU-O' then 'Opération hors du champ de la TVA française'
        when 'VATEX-FR-FRANCHISE' then 'TVA non applicable, art. 293 B du CGI' end
$$;

-- Why a customer is charged no VAT: its own reason, else the issuer's; null where neither is known in words.
create or replace function exemption_of(buyer customer_details, issuer issuer_version) returns jsonb
    language sql immutable parallel safe as $$
    select case
        when coalesce(buyer.exemption_reason, exemption_words(buyer.exemption_code)) is not null then
            jsonb_build_object('code', buyer.exemption_code,
                'reason', coalesce(buyer.exemption_reason, exemption_words(buyer.exemption_code)))
        when issuer.vat_exemption_reason is not null then
            jsonb_build_object('code', issuer.vat_exemption_code, 'reason', issuer.vat_exemption_reason) end
$$;

-- The number of the company, which that of an establishment begins with; a consumer has none.
create or replace function siren_of(buyer customer_details) returns text
    language sql immutable parallel safe as $$
    select case when buyer.kind <> 'consumer' then coalesce(buyer.siren, left(buyer.siret, 9)) end
$$;

-- What the head of a note freezes besides its amounts: issuer, customer, why parts are without VAT, and the exchange rate.
create or replace function head_document(issuer_details jsonb, customer text, buyer customer_details, issuer issuer_version,
    eur_rate bigint, settlement text) returns jsonb
    language sql immutable parallel safe as $$
    select jsonb_build_object('issuer', issuer_details, 'customer', jsonb_build_object('customer', customer,
        'name', buyer.name, 'kind', buyer.kind, 'siren', siren_of(buyer), 'siret', buyer.siret,
        'vat_number', buyer.vat_number, 'street', buyer.street, 'postcode', buyer.postcode, 'city', buyer.city,
        'country', buyer.country, 'email', buyer.email, 'endpoint_scheme', buyer.endpoint_scheme,
        'endpoint_id', buyer.endpoint_id, 'service_code', buyer.service_code, 'exemption_code', buyer.exemption_code,
        'exemption_reason', buyer.exemption_reason),
        'vat_exemption', exemption_of(buyer, issuer), 'eur_rate_millionths', eur_rate,
        'settlement', settlement)
$$;

-- The details of a customer that a note must carry and that are not known. A French company has a SIREN, and the address of
-- its e-invoices begins with it; one elsewhere in the Union has a VAT number, which a note outside VAT does not carry.
create or replace function missing_details(buyer customer_details, treatment text) returns text[]
    language sql immutable parallel safe as $$
    select array_remove(array[
        case when is_french(buyer.country) and buyer.kind <> 'consumer' and siren_of(buyer) is null then 'siren' end,
        case when buyer.kind = 'business' and not is_french(buyer.country) and is_in_union(buyer.country)
                and buyer.vat_number is null and treatment <> 'indemnity' then 'vat_number' end,
        case when buyer.street is null then 'street' end,
        case when buyer.postcode is null and is_in_union(buyer.country) then 'postcode' end,
        case when buyer.city is null then 'city' end,
        case when buyer.country is null then 'country' end,
        case when is_french(buyer.country) and siren_of(buyer) is not null and buyer.endpoint_id is not null
                and not (buyer.endpoint_scheme = '0225' and starts_with(buyer.endpoint_id, siren_of(buyer)))
            then 'endpoint_id' end], null)
$$;

-- What a month's invoices say beside their amounts, as those say it now that were known at a watermark: the orders, where one
-- names none the spell's; and the euros for one unit of the currency, null where they name none or several.
create or replace function invoice_details(of_subscription int, of_month date, at_watermark int, spell_order text)
    returns table (order_references text[], eur_rate_millionths bigint)
    language sql stable rows 1 as $$
    select coalesce(array_agg(distinct coalesce(i.order_reference, spell_order) collate "C")
            filter (where coalesce(i.order_reference, spell_order) is not null), '{}'),
        case when count(i.eur_rate_millionths) = count(*) and min(i.eur_rate_millionths) = max(i.eur_rate_millionths)
            then min(i.eur_rate_millionths) end
    from invoice i
    where i.subscription_key = of_subscription and i.month = of_month and i.until_batch is null and not i.withdrawn
        and (i.from_batch <= at_watermark or exists (select from invoice k
            where k.subscription_key = of_subscription and k.month = of_month and k.invoice = i.invoice
                and k.from_batch <= at_watermark and k.until_batch > at_watermark))
$$;

-- What is missing for a credit's VAT at these rates. Without VAT the reason stands on the note; reverse charge and supplies
-- within the Union name both VAT numbers; VAT in another currency is stated in euros, too.
create or replace function missing_for_vat(buyer customer_details, issuer issuer_version, treatment text, rates bigint[],
    currency text, eur_rate bigint) returns text[]
    language sql immutable parallel safe as $$
    select case when treatment = 'price_reduction' then array_remove(array[
        case when 0 = any (rates) and exemption_of(buyer, issuer) is null then 'exemption_reason' end,
        case when 0 = any (rates) and exemption_of(buyer, issuer) ->> 'code' in
                ('VATEX-EU-AE', 'VATEX-FR-AE', 'VATEX-EU-IC') and buyer.vat_number is null
            then 'vat_number' end,
        case when issuer.vat_number is null and (0 < any (rates) or 0 = any (rates) and exemption_of(buyer, issuer) ->> 'code' in
                ('VATEX-EU-AE', 'VATEX-FR-AE', 'VATEX-EU-IC', 'VATEX-EU-G'))
            then 'issuer vat_number' end,
        case when 0 = any (rates) and 0 < any (rates) and exemption_of(buyer, issuer) ->> 'code' = 'VATEX-EU-O'
            then 'invoice one of VAT and VATEX-EU-O' end,
        case when currency <> 'EUR' and 0 < any (rates) and eur_rate is null then 'invoice one eur_rate' end], null)
    else '{}' end
$$;
