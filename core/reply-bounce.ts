/** What a refusal means for us: the address is dead, wait and see, or they do not want our mail (EMAIL.md §2.7). */
export type BounceKind = "hard" | "soft" | "block";

export interface BounceVerdict {
  readonly kind: BounceKind;
  /** The rule that decided, and the words or code it saw. */
  readonly rule: string;
  /** Enhanced status code (RFC 3463) that was used, if any. */
  readonly status: string | null;
}

export interface Refusal {
  /** Enhanced status as reported, e.g. `5.1.1`. */
  readonly status?: string | null;
  /** What the other server said, codes included. */
  readonly diagnostic: string;
}

const FULL =
  /over ?quota|quota.{0,30}(?:exceed|full|exhausted|violat|reach|over)|exceed.{0,40}(?:quota|storage|mailbox size|disk)|(?:mail ?box|mail ?folder|inbox|account|maildir|mail drop|spool).{0,40}\b(?:is |are )?(?:over)?(?:full|too large|too big|out of space)|storage (?:limit|space|exceeded|allocation|quota)|(?:insufficient|not enough|out of|no) (?:system |disk |mail ?box |storage |free |more )*(?:storage|space|quota|disk)|no space left|disk (?:full|quota)|size limit of (?:the )?(?:user|recipient|mailbox)|postfach.{0,30}(?:voll|überfüllt|überschritten)|bo[iî]te.{0,40}pleine|bandeja.{0,30}llena|buz[oó]n.{0,30}lleno|casella.{0,40}piena|caixa (?:de (?:correio|entrada)|postal).{0,40}(?:cheia|lotada)|(?:postvak|mailbox|postbus).{0,30}\bvol\b|skrzynk.{0,40}(?:pełna|przepełnion)|ящик.{0,30}переполнен|メールボックス.{0,12}(?:一杯|いっぱい|容量)|容量を超え|邮箱(?:已满|空间不足)/i;
const RATE =
  /receiving (?:e?mail|messages) at a rate|too many (?:recipients|messages|connections|concurrent|sessions|e?mails|requests|errors|invalid|failed|bad|simultaneous|hops|received)|throttl|rate.?limit|rate has exceeded|(?:message|send|connection|mail|e-?mail) (?:submission )?rate\b|too fast|connection (?:rate|limit|frequency)|(?:exceed|reached).{0,40}(?:per (?:hour|day|minute)|connections|rate\b|(?:sending|daily|hourly) (?:limit|quota))|ip.{0,20}frequency limited/i;
const TEMPORARY =
  /temporar|try (?:again|later)|later\b|greylist|grey-list|graylist|deferred|will (?:be )?retr|timed? ?out|timeout|delivery time expired|queue too long|connection (?:refused|reset|dropped|lost)|unable to connect|network (?:is )?unreachable|no route to host|service (?:not |un)available|system (?:not|error)|resources? (?:temporarily|unavailable)|lookup (?:failure|failed).{0,30}temporar|please retry|host is down|lost connection|retry time(?:out)? (?:not reached|exceeded)/i;
const UNKNOWN_USER =
  /(?:user|recipient|mail ?box|addressee|account|e?-?mail address|local ?part|alias|address|recipients?'?s? (?:name|address)|name|customer|subscriber|member).{0,60}?(?:\bunknown|not (?:be )?(?:found|known|exist|recogni[sz]ed|listed|valid|registered|our customer|active|available here|located|current|present)|n't (?:exist|found|be found|have|valid|match|recogni[sz]ed|listed)|(?:does|do|did) not exist|(?:is|are|was|been|account|mailbox|user|address) (?:an? )?(?:invalid|inactive|disabled|suspended|closed|deactivated|terminated|discontinued|expired|cancell?ed|deleted|removed|retired|obsolete|unrouteable|non-?existent|no longer))|(?:account|address|domain|user|mailbox) (?:or domain )?may not exist|recipient address rejected(?:: access denied)?[.\s)]*(?:as ?\(\d+\)[.\s]*)?(?:$|[[(])|#?\b5\.1\.0 address rejected|recipient verif(?:y|ication) failed|no (?:se )?(?:ha )?encontr\S* (?:la |el |al )?(?:direcci[oó]n|usuario|destinatario|buz[oó]n)|(?:unknown|no such|invalid|inactive|disabled|nonexist(?:e|a)nt|non-existent|illegal|bad|not a valid|not an? (?:active|existing|known)|undefined|unresolvable|expired|suspended|deactivated|unroutea?ble|dead) (?:e?-?mail ?)?(?:users?|recipients?|mail ?box|address(?:ee|es)?|accounts?|local[- ]?part|aliase?s?|persons?|names?|customers?|username|destination|member)|no mail ?box (?:here|found|by|with)|\bno (?:valid |such )(?:recipient|account|user|mailbox|address|alias|person|name)s?\b|no one by that name|not our customer|does(?: not|n't) have an? .{0,40}(?:account|mailbox)|isn't an? .{0,30}(?:account|user)|not an? (?:yahoo|hotmail|user|mailbox|local|valid).{0,30}(?:user|account|name|address|mailbox|here)|(?:recipient|address|user|mailbox|rcpt|domain).{0,30}?(?:rejected|reject)\s*:?\s*(?:user unknown|unknown|invalid|undeliverable|unverified|no such|not found)|undeliverable address|unable to (?:find|locate|validate|verify|lookup).{0,40}(?:user|recipient|mailbox|address)|recipient (?:not|no) ?(?:found|exist|ok)|recipnotfound|adr_?status|can(?:no|')?t (?:find|verify|locate|create|open).{0,30}(?:user|recipient|mailbox|address|user mail)|not listed in|(?:mailbox|account|address|user) (?:is )?(?:not available|unavailable)|(?:has|have) (?:moved|left|been (?:disabled|suspended|closed|deleted|removed|terminated|blocked from receiving))|no longer (?:valid|available|in use|active|exists?|employed|on server|here|works|with|at|accepts|uses|monitored)|delivery not authori[sz]ed to (?:this|the) (?:user|mailbox)|user has moved|address (?:no longer|changed)|account (?:has been|is) .{0,20}(?:disabled|inactive|closed|suspended)|not accepting (?:e?-?mail|messages?)(?! from)|(?:not|no longer) (?:receiving|accept(?:s|ing)?) (?:e?-?mail|messages?) ?(?:for|at|to)?(?! from)|unbekannt(?:er)? (?:empf[aä]nger|benutzer|adresse)|(?:empf[aä]nger|adresse|postfach|benutzer|konto).{0,60}(?:unbekannt|nicht (?:gefunden|vorhanden|bekannt|existiert)|existiert nicht|ung[uü]ltig|gesperrt|deaktiviert)|(?:adresse|destinataire|utilisateur|compte|bo[iî]te).{0,60}(?:inconnue?|n'existe pas|introuvable|invalide|inexistante?|d[eé]sactiv)|(?:usuario|destinatario|buz[oó]n|direcci[oó]n|cuenta).{0,60}(?:desconocid|no existe|no (?:se )?(?:ha )?encontr|inexistente|inv[aá]lid|deshabilitad)|(?:utente|destinatario|casella|indirizzo).{0,40}(?:sconosciut|inesistente|non (?:esiste|valid|trovat))|(?:usu[aá]rio|utilizador|destinat[aá]rio|endere[cç]o|conta).{0,40}(?:inexistente|desconhecid|n[aã]o (?:existe|encontrad)|inv[aá]lid)|onbekende (?:gebruiker|ontvanger|geadresseerde)|(?:gebruiker|ontvanger|adres|mailbox).{0,40}(?:onbekend|bestaat niet|niet gevonden)|(?:użytkownik|adresat|konto|skrzynka|adres).{0,40}(?:nie istnieje|nieznan)|nie ma takiego (?:użytkownika|adresu|konta)|(?:uživatel|adresát|schránka).{0,40}neexistuje|(?:пользовател|адрес|ящик).{0,40}(?:не найден|не существует|неизвест)|(?:宛先|ユーザ|アドレス|ディレクトリ).{0,24}(?:見つかり|存在し|不明)|(?:地址|用户|收件人|邮箱).{0,10}(?:不存在|错误|無効|无效)/i;
const UNKNOWN_HOST =
  /(?:host|domain|server|relay|hostname|mx|recipient'?s? domain|domain name|name service).{0,40}?(?:not found|unknown|(?:does|do|did) ?n[o']t exist|(?:is|are) invalid|nonexistent|non-existent|not valid|unresolvable|couldn't be found|could not be found|cannot be found|not registered|doesn't accept|does not accept|no longer)|(?:unknown|no such|invalid|illegal|bad|unresolvable|unrouteable|unroutable|nonexistent|couldn't find any) (?:host|domain|mail ?server|mx|mail domain|recipient domain|(?:remote )?host\/domain)|nxdomain|name or service not known|no (?:mx|a record|dns|address|route for (?:this )?domain)|null ?mx|(?:does|do) not accept (?:any )?(?:e-?)?mail|doesn't accept (?:e-?)?mail|unrout(?:e?able) (?:address|mail domain|domain)|all relevant mx records point to non-existent|couldn't find (?:any|a) (?:host|mail exchanger)|(?:domain|host) is not reachable|cannot route|no a record|dns (?:domain|name).{0,30}(?:does ?n[o']t exist|not found|failed permanently)|host unknown|\[?5\.1\.2\]?|smtp; 556|^556|\b556 /i;
const AGAINST_US =
  /\bspam|\bblocked|block ?list|blacklist|black list|\b(?:dns)?[rd]?bl\b|reputation|\bpolicy|policies|\bspf\b|\bdkim\b|\bdmarc\b|\barc\b|relay(?:ing|ed)?\b|authenticat|not (?:authori[sz]ed|permitted|allowed)|unauthori[sz]ed|forbidden|prohibited|banned|virus|malware|phish|infected|\bcontent|unsolicited|\bjunk|\bbulk|suspicious|\bptr\b|reverse (?:dns|lookup|address)|\brdns\b|\bhelo\b|\bsender\b|(?:message|mail|size|attachment).{0,30}(?:too (?:large|big|long)|exceeds? .{0,30}(?:size|limit|maximum)|size (?:limit|exceed))|access (?:denied|restricted)|rejected due to|denied|\bfilter|refused (?:by|due|because)|(?:restricted|restriction)|open proxy|(?<!not )listed (?:in|on|at|by)|complaint|\babuse|\bfrom your (?:ip|host|network|server)|\btls\b|encrypt|spamhaus|spamcop|barracuda|proofpoint|\bheader|\bsyntax|not compliant|rfc ?\d{4}/i;
/** Said of us or our mail, whatever the code. */
const PLAINLY_AGAINST_US =
  /\bspam|blacklist|block ?list|\bdnsbl|\brbl\b|spamhaus|spamcop|reputation|\bspf\b|\bdkim\b|\bdmarc\b|(?:open relay|relay(?:ing)? (?:denied|not|access))|virus|malware|phish/i;
/** The address they find fault with is the sender's. */
const ABOUT_SENDER =
  /\bsender\b|\bfrom:|\bmail from\b|envelope[- ]from|return[- ]?path|\bhelo\b|\behlo\b|client host|your (?:domain|host|server|ip)/i;
/** They would not take it and do not say why. */
const REFUSED =
  /(?:mail|message|e-?mail|service) (?:(?:was|has been|is) )?(?:rejected|refused|rejet[eé]e?|refus[eé]e?)\b|\bnot accepted for delivery|\bmail refus[eé]/i;
/** Gateways wrap every refusal in these words; they say nothing. */
const WRAPPERS = /5\.1\.0 - unknown address error(?= \d{3}[- ])/gi;
/** The other side's delivery program failed, whatever it says about the address. */
const LOCAL_FAILURE =
  /couldn't create|can(?:no|')t create|command (?:output|died|failed)|pipe to|procmail|maildrop|loops? back|mail loop|i\/o error|remote protocol error|local (?:configuration|delivery) error/i;
/** No such address; given up; its owner or that of its domain is somebody else by now (RFC 7293). */
const HARD_STATUS = /^5\.(?:1\.(?:[12346]|10)|2\.1|7\.1[78])$/;

const STATUS = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/;
const SMTP_CODE = /(?:^|[\s;:<>(#"])([45]\d\d)(?=[\s\-;:,.)]|$)/;

/** A dotted quad is not a status: `5.1.1` in `5.1.1.7` or an address in brackets. */
function withoutAddresses(text: string): string {
  return text.replace(/\d+\.\d+\.\d+\.\d+/g, "").replace(/\S+@\S+/g, (address) => address.replace(/\d/g, ""));
}

function readStatus(refusal: Refusal): string | null {
  const own = STATUS.exec(refusal.status ?? "")?.[0] ?? null;
  const said = STATUS.exec(withoutAddresses(refusal.diagnostic))?.[0] ?? null;
  if (own && !/^[245]\.0\.0$/.test(own)) return own;
  // A class that contradicts the report's own is some other number.
  if (said && (!own || said.startsWith(own.charAt(0)))) return said;
  return own;
}

/** First digit of the answer, 5 where nothing says: a report of failure that gives no code is about a failure. */
function readClass(status: string | null, diagnostic: string): "4" | "5" {
  const digit = status?.charAt(0) ?? SMTP_CODE.exec(withoutAddresses(diagnostic))?.[1]?.charAt(0) ?? "5";
  return digit === "4" ? "4" : "5";
}

interface Words {
  readonly full: string | null;
  readonly rate: string | null;
  readonly temporary: string | null;
  readonly against: string | null;
  readonly plainlyAgainst: boolean;
  readonly gone: string | null;
}

/** "No such address", unless it is said of the sender, or of a name server that may know better in a minute. */
function readGone(text: string): string | null {
  for (const pattern of [UNKNOWN_USER, UNKNOWN_HOST]) {
    const hit = pattern.exec(text);
    if (!hit) continue;
    const around = text.slice(Math.max(0, hit.index - 40), hit.index + hit[0].length + 40);
    if (ABOUT_SENDER.test(around) && !isAboutAddress(around)) continue;
    if (/not found[,;]? try again|temporar/i.test(around)) continue;
    return hit[0].trim();
  }
  return null;
}

function readWords(text: string): Words {
  const seen = (pattern: RegExp): string | null => pattern.exec(text)?.[0]?.trim() ?? null;
  return {
    full: seen(FULL),
    rate: seen(RATE),
    temporary: seen(TEMPORARY),
    against: seen(AGAINST_US),
    plainlyAgainst: PLAINLY_AGAINST_US.test(text),
    gone: readGone(text),
  };
}

/**
 * Hard, soft or block, for one recipient, by the rules of EMAIL.md §2.7 in their order. Takes what a server said in an
 * SMTP answer, a delivery report or a provider's webhook.
 */
export function classifyBounce(refusal: Refusal): BounceVerdict {
  const diagnostic = refusal.diagnostic.slice(0, 4_000).replace(WRAPPERS, "");
  const status = readStatus({ ...refusal, diagnostic });
  const text = diagnostic.replace(/\s+/g, " ").replace(/<[^<>\s]+@[^<>\s]+>|[^\s<>(]+@[^\s<>():;,]+/g, "@");
  const verdict = (kind: BounceKind, rule: string): BounceVerdict => ({ kind, rule, status });
  const { full, rate, temporary, against, plainlyAgainst, gone } = readWords(text);

  if (full || /\.2\.2$/.test(status ?? "")) return verdict("soft", `mailbox full: ${full ?? status}`);
  if (rate) return verdict("soft", `rate: ${rate}`);
  const broken = LOCAL_FAILURE.exec(text)?.[0];
  if (broken) return verdict("soft", `their delivery failed: ${broken}`);
  if (readClass(status, text) === "4") {
    if (gone && !temporary && !against) return verdict("hard", `no such address: ${gone}`);
    const refused = against && !temporary && /^4\.7\./.test(status ?? "");
    return verdict(refused ? "block" : "soft", `temporary: ${status ?? temporary ?? "4xx"}`);
  }
  if (status && HARD_STATUS.test(status) && (gone || !plainlyAgainst)) return verdict("hard", `status ${status}`);
  if (gone && (!against || isAboutAddress(text))) return verdict("hard", `no such address: ${gone}`);
  if (against || /^5\.7\./.test(status ?? "")) return verdict("block", `refused: ${against ?? status}`);
  const refused = REFUSED.exec(text)?.[0];
  if (refused && !temporary) return verdict("block", `refused: ${refused}`);
  return verdict("soft", status ? `status ${status}` : "no rule applies");
}

/** The plainest words beat words of policy beside them ("550 5.7.1 user unknown; see our policy"). */
function isAboutAddress(text: string): boolean {
  return PLAINLY_GONE.test(PLAINLY_AGAINST_US.test(text) ? text.replace(BARE_550, "") : text);
}

/** What SMTP itself calls every 550 (RFC 5321 §4.2.3); the reason stands beside it. */
const BARE_550 = /requested (?:mail )?action (?:not taken|aborted)\s*[:;,]?\s*mailbox unavailable/gi;

const PLAINLY_GONE =
  /user unknown|unknown user|no such (?:user|mailbox|recipient|account)|(?:address|user|account|mailbox|recipient) (?:does ?n[o']t|not) (?:exist|found)|(?:user|account|mailbox) (?:is )?(?:disabled|inactive|suspended)|unknown (?:recipient|address|mailbox|host)|recipient (?:is )?unknown|invalid (?:recipient|mailbox)|mailbox unavailable|account that you tried to reach|host (?:unknown|\S+ not found)|recipient address rejected: access denied|(?:account|address|domain|user) may not exist/i;
