import { zoneOfCountry } from "@/core/country-zone";

// ITU-T E.164 country codes of countries with one zone (core/country-zone.ts). Codes several countries share (1, 7) say nothing.
const countries: Readonly<Record<string, string>> = {
  20: "EG",
  27: "ZA",
  30: "GR",
  31: "NL",
  32: "BE",
  33: "FR",
  36: "HU",
  39: "IT",
  40: "RO",
  41: "CH",
  43: "AT",
  44: "GB",
  45: "DK",
  46: "SE",
  47: "NO",
  48: "PL",
  49: "DE",
  51: "PE",
  57: "CO",
  63: "PH",
  65: "SG",
  66: "TH",
  81: "JP",
  82: "KR",
  84: "VN",
  86: "CN",
  90: "TR",
  91: "IN",
  92: "PK",
  212: "MA",
  216: "TN",
  234: "NG",
  254: "KE",
  352: "LU",
  353: "IE",
  354: "IS",
  355: "AL",
  356: "MT",
  357: "CY",
  358: "FI",
  359: "BG",
  370: "LT",
  371: "LV",
  372: "EE",
  373: "MD",
  376: "AD",
  377: "MC",
  378: "SM",
  380: "UA",
  381: "RS",
  382: "ME",
  385: "HR",
  386: "SI",
  387: "BA",
  389: "MK",
  420: "CZ",
  421: "SK",
  423: "LI",
  598: "UY",
  852: "HK",
  886: "TW",
  966: "SA",
  971: "AE",
  972: "IL",
};

const SHORTEST = 7;

/** The country of a telephone number written with its country code ("+39 …", "0039 …"); null where it says none or several. */
export function countryOfPhone(written: string): string | null {
  const code = /^\s*(?:\+|00)(.*)$/s.exec(written)?.[1]?.replace(/\D/g, "") ?? "";
  if (code.length < SHORTEST) return null;
  return countries[code.slice(0, 2)] ?? countries[code.slice(0, 3)] ?? null; // no code begins with another
}

/** The zone that follows from a country, else from the telephone number's; a country that is known is not guessed from the number. */
export function inferZone(
  country: string | null,
  phone: string | null,
): { readonly zone: string; readonly source: "country" | "phone" } | null {
  const source = country === null ? "phone" : "country";
  const from = country ?? (phone === null ? null : countryOfPhone(phone));
  const zone = from === null ? null : zoneOfCountry(from);
  return zone === null ? null : { zone, source };
}
