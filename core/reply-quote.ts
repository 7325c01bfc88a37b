/**
 * Where the mail that is answered begins inside an answer: the lines mail programs put before it, in the languages they
 * put them. Patterns only; core/reply-text uses them.
 */

/** "wrote" and its like, as the last word or before a name or date, with the colon at the end. */
const WROTE =
  /(?:\bwrote|\bwrites|\bschrieb|\bgeschrieben|a [ée]crit|escribi[óo]|ha escrito|ha scritto|scrisse|escreveu|schreef|geschreven|\bskrev|napisa[łl]\w*(?:\(a\))?|\bpisze|\bpíše|napsal\w*|(?:на)?пи(?:сал[аи]?|шет|ше|са|сав)(?!\p{L})|написав(?!\p{L})|kirjoitti|írta|a scris|yazdı|έγραψε|写道|寫道|のメッセージ|さんは書きました|작성|님이 작성)/iu;
/** Starts of such a line, for those that are folded over several. */
const OPENING =
  /^(?:[-*>\s]*)(?:On|At|Am|Den|Le|El|Il|Em|Op|W dniu|Dnia|Dne|Em|Pe|På|Em|On|20\d\d|\d{1,2}[./ ]|"?[\p{L}][^:]{0,80}<[^>]*@|[\p{L}]{2,4}[.,] \d)/u;
const DATE_OR_ADDRESS = /\d{1,2}[:.h]\d{2}|\d{4}|\d{1,2}[./]\d{1,2}|@/;
const DASHED_WROTE = /^[-\s]{2,}.*(?:wrote|schrieb|a écrit|escribió|ha scritto)[^\n]*-{2,}\s*$/i;

const MESSAGE_NAMES =
  "original (?:message|appointment|e-?mail|mail)|forwarded (?:message|mail|by)[^-]{0,60}|reply (?:message|above this line)|(?:urspr[üu]ngliche|original|weitergeleitete) ?nachricht|message (?:d'origine|original|transf[ée]r[ée]|initial)|mensaje (?:original|reenviado)|messaggio (?:originale|inoltrato)|mensagem (?:original|encaminhada)|oorspronkelijk bericht|doorgestuurd bericht|(?:oprindelig|opprinnelig) (?:besked|meddelelse|melding)|(?:ursprungligt|vidarebefordrat) meddelande|alkuper[äa]inen viesti|pierwotna wiadomo[śs][ćc]|wiadomo[śs][ćc] oryginalna|исходное сообщение|пересылаемое сообщение|p[ůu]vodn[íi] (?:e-mail|zpr[áa]va)|eredeti [üu]zenet|原始邮件|原始郵件|元のメッセージ|원본 메(?:일|시지)";
const SEPARATOR = new RegExp(`^[\\s>*]*[-_=]{2,}\\s*(?:${MESSAGE_NAMES})\\s*[-_=]*[\\s*]*$`, "iu");
const BARE_SEPARATOR =
  /^[\s>*]*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|d[ée]but du message (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])|inicio del mensaje reenviado|inizio messaggio inoltrato)\s*:\s*[*]*$/iu;

const FROM =
  "from|von|de|da|van|fr[åa]n|fra|od|от|від|expéditeur|remitente|mittente|afsender|lähettäjä|差出人|发件人|寄件者|보낸 ?사람";
const OTHER =
  "sent|date|to|cc|subject|reply-to|gesendet|datum|an|betreff|kopie|antwort an|envoy[ée](?: le)?|[àa]|objet|copie|enviad[oa](?: el| em)?|fecha|para|asunto|inviato|data|a|oggetto|risposta|enviada em|assunto|verzonden|aan|onderwerp|skickat|till|[äa]mne|sendt|til|emne|wys[łl]ano|do|temat|отправлено|дата|кому|тема|送信日時|宛先|件名|发送时间|收件人|主题|보낸 ?날짜|받는 ?사람|제목|sujet";
const LABEL = (names: string) => new RegExp(`^[\\s>|*]*(?:${names})\\s*\\*?\\s*[:：]\\s*\\*?`, "iu");
const FROM_LABEL = LABEL(FROM);
const OTHER_LABEL = LABEL(OTHER);

/** A line that only divides: underscores, dashes, stars. */
export const RULE_LINE = /^[\s>]*(?:[-_=*~#+]{3,}|[—–]{1,})\s*$/;

/** How many lines from `at` say "on this day this person wrote"; 0 for none. Folded over at most seven lines. */
export function wroteLines(lines: readonly string[], at: number): number {
  const first = lines[at] ?? "";
  if (first.trim() === "" || first.length > 400) return 0;
  if (DASHED_WROTE.test(first)) return 1;
  let joined = "";
  for (let count = 1; count <= 7 && at + count <= lines.length; count += 1) {
    joined = `${joined} ${(lines[at + count - 1] ?? "").trim()}`.trim();
    if (joined.length > 400) return 0;
    if (!/[:：]\s*\*?$/.test(joined)) {
      if (!OPENING.test(first) || !DATE_OR_ADDRESS.test(first)) return 0;
      continue;
    }
    const ends =
      WROTE.test(joined) && (DATE_OR_ADDRESS.test(joined) || /^[^.!?]{2,60} (?:wrote|schrieb|writes):$/i.test(joined));
    return ends ? count : 0;
  }
  return 0;
}

/** Whether the header block of a quoted mail begins here: a sender among at least three labels in a row, or two that say enough. */
export function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const first = lines[at] ?? "";
  const isFrom = FROM_LABEL.test(first);
  if (!isFrom && !OTHER_LABEL.test(first)) return false;
  const following = lines.slice(at + 1, at + 8).filter((line) => line.trim() !== "");
  const next = following.slice(0, 4);
  const labels = next.filter((line) => OTHER_LABEL.test(line) || FROM_LABEL.test(line)).length;
  if (!isFrom) return labels >= 2 && FROM_LABEL.test(next[0] ?? "");
  return labels >= 2 || (labels === 1 && OTHER_LABEL.test(next[0] ?? "") && /@|\d/.test(first));
}

export function isSeparator(line: string): boolean {
  return SEPARATOR.test(line) || BARE_SEPARATOR.test(line);
}

const DEVICE =
  /^[\s*_]*(?:sent (?:from|via|with|by) (?:my|mail for|outlook|yahoo|gmail|proton|the|an? |samsung|iphone|ipad|android|blackberry|mobile|tutanota|spark|superhuman)|get (?:outlook|boxer) for|(?:von|diese nachricht wurde von) meinem? .{0,60}(?:gesendet|geschickt)|gesendet (?:von|mit)|envoy[ée] (?:de(?:puis)?|à partir) |enviado (?:desde|do|de) |inviato da(?:l)? |verstuurd vanaf|verzonden vanaf|skickat från|sendt fra|lähetetty|wysłane z|отправлено с|发自我的|iphone ?から送信)/iu;
const SIGNATURE = /^(?:--+ ?|–|—|__+)$/u;

/** Where a signature begins: the standard delimiter (RFC 3676 §4.3), its cousins, and what telephones add. */
export function isSignatureStart(line: string): boolean {
  return SIGNATURE.test(line.trimStart()) || DEVICE.test(line);
}

export const isQuoted = (line: string): boolean => /^\s*(?:>|\|(?=\s|$)|[A-Z]{1,2}>)/.test(line);
