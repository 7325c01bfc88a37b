import { DAY_MS, type EpochMs } from "@/core/instant";
import { classifyAutomatic, findAutomatic, findBulk } from "@/core/reply-auto";
import { findLikelyAutomatic } from "@/core/reply-auto-likely";
import { type BouncedRecipient, findBounce } from "@/core/reply-bounce-find";
import type { ReplyClass, ReplyEvidence } from "@/core/reply-class";
import { classifyHuman, findLeaveSubject, wantsMoreBesides } from "@/core/reply-human";
import { foldText, orderLanguages } from "@/core/reply-languages";
import { headerValue, type InboundMail } from "@/core/reply-mail";
import { readNotification } from "@/core/reply-notification";
import { findFeedback } from "@/core/reply-report";
import { type ReplyUntil, readUntil } from "@/core/reply-until";
import { otherWords } from "@/core/reply-words-other";

export interface ReplyVerdict {
  readonly class: ReplyClass;
  readonly evidence: readonly ReplyEvidence[];
  /** Until when an absence or a "not now" lasts. Null for other classes. */
  readonly until: ReplyUntil | null;
  /** Who could not be reached, for bounces. */
  readonly bounced: readonly BouncedRecipient[];
  /** The address a complaint or bounce is about, where told. */
  readonly about: string | null;
}

/** The civil day a mail was written on, in its writer's zone (the offset of the Date header), else `receivedAt` in UTC. */
function writtenOn(mail: InboundMail, receivedAt: EpochMs): string {
  const offset = /([+-])(\d\d)(\d\d)\s*(?:\(.*\))?\s*$/.exec(headerValue(mail, "date"));
  const minutes = offset ? (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === "-" ? -1 : 1) : 0;
  // A clock that is off by more than two days would put every "back on Monday" wrong.
  const sane = mail.date !== null && Math.abs(mail.date - receivedAt) < 2 * DAY_MS;
  const at = sane && mail.date !== null ? mail.date : receivedAt;
  return new Date(at + minutes * 60_000).toISOString().slice(0, 10);
}

const plain = (kind: ReplyClass, ...evidence: ReplyEvidence[]): ReplyVerdict => ({
  class: kind,
  evidence,
  until: null,
  bounced: [],
  about: null,
});
const structure = (why: string, seen: string): ReplyEvidence => ({ where: "structure", why, seen: seen.slice(0, 300) });

function readReport(mail: InboundMail): ReplyVerdict | null {
  const told = readNotification(mail);
  if (told?.type === "complaint") {
    const seen = structure("a mail service reports a complaint", "notification: complaint");
    return { ...plain("complaint", seen), about: told.recipients[0]?.address ?? null };
  }
  const feedback = findFeedback(mail);
  if (feedback) {
    const seen = structure("an abuse report", `Feedback-Type: ${feedback.type}`);
    if (/^(?:not-spam|auth-failure|dmarc|dkim)/.test(feedback.type)) return plain("automated", seen);
    const kind = feedback.type === "opt-out" || feedback.type === "opt-out-list" ? "unsubscribe" : "complaint";
    return { ...plain(kind, seen), about: feedback.recipient };
  }
  if (
    mail.reportType === "disposition-notification" ||
    mail.parts.some((part) => part.type === "message/disposition-notification")
  ) {
    return plain("read_receipt", structure("a read receipt", "disposition-notification"));
  }
  return null;
}

function readBounce(mail: InboundMail): ReplyVerdict | null {
  const bounce = findBounce(mail);
  if (!bounce) return null;
  if (bounce.type === "notice")
    return plain("delay_notice", structure("a delivery report: nothing has failed yet", bounce.seen));
  const [first] = bounce.recipients;
  const kind = first ? (`bounce_${first.kind}` as const) : "bounce_soft";
  const seen = structure(`a bounce (${bounce.seen})`, first ? `${first.rule} | ${first.diagnostic}` : bounce.seen);
  return { ...plain(kind, seen), bounced: bounce.recipients, about: first?.address ?? null };
}

/** An invitation or an answer to one, with nothing else to say. */
function readCalendar(mail: InboundMail, newText: string): ReplyVerdict | null {
  const invite = mail.parts.find((part) => part.type === "text/calendar");
  const method = invite ? (/^METHOD:\s*(\w+)/im.exec(invite.content)?.[1] ?? "REQUEST").toUpperCase() : null;
  if (!method) return null;
  if (method === "REQUEST" && newText.split(/\s+/).length > 40) return null;
  return plain("calendar", structure("a calendar message", `METHOD:${method}`));
}

function readPerson(newText: string, today: string): ReplyVerdict {
  const human = classifyHuman(newText);
  return { ...plain(human.class, ...human.evidence), until: readUntil(human.class, newText, today) };
}

const toAbsence = (evidence: readonly ReplyEvidence[], text: string, today: string): ReplyVerdict => ({
  ...plain("out_of_office", ...evidence),
  until: readUntil("out_of_office", text, today),
});

/** "Urgent? Call my colleague." asks us nothing. */
const URGENT = /urgent|urgen[ct]|dringend|eilig|emergenc|notf[aä]ll|need (?:help|assistance|immediate)/;

/** "I am out of office until Monday." typed or sent without any header that says so. */
function readBareAbsence(newText: string): ReplyEvidence | null {
  const folded = foldText(newText);
  // from where a sentence begins: tried at every letter, a long line without an end would take minutes
  const asked = folded.match(/(?<![^.!?\n])[^.!?\n]*[?¿]/g) ?? [];
  if (asked.some((question) => !URGENT.test(question))) return null;
  const head = folded.slice(0, 300);
  const ways = [...orderLanguages(folded).map(({ iAmAway }) => iAmAway), otherWords.outOfOffice];
  const seen = ways.map((way) => way.exec(head)?.[0]).find((hit) => hit !== undefined);
  if (seen === undefined || wantsMoreBesides(folded, seen)) return null;
  return { where: "text", why: "says the writer is away", seen };
}

/**
 * What an inbound mail is, in the order of EMAIL.md §2: complaint, receipt, bounce, wish to leave by its subject, automatic answer, list mail, person.
 * `newText` is the mail's text without quote and signature; `receivedAt` stands in where the Date header is missing or off.
 * Pure, never throws on odd mail.
 */
export function classifyReply(
  mail: InboundMail,
  context: { readonly newText: string; readonly receivedAt: EpochMs },
): ReplyVerdict {
  const today = writtenOn(mail, context.receivedAt);
  const report = readReport(mail) ?? readBounce(mail) ?? readCalendar(mail, context.newText);
  if (report) return report;
  const leaves = findLeaveSubject(mail.subject);
  if (leaves) return plain("unsubscribe", leaves);
  const certain = findAutomatic(mail);
  const bulk = certain ? null : findBulk(mail);
  if (bulk) return plain("bulk", bulk);
  const automatic = certain ?? findLikelyAutomatic(mail, context.newText);
  if (automatic) {
    const verdict = classifyAutomatic(mail, context.newText, automatic);
    const text = `${mail.subject}\n${context.newText}`;
    return verdict.class === "out_of_office"
      ? toAbsence(verdict.evidence, text, today)
      : plain(verdict.class, ...verdict.evidence);
  }
  const robot = /^(?:no-?reply|do-?not-?reply|notifications?|alerts?)(?:[-+._].*)?$/i.exec(
    mail.from?.address.split("@")[0] ?? "",
  )?.[0];
  if (robot && headerValue(mail, "in-reply-to") === "") {
    return plain("automated", { where: "header", why: "from an address nobody reads", seen: robot });
  }
  const away = readBareAbsence(context.newText);
  if (away) return toAbsence([away], context.newText, today);
  return readPerson(context.newText, today);
}
