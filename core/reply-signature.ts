/**
 * Where the writer's own words end before any quote: delimiters of signatures, and what telephones, mail programs and virus
 * scanners add by themselves.
 */

/** "Sent" as programs say it, by language; at the edge of a short line that names a device it is nobody's sentence. */
const SENT =
  "gesendet|geschickt|versendet|envoy[ée]|enviad[oa]|enviat|inviat[oa]|verstuurd|verzonden|skickat|sendt|lähetetty|wysłan[eoa]|odesl[áa]n[oa]?|odoslan[ée]|poslan[oa]|poslat[oa]|trimis|küldve|küldött|gönderildi|στάλθηκε|отправлен[оа]|надіслано|изпратен[оа]|išsiųsta|nosūtīts|saadetud|dikirim|gửi|送信|发自|發自|寄自|傳送|보냄|보낸|ส่งจาก|נשלח|أرسلت";
const DEVICE =
  "iphon|ipad|galaxy|samsung|android|blackberry|huawei|xiaomi|redmi|oneplus|nokia|motorola|windows|outlook|yahoo|gmail|gmx|web\\.de|proton ?mail|tuta(?:nota)?|k-9|aquamail|bluemail|superhuman|mailspring|fairemail|thunderbird|airmail|zoho|mail\\.ru|яндекс|айфон";
const SENT_FIRST = new RegExp(`^(?:${SENT})\\P{L}.*(?:${DEVICE})`, "iu");
/** Chinese, Thai: no space behind the word. */
const SENT_JOINED = new RegExp(`^(?:发自|發自|寄自|ส่งจาก).*(?:${DEVICE})`, "iu");
const SENT_LAST = new RegExp(`(?:${DEVICE}).*(?:${SENT})[.\\s]*$`, "iu");
/** Begins as they begin, in words a person would not open a line with. */
const OPENING =
  /^[\s*_]*(?:sent (?:from|via|with|by|using) (?:my|front|hey|spike|missive|canary|edison|bluemail|zoho|mail for|outlook|yahoo|gmail|proton|the|an? |samsung|iphone|ipad|android|blackberry|mobile|tutanota|spark|superhuman)|(?:get|télécharger|obtener|scarica|holen sie sich) (?:outlook|boxer|bluemail) (?:for|pour|para|per|für)|(?:von|diese nachricht wurde von) meine?[mr]? .{0,60}(?:gesendet|geschickt)|gesendet (?:von|mit)|envoy[ée] (?:de(?:puis)?|à partir|avec) |provenance\s?: (?:courrier|mail)|enviado (?:desde|do|de) |inviato da(?:l)? |verstuurd vanaf|verzonden vanaf|skickat från|sendt fra|lähetetty|wysłane z|отправлено с|发自我的|iphone ?から送信)/iu;
/** "Get Outlook for iOS" in the word order of any language. */
const OUTLOOK = /(?<!\p{L})outlook \p{L}{2,5} (?:ios|android)(?!\p{L})/iu;
const SCANNER =
  /^[\s*_]*(?:(?:virus[- ]?free|virenfrei|sans virus|libre de virus|privo di virus|virusvrij|virusfri|без вирусов)\b.{0,40}|.{0,60}(?:checked|scanned|überprüft|geprüft|analys[ée]|comprobad|controllat)\w*.{0,40}(?:virus|viren)\w*.{0,40})(?:avast|avg|norton|kaspersky|mcafee|bitdefender|www\.|https?:)/iu;
const DELIMITER = /^(?:--+ ?|–|—|__+)$/u;

/** Where a signature begins: the standard delimiter (RFC 3676 §4.3), its cousins, and what programs add. */
export function isSignatureStart(line: string): boolean {
  return DELIMITER.test(line.trimStart()) || OPENING.test(line) || SCANNER.test(line) || isDeviceLine(line.trim());
}

function isDeviceLine(line: string): boolean {
  const words = line.split(/\s+/).length;
  if (line.length > 100 || words > 9) return false;
  if (SENT_FIRST.test(line) || SENT_JOINED.test(line) || SENT_LAST.test(line)) return true;
  return words >= 3 && words <= 7 && OUTLOOK.test(line) && !/[.!]\s/.test(line);
}
