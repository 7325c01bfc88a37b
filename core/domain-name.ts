/**
 * A host name as lists hold it: lower case, ASCII (IDNA, UTS 46), without the dot at the end. Takes an address, a link or
 * a bare name. Null for what is no name of at least two labels (an IP address is none).
 */
export function toDomain(written: string): string | null {
  const text = written.trim();
  if (text === "") return null;
  const host = hostOf(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text.replace(/^.*@/, "")}`);
  if (host === null) return null;
  const labels = host.replace(/\.$/, "").split(".");
  const fits = labels.every((label) => label.length > 0 && label.length <= 63 && /^[a-z0-9_-]+$/.test(label));
  return labels.length > 1 && fits && !/^\d+$/.test(labels.at(-1) ?? "") ? labels.join(".") : null;
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : null;
}

/** `name` itself, or below it. */
export const isWithin = (domain: string, name: string): boolean => domain === name || domain.endsWith(`.${name}`);

// Endings below which anybody registers; the rest of the world's are one label, or do no harm here.
const twoLabelEndings = new Set(
  (
    "co.uk org.uk me.uk ltd.uk plc.uk ac.uk gov.uk com.au net.au org.au co.nz org.nz co.jp or.jp ne.jp ac.jp com.br net.br org.br " +
    "com.mx com.ar com.co com.tr com.cn net.cn org.cn com.hk com.sg com.my com.tw co.kr or.kr co.in net.in org.in co.za org.za " +
    "co.il org.il com.pl net.pl org.pl com.ua com.ru co.at or.at com.es com.pt com.gr com.eg com.sa com.ng co.ke co.id co.th in.th " +
    "github.io gitlab.io pages.dev workers.dev vercel.app netlify.app web.app firebaseapp.com herokuapp.com blogspot.com " +
    "azurewebsites.net cloudfront.net wordpress.com wixsite.com"
  ).split(" "),
);

export interface NameParts {
  /** What somebody registered: `acme.co.uk`. */
  readonly registered: string;
  /** Its own label: `acme`. */
  readonly name: string;
  /** `co.uk`. */
  readonly ending: string;
  /** Labels in front of it: `["news"]`. */
  readonly below: readonly string[];
}

/** Takes a domain apart where the registered name begins. */
export function partsOf(domain: string): NameParts {
  const labels = domain.split(".");
  const endingLength = twoLabelEndings.has(labels.slice(-2).join(".")) && labels.length > 2 ? 2 : 1;
  const nameAt = labels.length - endingLength - 1;
  return {
    registered: labels.slice(nameAt).join("."),
    name: labels[nameAt] ?? "",
    ending: labels.slice(nameAt + 1).join("."),
    below: labels.slice(0, nameAt),
  };
}

/** Whether a whole ending was named ("co.uk"): nobody owns that. */
export const isEnding = (domain: string): boolean => twoLabelEndings.has(domain) || !domain.includes(".");
