import { isbot } from "isbot";

/** What fetched a pixel or followed a link, as far as its user agent tells. */
export type AgentKind =
  | "none" // no user agent at all
  | "image_proxy" // fetches when the person opens (Gmail, Yahoo)
  | "privacy_proxy" // Apple Mail Privacy Protection: fetches whether the person opens or not
  | "scanner" // names itself a security product or a program
  | "mail_program"
  | "office_probe" // Office looks at an address before it hands it to the browser
  | "stale_browser" // a browser nobody uses any more: a favourite disguise of scanners
  | "browser"
  | "other";

const IMAGE_PROXY = /GoogleImageProxy|YahooMailProxy/i;
// isbot does not know these (measured), and says nothing of an empty user agent.
const SCANNER =
  /barracuda|proofpoint|mimecast|safelinks|urldefense|forcepoint|ironport|sophos|fireeye|trellix|trend ?micro|symantec|messagelabs|zscaler|checkpoint|check point|avanan|abnormal ?security|vade ?(?:secure|retro)|spamtitan|mailguard|virustotal|headlesschrome|phantomjs|puppeteer|playwright|selenium|python-|aiohttp|httpx|\bcurl\/|\bwget\/|go-http-client|\bjava\/|okhttp|libwww|node-fetch|axios|undici|guzzle|scrapy|apache-httpclient|winhttp|forti(?:guard|sandbox|mail|gate)|sandblast|sandbox|url ?(?:filter|scan|defen[sc]e)|safe-?browsing|zgrab|masscan|nmap/i;
/** Browsers without pictures and scripts: nobody disguises as one. */
const TEXT_BROWSER = /^(?:Lynx|w3m|ELinks|Links)\b/i;
const MAIL_PROGRAM =
  /Thunderbird\/|Microsoft Outlook|Outlook-(?:iOS|Android)|MSOffice|AppleMail|\bMail\/\d|Airmail|Spark\/|eM ?Client|Postbox|K-9 ?Mail|FairEmail|Mailspring|The Bat!|Lotus-Notes|Evolution\/|KMail|BlueMail|SamsungEmail|com\.samsung\.android\.email|YahooMobileMail|AquaMail/i;
const OFFICE_PROBE = /ms-office|Microsoft Office/i;
/** Below these major versions a browser is years out of date. */
const STALE: readonly { readonly pattern: RegExp; readonly below: number }[] = [
  { pattern: /(?:Chrome|CriOS)\/(\d+)/, below: 90 },
  { pattern: /Firefox\/(\d+)/, below: 78 },
  { pattern: /MSIE (\d+)/, below: 12 },
];

function isStale(agent: string): boolean {
  return STALE.some(({ pattern, below }) => {
    const version = pattern.exec(agent)?.[1];
    return version !== undefined && Number(version) < below;
  });
}

export function classifyAgent(userAgent: string | null): AgentKind {
  const agent = (userAgent ?? "").trim();
  if (agent === "" || agent === "-") return "none";
  if (IMAGE_PROXY.test(agent)) return "image_proxy";
  if (agent === "Mozilla/5.0") return "privacy_proxy";
  if (/\(KHTML, like Gecko\)$/.test(agent) && !/Version\/|Safari\//.test(agent)) return "privacy_proxy";
  if (TEXT_BROWSER.test(agent)) return "browser";
  if (SCANNER.test(agent)) return "scanner";
  if (OFFICE_PROBE.test(agent)) return "office_probe";
  if (MAIL_PROGRAM.test(agent)) return "mail_program";
  if (isbot(agent)) return "scanner";
  if (isStale(agent)) return "stale_browser";
  return /^(?:Mozilla|Opera)\//.test(agent) ? "browser" : "other";
}
