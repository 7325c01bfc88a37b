// Countries by code or by name, as lists out of other programs hold them: "IT", "Italy", "Italien", "U.S.A.".

const LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pt"];
/** Regions CLDR has names for that are no countries. */
const NONE = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);
const OTHER_NAMES: Readonly<Record<string, string>> = {
  usa: "US",
  us: "US",
  "united states of america": "US",
  uk: "GB",
  "great britain": "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  holland: "NL",
  "czech republic": "CZ",
  "south korea": "KR",
  korea: "KR",
  "the netherlands": "NL",
};
const LETTERS = Array.from({ length: 26 }, (_, n) => String.fromCharCode(65 + n));

/** Without accents, dots and case. */
const keyOf = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\p{M}.]/gu, "")
    .trim()
    .toLowerCase();

let byName: Map<string, string> | undefined;

function names(): Map<string, string> {
  if (byName) return byName;
  const made = new Map<string, string>();
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
    for (const written of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
      const code = new Intl.Locale(`und-${written}`).region ?? written; // DD became DE
      const name = NONE.has(code) ? undefined : display.of(code);
      if (name === undefined) continue;
      made.set(written.toLowerCase(), code);
      if (!made.has(keyOf(name))) made.set(keyOf(name), code); // the first language's word wins
    }
  }
  for (const [name, code] of Object.entries(OTHER_NAMES)) made.set(name, code);
  byName = made;
  return made;
}

/** The code (ISO 3166-1 alpha-2) of a country given by code or by its name in a few languages; null for what is none. */
export const toCountryCode = (written: string): string | null => names().get(keyOf(written)) ?? null;
