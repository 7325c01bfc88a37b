import { AUTO_SUBJECT, AWAY_SUBJECT, CHALLENGE } from "@/core/reply-auto-words";
import type { ReplyEvidence } from "@/core/reply-class";
import { foldText, replyLanguages } from "@/core/reply-languages";
import { headerValue, type InboundMail } from "@/core/reply-mail";
import { stripReplyPrefix } from "@/core/reply-subject";
import { otherWords } from "@/core/reply-words-other";

const LEAD = "[-*_=#( ]{0,80}(?:(?:please )?note:? (?:that )?|hinweis: ?|nota: ?)?[-*_=#( ]{0,20}";
/** A mail that says of itself that a program wrote it, where a sentence begins (en de fr es it pt nl pl). */
const SAYS_SO = beginsWith(LEAD, [
  "this (?:is|was) an? (?:automat(?:ed|ic)|auto[- ]?(?:generated|reply|response|responder))",
  "this (?:e-?mail|message|reply|response|mailbox) (?:is|was|has been) (?:automatically |auto-?)(?:generated|sent|created)",
  String.raw`(?:please )?(?:do not|don't) (?:reply|respond) to this (?:automat\w* )?(?:e-?mail|message)`,
  "dies(?:e|es)? (?:e-?mail|mail|nachricht|antwort|schreiben)? ?(?:ist eine automatisch|(?:wurde|wird|ist) automatisch)",
  "dies ist eine automatisch",
  "(?:bitte )?antworten sie (?:bitte )?nicht auf diese",
  "ce(?:ci|t|tte)? (?:est un |e-?mail |message |courriel |mail |r[ée]ponse )+(?:a [ée]t[ée] )?(?:automatique|g[ée]n[ée]r[ée]e? automatiquement|envoy[ée]e? automatiquement)",
  "merci de ne pas (?:y )?r[ée]pondre",
  "(?:este|esto) (?:es un )?(?:mensaje|correo|e-?mail) (?:ha sido |fue )?(?:autom[áa]tico|generado|enviado autom)",
  "(?:por favor,? )?no respond(?:a|as|er) a este",
  "quest[oa] (?:è un[ao]? )?(?:messaggio|e-?mail|risposta) (?:è (?:stat[oa] )?)?(?:generat[oa] )?automatic",
  "(?:esta é uma|esta) (?:mensagem|resposta) (?:é )?autom[áa]tica",
  "dit (?:is een automatisch|bericht is automatisch)",
  "ta wiadomo[śs][ćc] zosta[łl]a wygenerowana",
]);
/** "A new ticket #4711 has been opened" */
const OPENED =
  /\b(?:a|an|your) (?:new |support )?(?:ticket|case|request|incident)\b.{0,30}#?\d{3,}\S* .{0,20}(?:has been|was) (?:opened|created|logged|registered|assigned)/;
/** Subjects of confirmations that a mail arrived; an answer of a person begins with "Re:". */
const RECEIVED_SUBJECT = beginsWith("", [
  String.raw`(?:ticket|case|request|incident|support request) (?:(?:received|created|opened)|#?[a-z-]{0,5}\d{3,}.{0,20}(?:received|created|opened)|confirmation)`,
  String.raw`(?:we(?:'ve| have)? |your \w+ (?:was|has been) )received`,
  "eingangsbest",
  "empfangsbest",
  "accus[ée] de r[ée]ception",
  "acuse de recibo",
  "hemos recibido",
  "nous avons bien re[çc]u",
  "confirmation of receipt",
  "conferma di ricezione",
  "ontvangstbevestiging",
  "potwierdzenie otrzymania",
]);
/** Politeness that people write as programs do. */
const COURTESY =
  /(?:thank(?:s| you)(?: (?:so|very) much)?|vielen dank|danke|merci|gracias|nous (?:vous )?remercions) (?:for|f[üu]r|de|pour|por|d')[^.!\n]{0,60}|received your (?:e-?mail|message)|(?:nous|we|i)'?(?:ll| will) (?:be in touch|get back|respond|reply)[^.!\n]{0,40}|(?:a la mayor brevedad|lo antes posible|dans les (?:meilleurs|plus brefs) d[ée]lais|ihr anliegen)/g;

/** One of the ways at the beginning of a text. */
function beginsWith(lead: string, ways: readonly string[]): RegExp {
  return new RegExp(`^${lead}(?:${ways.join("|")})`);
}

/** What is on mail of programs and, more rarely, of people: it decides only together with what the mail says. */
function findHint(mail: InboundMail): ReplyEvidence | null {
  const isAnswer = headerValue(mail, "in-reply-to") !== "" || headerValue(mail, "references") !== "";
  const hint = (name: string, why: string): ReplyEvidence => ({
    where: "header",
    why,
    seen: `${name}: ${headerValue(mail, name)}`.slice(0, 200),
  });
  if (isAnswer && /\ball\b/i.test(headerValue(mail, "x-auto-response-suppress"))) {
    return hint("x-auto-response-suppress", "wants no automatic answers itself");
  }
  const list = headerValue(mail, "list-id") !== "" || headerValue(mail, "list-unsubscribe") !== "";
  if (/^(?:bulk|junk)/i.test(headerValue(mail, "precedence")) && !list) return hint("precedence", "sent as bulk");
  const subject = foldText(stripReplyPrefix(mail.subject));
  return AWAY_SUBJECT.test(subject) || AUTO_SUBJECT.test(subject)
    ? { where: "subject", why: "answers to an automatic answer's subject", seen: mail.subject }
    : null;
}

function saysProgramWords(text: string): boolean {
  if (CHALLENGE.test(text)) return true;
  const bare = text.replace(COURTESY, " ");
  return [...replyLanguages, otherWords].some(
    (words) => words.outOfOffice.test(bare) || words.leftCompany.test(bare) || words.acknowledged.test(bare),
  );
}

/** Why a program probably wrote this mail although no header says so for sure: a hint and its own words, or its words alone. */
export function findLikelyAutomatic(mail: InboundMail, newText: string): ReplyEvidence | null {
  const text = foldText(newText).slice(0, 6_000);
  const sentences = text.split(/(?<=[.!?;])\s+|\n+/).filter((sentence) => !/[?¿]/.test(sentence));
  const said = sentences
    .map((sentence) => (SAYS_SO.exec(sentence.trim()) ?? OPENED.exec(sentence))?.[0])
    .find((hit) => hit !== undefined);
  if (said) return { where: "text", why: "says that a program wrote it", seen: said };
  const subject = foldText(mail.subject);
  if (RECEIVED_SUBJECT.test(subject.replace(/^\[[^\]]{1,30}\] ?/, "")) && saysProgramWords(text)) {
    return { where: "subject", why: "confirms that our mail arrived", seen: mail.subject };
  }
  const hint = findHint(mail);
  return hint && saysProgramWords(text) && (hint.where === "header" || !/[?¿]/.test(text)) ? hint : null;
}
