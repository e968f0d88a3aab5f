/**
 * The parsers of mappings: text in, value or null out. Null in gives null out; what cannot be read gives null, and the
 * row is then refused with the rule CAST. Session time zone: UTC.
 */
export const PARSER_MACROS = String.raw`
CREATE MACRO vigie_trim(x) AS nullif(regexp_replace(trim(x), '^[\s\x{00A0}]+|[\s\x{00A0}]+$', '', 'g'), '');

-- 1 158 with plain, no-break, narrow and thin spaces; 12,5; 1.158,5. Two readings of 1,158 are one too many for an integer.
CREATE MACRO vigie_digits(x) AS regexp_replace(x, '[\s\x{00A0}\x{202F}\x{2009}\x{2007}''’]', '', 'g');
CREATE MACRO vigie_number_text(d) AS
  CASE WHEN contains(d, ',') AND contains(d, '.') AND regexp_full_match(d, '[+-]?\d{1,3}(\.\d{3})+,\d+') THEN replace(replace(d, '.', ''), ',', '.')
       WHEN regexp_full_match(d, '[+-]?\d+,\d*') THEN replace(d, ',', '.')
       WHEN regexp_full_match(d, '[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?') THEN d END;
CREATE MACRO vigie_number(x) AS try_cast(vigie_number_text(vigie_digits(x)) AS DOUBLE);
CREATE MACRO vigie_decimal(x) AS try_cast(vigie_number_text(vigie_digits(x)) AS DECIMAL(18,2));
CREATE MACRO vigie_integer_text(d) AS
  CASE WHEN regexp_full_match(d, '[+-]?\d+') THEN d
       WHEN regexp_full_match(d, '[+-]?\d{1,3}[.,]000') THEN NULL
       WHEN regexp_full_match(d, '[+-]?\d+[.,]0*') THEN regexp_extract(d, '^[+-]?\d+') END;
CREATE MACRO vigie_integer(x) AS try_cast(vigie_integer_text(vigie_digits(x)) AS BIGINT);

CREATE MACRO vigie_french_day(x) AS
  try_strptime(regexp_extract(x, '^\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})', 1), ['%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y']);
CREATE MACRO vigie_date(x) AS
  CASE WHEN regexp_matches(x, '^\s*\d{4}-\d{2}-\d{2}') THEN try_cast(regexp_extract(x, '\d{4}-\d{2}-\d{2}') AS DATE)
       WHEN regexp_full_match(trim(x), '\d{8}') THEN try_strptime(trim(x), '%Y%m%d')::DATE
       WHEN regexp_full_match(trim(x), '\d{4}/\d{2}/\d{2}.*') THEN try_strptime(left(trim(x), 10), '%Y/%m/%d')::DATE
       ELSE vigie_french_day(x)::DATE END;
CREATE MACRO vigie_month(x) AS
  CASE WHEN regexp_full_match(trim(x), '\d{4}-\d{2}') THEN try_cast(trim(x) || '-01' AS DATE)
       WHEN regexp_full_match(trim(x), '\d{2}/\d{4}') THEN try_strptime('01/' || trim(x), '%d/%m/%Y')::DATE
       ELSE date_trunc('month', vigie_date(x))::DATE END;

-- An instant: ISO 8601. vigie_instant reads one without offset as UTC, vigie_paris_instant as the time in Paris.
CREATE MACRO vigie_naive(x) AS
  coalesce(CASE WHEN regexp_matches(x, '^\s*\d{4}-\d{2}-\d{2}') THEN try_cast(x AS TIMESTAMP) END,
    try_strptime(trim(x), ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%Y', '%Y%m%dT%H%M%SZ']));
CREATE MACRO vigie_instant(x) AS
  coalesce(CASE WHEN ascii(x) BETWEEN 48 AND 57 THEN try_cast(x AS TIMESTAMPTZ) END, timezone('UTC', vigie_naive(x)));
CREATE MACRO vigie_paris_instant(x) AS
  CASE WHEN regexp_matches(x, '\d{2}:\d{2}.*([Zz]|[+-]\d{2}(:?\d{2})?)\s*$') THEN try_cast(x AS TIMESTAMPTZ)
       ELSE timezone('Europe/Paris', vigie_naive(x)) END;

-- Whether an instant brings its zone: Z, an offset or a name after the time.
CREATE MACRO vigie_has_zone(x) AS
  CASE WHEN ends_with(x, 'Z') THEN true ELSE regexp_matches(x, '(\d{2}:\d{2}|T\d{4}).*([A-Za-z]|[+-]\d{2}(:?\d{2})?)\s*$') END;
CREATE MACRO vigie_zoned_instant(x, zone) AS
  CASE WHEN vigie_has_zone(x) THEN vigie_instant(x) ELSE timezone(zone, vigie_naive(x)) END;

CREATE MACRO vigie_boolean(x) AS
  coalesce(CASE x WHEN 'true' THEN true WHEN 'false' THEN false END,
    CASE WHEN regexp_full_match(x, '(?i)\s*(oui|o|vrai|yes|y|true|t|1|1\.0)\s*') THEN true
         WHEN regexp_full_match(x, '(?i)\s*(non|n|faux|no|false|f|0|0\.0)\s*') THEN false END);

-- A département from its code (1, 01, 001, “001 - Ain”, 2a), a commune's code or a postcode. Not checked against the list.
CREATE MACRO vigie_departement_token(t) AS
  CASE WHEN regexp_full_match(t, '\d') THEN '0' || t
       WHEN regexp_full_match(t, '0\d{2}') OR regexp_full_match(t, '02[AB]') THEN substr(t, 2)
       WHEN length(t) <= 3 THEN t
       WHEN regexp_full_match(t, '(97|98)\d{3}') THEN left(t, 3)
       WHEN regexp_full_match(t, '20[01]\d{2}') THEN '2A'
       WHEN regexp_full_match(t, '20[2-9]\d{2}') THEN '2B'
       WHEN regexp_full_match(t, '(\d{2}|2[AB])\d{3}') THEN left(t, 2)
       WHEN regexp_full_match(t, '\d{4}') THEN '0' || left(t, 1) END;
CREATE MACRO vigie_departement(x) AS vigie_departement_token(upper(trim(regexp_replace(x, '\s+-\s+.*$', ''))));
CREATE MACRO vigie_commune(x) AS
  CASE WHEN regexp_full_match(trim(x), '\d{4}') THEN '0' || trim(x) ELSE nullif(upper(trim(x)), '') END;

-- National identifiers: stored with their prefix, 8 for RPPS and 0 for ADELI.
CREATE MACRO vigie_practitioner(x) AS
  CASE strlen(x) WHEN 12 THEN x WHEN 11 THEN '8' || x WHEN 9 THEN '0' || x WHEN 10 THEN x ELSE nullif(trim(x), '') END;
-- Luhn, modulo 10, of up to six digits: every second digit doubled; 9 off above 9 is one more, modulo 10.
CREATE MACRO vigie_luhn(n) AS
  n % 10 + n // 100 % 10 + n // 10000 % 10 + 2 * (n // 10 % 10 + n // 1000 % 10 + n // 100000)
  + (n % 100 >= 50)::INTEGER + (n % 10000 >= 5000)::INTEGER + (n >= 500000)::INTEGER;

CREATE MACRO vigie_list(x) AS
  CASE WHEN x IS NULL OR trim(x) IN ('', '{}', '[]') THEN NULL
       ELSE list_filter(list_transform(regexp_split_to_array(x, '[\[\]{}"'',;|\s]+'), lambda v: trim(v)), lambda v: v <> '') END;

-- What tells the platform: an address without its path, or the words in its place.
CREATE MACRO vigie_address_key(x) AS
  left(regexp_replace(lower(trim(x)), '([a-z0-9]\.[a-z]{2,})(:\d+)?[/?#].*$', '\1', 's'), 200);
`;
