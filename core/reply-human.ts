import type { ReplyClass, ReplyEvidence } from "@/core/reply-class";
import { foldText, orderLanguages } from "@/core/reply-languages";
import type { ReplyWords } from "@/core/reply-words";
import { otherWords } from "@/core/reply-words-other";

export interface HumanVerdict {
  readonly class: ReplyClass;
  readonly evidence: readonly ReplyEvidence[];
  /** Languages in the order they fit, for reading dates. */
  readonly languages: readonly ReplyWords[];
  readonly folded: string;
}

/** Polite endings say nothing about the answer. */
const PLEASANTRIES =
  /(?:^|\n)(?:(?:best|kind|warm|many)? ?regards|best wishes|sincerely|cheers|thanks(?: a lot| again)?|thank you|mit freundlichen gr(?:ü|ue)(?:ß|ss)en|(?:viele|beste|liebe|freundliche|sch[öo]ne) gr(?:ü|ue)(?:ß|ss)e|mfg|lg|vg|cordialement|bien (?:à vous|cordialement)|(?:sinc[èe]res |meilleures )?salutations|un saludo|saludos(?: cordiales)?|atentamente|gracias|merci|danke|(?:cordiali|distinti) saluti|grazie|met vriendelijke groet(?:en)?|mvg|bedankt|atenciosamente|(?:melhores )?cumprimentos|obrigad[oa]|(?:med )?v[äa]nliga? h[äa]lsning(?:ar)?|mvh|(?:med )?venlig hilsen|vennlig hilsen|pozdrawiam|s pozdravem|dzi[ęe]kuj[ęe]|с уважением|спасибо)[,.! ]*(?:\n[\s\S]{0,300})?$/;
/** Where one thought ends and the next begins: not at the dots of addresses, dates and numbers. */
const BETWEEN_SENTENCES = /(?<=[.!?;])\s+|(?<=[。｡])|\n+/;
/** What companies put under every mail: it speaks to whoever reads it, not for the writer. */
const LEGAL_NOTICE =
  /\n\s*[*_"]*(?:confidentiality (?:notice|note)|legal notice|disclaimer|this (?:e-?mail|message|communication|transmission)\b[^\n]{0,120}(?:confidential|privileged|intended (?:only|solely))|the (?:information|content)s?\b[^\n]{0,60}(?:confidential|privileged)|(?:diese|der inhalt dieser) (?:e-?mail|nachricht)\b[^\n]{0,120}vertraulich|ce(?:t|tte)? (?:e-?mail|message|courriel|courrier)\b[^\n]{0,120}confidentiel|est[ea] (?:mensaje|correo|comunicaci[óo]n|e-?mail)\b[^\n]{0,120}confidencial|(?:le informamos que|de acuerdo con el reglamento)[^\n]{0,80}datos)[\s\S]*$/;
/** "If you would rather not receive …": an offer to the reader, unless the writer speaks of themselves. */
const OFFER =
  /^(?:if you|should you|to (?:unsubscribe|opt|stop receiving)|you (?:are receiving|receive|received|can|may)|(?:wenn|falls|sollten|m[öo]chten) sie\b|sie (?:erhalten|k[öo]nnen)|si (?:vous|usted|no desea|no quiere|ya no)|pour (?:vous|ne plus)|vous (?:recevez|pouvez)|para (?:darse|dejar|no recibir)|se (?:non|desidera))/;
const OF_ONESELF = /\b(?:me|my|i|i'm|mich|mir|ich|moi|je|j'|m'|mes|mi|yo)\b/;

type WordKind = "stopSentence" | "leftCompany" | "notInterested" | "notNow" | "referral" | "interested" | "question";

function findIn(text: string, languages: readonly ReplyWords[], kind: WordKind): string | null {
  for (const words of languages) {
    const hit = words[kind].exec(text)?.[0]?.trim();
    if (hit) return hit;
  }
  return (otherKind(kind)?.exec(text)?.[0]?.trim() ?? null) || null;
}

/** The same in a language replies are not fully read in; questions show by their mark, and a name by what stands around it. */
const otherKind = (kind: WordKind): RegExp | null =>
  kind === "referral" || kind === "question" ? null : otherWords[kind];

/** Sentences, so that a pattern never reaches from one thought into the next. */
function toSentences(folded: string): string[] {
  return folded
    .replace(PLEASANTRIES, "")
    .split(BETWEEN_SENTENCES)
    .map((sentence) => sentence.trim())
    .filter((s) => s !== "");
}

const withoutPolite = (text: string): string =>
  text
    .replace(/[.!?,;:()"。、،؟]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();

function isStopOnly(folded: string, languages: readonly ReplyWords[]): boolean {
  const bare = withoutPolite(folded.replace(PLEASANTRIES, ""));
  const count = bare.split(" ").length;
  return bare !== "" && count <= 7 && [...languages, otherWords].some((words) => words.stopOnly.test(bare));
}

const WHY: Record<WordKind, string> = {
  stopSentence: "asks for no more mail",
  leftCompany: "says the person is gone",
  notInterested: "says no",
  notNow: "says later",
  referral: "names somebody else",
  interested: "wants more",
  question: "asks something",
};

/**
 * A mail whose subject is nothing but "unsubscribe": what a mail program writes to the address of List-Unsubscribe (RFC 2369), with
 * whatever words of its own. A reply to a mail of that name begins with "Re:".
 */
export function findLeaveSubject(subject: string): ReplyEvidence | null {
  const folded = foldText(subject);
  return isStopOnly(folded, orderLanguages(folded)) ? { where: "subject", why: WHY.stopSentence, seen: subject } : null;
}

/**
 * What a person's answer means, from its new text (EMAIL.md §2.6, SEMANTICS §4). Refusals are looked for first and taken
 * out, so that "not interested" is never read as "interested"; what says yes and no at once is for a member to read.
 */
export function classifyHuman(newText: string): HumanVerdict {
  const folded = foldText(newText).slice(0, 8_000).replace(LEGAL_NOTICE, "");
  const languages = orderLanguages(folded);
  const verdict = (kind: ReplyClass, ...evidence: ReplyEvidence[]): HumanVerdict => ({
    class: kind,
    evidence,
    languages,
    folded,
  });
  const because = (kind: WordKind, seen: string): ReplyEvidence => ({
    where: "text",
    why: WHY[kind],
    seen: seen.slice(0, 200),
  });
  if (!/[\p{L}\p{N}?\p{Extended_Pictographic}]/u.test(folded)) {
    return verdict("unsure", { where: "text", why: "nothing new is written", seen: folded });
  }
  if (isStopOnly(folded, languages)) return verdict("unsubscribe", because("stopSentence", folded));
  const found = readSentences(toSentences(folded), languages);
  const { stopSentence, leftCompany, notInterested, notNow, referral, interested, question } = found;
  if (stopSentence) return verdict("unsubscribe", because("stopSentence", stopSentence));
  if (leftCompany) return verdict("left_company", because("leftCompany", leftCompany));
  if (notNow && !(interested && question && !notInterested)) return verdict("not_now", because("notNow", notNow));
  if (notInterested && interested) {
    return verdict("unsure", because("notInterested", notInterested), because("interested", interested));
  }
  if (referral && !interested) return verdict("referral", because("referral", referral));
  if (notInterested) return verdict("not_interested", because("notInterested", notInterested));
  if (interested) return verdict("interested", because("interested", interested));
  if (referral) return verdict("referral", because("referral", referral));
  if (question) return verdict("question", because("question", question));
  return verdict("neutral", { where: "text", why: "says nothing that decides", seen: folded.slice(0, 120) });
}

function findStop(sentence: string, languages: readonly ReplyWords[]): string | null {
  if (OFFER.test(sentence) && !OF_ONESELF.test(sentence)) return null;
  if (!sentence.includes("?")) {
    const clause = lastClause(sentence);
    if (isStopOnly(sentence, languages) || (clause !== null && isStopOnly(clause, languages))) return sentence;
  }
  return findIn(sentence, languages, "stopSentence");
}

/** "Third time asking: remove me." Behind a mere comma one word may be about anything. */
const lastClause = (sentence: string): string | null =>
  /:\s+([^:]+)$/.exec(sentence)?.[1] ?? /,\s+([^,:\s]+(?: [^,:\s]+)+)$/.exec(sentence)?.[1] ?? null;

const BUT = /\b(?:but|aber|mais|pero|however|jedoch|though)\b/;

/** What absences say to everybody: whom to turn to, and that the writer will answer once back. */
const SAID_TO_ALL =
  /\b(?:mobile|cell|handy|mobil\w*|portable|m[óo]vil|urgent\w*|urgen[ct]\w*|dringend\w*|emergenc\w*|contact|kontakt\w*|contacte[rz]?|return|back|r[üu]ckkehr|zur[üu]ck|retour|regreso|vuelta|reply|respond|answer|colleague|kolleg\w+)\b|@/;

/** "I am away next week, but let's talk on the 28th": a person, whatever stands before. */
export function wantsMoreBesides(folded: string, away: string): boolean {
  const languages = orderLanguages(folded);
  return toSentences(folded).some((sentence) => {
    const [, ...behind] = sentence.split(BUT);
    const rest = sentence.includes(away) || behind.length > 0 ? behind.join(" ") : sentence;
    if (SAID_TO_ALL.test(rest)) return false;
    return findIn(rest, languages, "interested") !== null && findIn(rest, languages, "notNow") === null;
  });
}

function readSentences(
  sentences: readonly string[],
  languages: readonly ReplyWords[],
): Partial<Record<WordKind, string>> {
  const found: Partial<Record<WordKind, string>> = {};
  const note = (kind: WordKind, seen: string | null) => {
    if (seen) found[kind] ??= seen;
  };
  for (const sentence of sentences) {
    note("stopSentence", findStop(sentence, languages));
    // What is asked about somebody who left is nobody's word that they did.
    if (!sentence.includes("?")) note("leftCompany", findIn(sentence, languages, "leftCompany"));
    const no = findIn(sentence, languages, "notInterested");
    const later = findIn(sentence, languages, "notNow");
    note("notInterested", no);
    note("notNow", later);
    note("referral", findIn(sentence, languages, "referral"));
    note("question", findIn(sentence, languages, "question"));
    // A sentence that says no or later says nothing else by the same words: only what stands apart from them counts.
    const rest = [no, later].reduce<string>((text, seen) => (seen ? text.replace(seen, " # ") : text), sentence);
    if (!no && !later) note("interested", findIn(rest, languages, "interested"));
    else if (BUT.test(rest)) {
      const behind = rest
        .split(BUT)
        .filter((part) => !part.includes("#"))
        .join(" ");
      note("interested", findIn(behind, languages, "interested"));
    }
  }
  return found;
}
