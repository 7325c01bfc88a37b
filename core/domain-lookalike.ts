import { isWithin, partsOf } from "@/core/domain-name";
import { toUnicodeHost } from "@/core/punycode";

/** How one name imitates another. */
export type LikenessKind = "letters" | "ending" | "spelling" | "words" | "in-front";

export interface Likeness {
  readonly how: LikenessKind;
  /** The domain of ours it looks like. */
  readonly like: string;
}

// Characters that look like Latin letters, and what they are taken for (after Unicode TR 39, the ones a name can hold).
const confusables: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "аa бb вb гr дd еe ёe зe иu йu кk лn мm нh оo пn рp сc тt уy фo хx цu чy шw щw ъb ыb ьb эe юo яr " +
    "іi їi јj ѕs ԁd ԍg ԛq ԝw һh ґr єe ћh ђh љn њh џu ӏl ҽe ҫc қk ғr ԑe ѵv ѡw " +
    "αa βb γy δd εe ζz ηn θo ιi κk λa μu νv ξe οo πn ρp σo ςc τt υu φo χx ψw ωw " +
    "ɑa ɡg ɩi ıi ȷj łl đd øo ðd þp ßb æa œo ŋn ħh ƅb ƙk ʀr ʏy ɢg ʟl ɴn ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz " +
    "օo սu հh ոn ցg զq յj ѓr ќk ѐe ѝu ўy ӧo ӓa ӗe"
  )
    .split(" ")
    .map((pair) => [...pair] as [string, string]), // each is one character and its stand-in
);

/** What the eye takes a name for: marks, other scripts, digits and joined letters folded, hyphens out. */
export function skeletonOf(label: string): string {
  const folded = [...toUnicodeHost(label).normalize("NFKD").toLowerCase()]
    .filter((c) => !/\p{M}/u.test(c))
    .map((c) => confusables[c] ?? c)
    .join("");
  return folded
    .replace(/rn/g, "m")
    .replace(/vv/g, "w")
    .replace(/cl/g, "d")
    .replace(/0/g, "o")
    .replace(/[1il|]/g, "l")
    .replace(/5/g, "s")
    .replace(/3/g, "e")
    .replace(/4/g, "a")
    .replace(/8/g, "b")
    .replace(/[-_]/g, "");
}

/** Letters to add, drop, change or swap with their neighbour (optimal string alignment). Stops counting above `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

/** Short names have too many honest neighbours. */
const toleranceOf = (name: string): number => (name.length >= 9 ? 2 : name.length >= 5 ? 1 : 0);

// What is put before or after a name to make it sound official.
const lures = new Set(
  (
    "login logon signin signon secure security safe safety account accounts konto my mein verify verification verified confirm update " +
    "support help helpdesk service services kundenservice customer customers client clients kunde online web portal app mobile mail email " +
    "mailing news info alert alerts notice notification billing invoice payment payments pay bank banking card cards id auth sso access " +
    "official real group team hq inc ltd llc gmbh global eu us uk de fr es it www web shop store promo offer offers bonus gift reward rewards"
  )
    .split(" ")
    .map(skeletonOf),
);

const isLure = (text: string): boolean => lures.has(text) || /^\d{1,4}$/.test(text);

/** `acmelogin`, `acme-login`, `my-acme`: the name with words around it. */
function hasAddedWords(label: string, own: string): boolean {
  const tokens = label.split(/[-_]/).map(skeletonOf);
  if (own.length < 3) return false;
  if (tokens.length > 1 && tokens.includes(own)) return true;
  // the whole label without hyphens, so that "ac-me-login" is seen too
  const whole = skeletonOf(label);
  if (own.length >= 8 && whole.includes(own) && whole !== own) return true;
  const rest = whole.startsWith(own) ? whole.slice(own.length) : whole.endsWith(own) ? whole.slice(0, -own.length) : "";
  return rest !== "" && isLure(rest);
}

interface OwnName {
  readonly domain: string;
  readonly name: string;
  readonly shown: string;
}

const REMEMBERED = 2_000;
const names = new Map<string, OwnName>();

/** The same few domains of ours are compared at every keystroke. */
function nameOf(domain: string): OwnName {
  const known = names.get(domain);
  if (known) return known;
  const { name } = partsOf(domain);
  const made = { domain, name, shown: skeletonOf(name) };
  if (names.size >= REMEMBERED) names.clear();
  names.set(domain, made);
  return made;
}

/** How `domain` imitates one of ours; null when it does not. The first and plainest way is named. */
export function likenessOf(domain: string, ours: readonly string[]): Likeness | null {
  const theirs = partsOf(domain);
  const shown = skeletonOf(theirs.name);
  const rules: readonly ((own: OwnName) => LikenessKind | null)[] = [
    (own) => (theirs.name === own.name ? "ending" : null),
    (own) => (shown === own.shown ? "letters" : null),
    (own) => (isMisspelt(theirs.name, own.name) || isMisspelt(shown, own.shown) ? "spelling" : null),
    (own) => (hasAddedWords(theirs.name, own.shown) ? "words" : null),
    (own) => (isInFront(theirs.below, own) ? "in-front" : null),
  ];
  const others = ours.filter((own) => !isWithin(domain, own)).map(nameOf);
  for (const rule of rules) {
    for (const own of others) {
      const how = rule(own);
      if (how !== null) return { how, like: own.domain };
    }
  }
  return null;
}

/** Two letters off only where the first is the same: "southlight" is nobody's "northlight". */
function isMisspelt(name: string, own: string): boolean {
  const most = toleranceOf(own);
  if (most === 0) return isSwapped(name, own);
  const distance = editDistance(name, own, most);
  return distance <= (name[0] === own[0] ? most : 1);
}

const isSwapped = (a: string, b: string): boolean =>
  a !== b && a.length === b.length && editDistance(a, b, 1) === 1 && [...a].sort().join("") === [...b].sort().join("");

/** `acme.example.evil.example`, `acme-login.evil.example`: the name where it means nothing. */
function isInFront(below: readonly string[], own: OwnName): boolean {
  if (own.shown.length < 4) return below.join(".").includes(own.domain);
  return below.some((label) => skeletonOf(label) === own.shown || hasAddedWords(label, own.shown));
}
