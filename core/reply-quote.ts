/**
 * Where the mail that is answered begins inside an answer: the lines mail programs put before it, in the languages they
 * put them. Patterns only; core/reply-text uses them.
 */

/** "wrote" and its like, as the last word or before a name or date, with the colon at the end. */
const WROTE =
  /(?:\bwrote|\bwrites|\bschrieb|\bgeschrieben|a [ée]crit|escribi[óo]|ha escrito|ha scritto|scrisse|escreveu|schreef|geschreven|\bskrev|napisa[łl]\w*(?:\(a\))?|\bpisze|\bpíše|napsal\w*|(?:на)?пи(?:сал[аи]?|шет|ше|са|сав)(?!\p{L})|написав(?!\p{L})|kirjoitti|írta|a scris|yazdı|έγραψε|napísal\w*|napisa[ol]\w*(?: je)?|rašė|rakstīja|kirjutas|menulis|đã viết|เขียนว่า|כתב(?:ה)?|كتب|تمت كتابة|va escriure|写道|寫道|のメッセージ|さんは書きました|작성|님이 작성)/iu;
/** Starts of such a line, for those that are folded over several. */
const OPENING =
  /^(?:[-*>\s]*)(?:On|At|Am|Den|Le|El|Il|Em|Op|W dniu|Dnia|Dne|Em|Pe|På|Em|On|20\d\d|\d{1,2}[./ ]|"?[\p{L}][^:]{0,80}<[^>]*@|[\p{L}]{2,4}[.,] \d)/u;
const DATE_OR_ADDRESS = /\d{1,2}[:.h]\d{2}|\d{4}|\d{1,2}[./]\d{1,2}|@/;
/** A sender in brackets, a year, a time of day: together they introduce a quote in whatever language stands between. */
const BRACKETED = /[<([](?:mailto:)?[^\s<>()]+@[^\s<>()]+[>)\]]/;
const YEAR = /\b(?:19|20)\d\d\b|(?:19|20)\d\d年/;
const DAY = /\b\d{1,2}[./-]\s?\d{1,2}[./-]|\b(?:19|20)\d\d\b|(?:19|20)\d\d年/;
const TIME = /\b\d{1,2}[:.h]\d{2}\b/;
/** "Ana Ruiz ---02.03.2026 09:00:00---Hi Tom": IBM Notes. */
const NOTES = /^[^:]{2,80}---\s?\d{1,4}[./-]\d{1,2}[./-]\d{1,4} \d{1,2}:\d{2}.*---/;
/** "Quoting Ana Ruiz <ana@x.example>:": Horde. */
const QUOTING =
  /^(?:quoting|zitat von|zitiere|citation de|en r[ée]ponse à|citando a?|citeren van|cytowanie) .{0,80}@.{0,60}:$/i;
/** ">>> Ana Ruiz <ana@x.example> 02.03.2026 09:00 >>>": GroupWise. */
const GROUPWISE = /^>>> .{2,120}\d{1,4}[./-]\d{1,2}[./-]\d{1,4}.{0,24}>>>$/;
const DASHED_WROTE = /^[-\s]{2,}.*(?:wrote|schrieb|a écrit|escribió|ha scritto)[^\n]*-{2,}\s*$/i;

const MESSAGE_NAMES =
  "original (?:message|appointment|e-?mail|mail)|forwarded (?:message|mail|by)[^-]{0,60}|reply (?:message|above this line)|(?:urspr[üu]ngliche|original|weitergeleitete)[ -]?nachricht|message (?:d'origine|original|transf[ée]r[ée]|initial)|mensaje (?:original|reenviado)|messaggio (?:originale|inoltrato)|mensagem (?:original|encaminhada)|oorspronkelijk bericht|doorgestuurd bericht|(?:oprindelig|opprinnelig) (?:besked|meddelelse|melding)|(?:ursprungligt|vidarebefordrat) meddelande|alkuper[äa]inen viesti|pierwotna wiadomo[śs][ćc]|wiadomo[śs][ćc] oryginalna|исходное сообщение|пересылаемое сообщение|p[ůu]vodn[íi] (?:e-mail|zpr[áa]va)|eredeti [üu]zenet|原始邮件|原始郵件|元のメッセージ|원본 메(?:일|시지)";
const SEPARATOR = new RegExp(`^[\\s>*]*[-_=]{2,}\\s*(?:${MESSAGE_NAMES})\\s*[-_=]*[\\s*]*$`, "iu");
const BARE_SEPARATOR =
  /^[\s>*]*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|d[ée]but du message (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])|inicio del mensaje reenviado|inizio messaggio inoltrato)\s*:\s*[*]*$/iu;

const FROM =
  "from|von|de(?: la)?|da|van|fr[åa]n|fra|od|от|від|из|kimden|felad[óo]|k[üu]ld[őo]|από|dari|từ|จาก|מאת|من|saatja|nuo|expéditeur|remitente|mittente|afsender|lähettäjä|差出人|发件人|寄件者|보낸 ?사람";
const OTHER =
  "sent|date|to|cc|subject|reply-to|gesendet|datum|an|betreff|kopie|antwort an|envoy[ée](?: le)?|[àa]|objet|copie|enviad[oa](?: el| em)?|fecha|para|asunto|inviato|data|a|oggetto|risposta|enviada em|assunto|verzonden|aan|onderwerp|skickat|till|[äa]mne|sendt|til|emne|wys[łl]ano|do|temat|отправлено|дата|кому|тема|送信日時|宛先|件名|发送时间|收件人|主题|보낸 ?날짜|받는 ?사람|제목|sujet|odesl[áa]no|odoslan[ée]|komu|p[řr]edm[ěe]t|predmet|elk[üu]ldve|d[áa]tum|c[íi]mzett|t[áa]rgy|trimis|c[ăa]tre|subiect|g[öo]nderildi|tarih|kime|konu|bilgi|στάλθηκε|ημερομηνία|προς|θέμα|l[äa]hetetty|p[äa]iv[äa]ys|vastaanottaja|kopio|aihe|enviat|per a|poslano|za|надіслано|изпратено|относно|до|dikirim|kepada|perihal|đã gửi|đến|tới|chủ đề|ส่ง|ถึง|เรื่อง|נשלח|אל|נושא|أرسل|إلى|الموضوع";
const LABEL = (names: string) => new RegExp(`^[\\s>|*]*(?:${names})\\s*\\*?\\s*[:：]\\s*\\*?`, "iu");
const FROM_LABEL = LABEL(FROM);
const OTHER_LABEL = LABEL(OTHER);

const ANY_LABEL = /^[\s>|*]*\p{L}[\p{L}\p{M} .'’-]{0,24}\*?\s?[:：]\*?\s*\S/u;

const ENDS_SENTENCE = /\p{L}{3}[.!?]$/u;

/** A line that only divides: underscores, dashes, stars. */
export const RULE_LINE = /^[\s>]*(?:[-_=*~#+]{3,}|[—–]{1,})\s*$/;

/** How many lines from `at` say "on this day this person wrote"; 0 for none. Folded over at most seven lines. */
export function wroteLines(lines: readonly string[], at: number): number {
  const first = lines[at] ?? "";
  if (first.trim() === "" || first.length > 400) return 0;
  if ([DASHED_WROTE, NOTES, QUOTING, GROUPWISE].some((pattern) => pattern.test(first.trim()))) return 1;
  let joined = "";
  for (let count = 1; count <= 7 && at + count <= lines.length; count += 1) {
    const line = (lines[at + count - 1] ?? "").trim();
    // folded, but over an empty line only into the address
    if (
      line === "" &&
      !nextLine(lines, at + count)
        .trimStart()
        .startsWith("<")
    )
      return 0;
    joined = `${joined} ${line}`.trim();
    if (joined.length > 400) return 0;
    if (!/[:：]\s*\*?$/.test(joined)) {
      if (!OPENING.test(first) || !DATE_OR_ADDRESS.test(first) || ENDS_SENTENCE.test(line)) return 0;
      continue;
    }
    return introduces(joined) || (introducesMarked(joined) && isQuoted(nextLine(lines, at + count))) ? count : 0;
  }
  return 0;
}

const introduces = (joined: string): boolean =>
  (WROTE.test(joined) &&
    (DATE_OR_ADDRESS.test(joined) ||
      /^(?!(?:he|she|they|you|it|we|i|who|er|sie|es|wir|ich|wer) )[^.!?]{2,60} (?:wrote|schrieb|writes):$/i.test(
        joined,
      ))) ||
  (joined.length <= 160 && BRACKETED.test(joined) && YEAR.test(joined) && TIME.test(joined));

/** Enough where a marked quote follows at once. */
const introducesMarked = (joined: string): boolean =>
  joined.length <= 200 &&
  (BRACKETED.test(joined) ? DAY.test(joined) || TIME.test(joined) : DAY.test(joined) && TIME.test(joined));

const nextLine = (lines: readonly string[], from: number): string =>
  lines.slice(from, from + 3).find((line) => line.trim() !== "") ?? "";

/** Whether the header block of a quoted mail begins here: a sender among at least three labels in a row, or two that say enough. */
export function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const first = lines[at] ?? "";
  if (isForeignHeader(lines, at)) return true;
  const isFrom = FROM_LABEL.test(first);
  if (!isFrom && !OTHER_LABEL.test(first)) return false;
  const following = lines.slice(at + 1, at + 8).filter((line) => line.trim() !== "");
  const next = following.slice(0, 4);
  const labels = next.filter((line) => OTHER_LABEL.test(line) || FROM_LABEL.test(line)).length;
  // The sender stands second, or third with an address (Hotmail: date, subject, from).
  const sender = next.findIndex((line) => FROM_LABEL.test(line));
  if (!isFrom) {
    const above = next.slice(0, Math.max(0, sender));
    return (
      labels >= 2 &&
      (sender === 0 || (sender === 1 && /@/.test(next[1] ?? "") && above.every((l) => OTHER_LABEL.test(l))))
    );
  }
  return labels >= 2 || (labels === 1 && OTHER_LABEL.test(next[0] ?? "") && /@|\d/.test(first));
}

/** In a language whose labels we do not know: a sender with an address, when, and at least one label more. */
function isForeignHeader(lines: readonly string[], at: number): boolean {
  const block = lines.slice(at, at + 3);
  const [sender = "", ...rest] = block;
  return (
    block.length === 3 &&
    block.every((line) => ANY_LABEL.test(line)) &&
    BRACKETED.test(sender) &&
    rest.some((line) => YEAR.test(line) && TIME.test(line))
  );
}

export function isSeparator(line: string): boolean {
  return SEPARATOR.test(line) || BARE_SEPARATOR.test(line);
}

export const isQuoted = (line: string): boolean => /^\s*(?:>|\|(?=\s|$)|[A-Z]{1,2}>)/.test(line);
