import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { momentInWords } from "@/core/attention/words";
import { type Briefing, hasBriefing } from "@/core/briefing";
import type { ForwardedMail } from "@/core/forwarded-mail";
import { toEpochMs } from "@/core/instant";
import { answerSupport, hostsOf, type SentFact, type SupportAnswer } from "@/core/support-answer";
import { mayBeCode, type SupportQuery } from "@/core/support-query";
import { type Tx, withWorkspace } from "@/db/client";
import { listedPhone } from "@/db/schema/listed-domain";
import { sender } from "@/db/schema/sender";
import { env } from "@/server/env";
import { writeAudit } from "@/server/services/audit-log";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { readListed } from "@/server/services/domains/list";
import { parseInput } from "@/server/services/errors";
import { findMessages, toPlainSubject } from "@/server/services/support/find-messages";
import {
  type FoundPerson,
  findByAddress,
  findByContact,
  findByWords,
  PEOPLE_SHOWN,
} from "@/server/services/support/find-people";
import {
  briefingOf,
  findByMarks,
  findSentTo,
  findWaitingFor,
  type TouchRow,
} from "@/server/services/support/find-sent";
import { readQuery } from "@/server/services/support/read-upload";
import { readSettings } from "@/server/services/workspaces/settings";

export const lookUpInput = z.object({
  /** As typed, pasted or uploaded: an address, a name, words, a code, a domain, a number, a whole mail. */
  q: z.string().max(2_000_000),
  /** Through which door: the page, the API, a card. For the audit log. */
  by: z.enum(["page", "api", "card"]).default("page"),
});

export type LookUp = Awaited<ReturnType<typeof lookUp>>;

/**
 * Whether something is ours, and what to say of it (SEMANTICS §7): the answer, the person, what they got and will get,
 * the briefing. Each look is in the audit log, with ids alone.
 */
export async function lookUp(args: VerbArgs<typeof lookUpInput>) {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "support.lookup");
  const { q, by } = parseInput(lookUpInput, args.input);
  const { query, touchIds } = await readQuery(q);
  return withWorkspace(ctx, async (tx) => {
    const settings = await readSettings(tx, workspaceId);
    const when = (at: number) =>
      momentInWords(toEpochMs(new Date(at)), settings.timeZone, toEpochMs(ctx.now())).slice(4);
    // asked at once: one connection answers them in a row, without a pause between
    const [found, messages] = await Promise.all([
      find(tx, workspaceId, query, touchIds),
      findMessages(tx, workspaceId, query),
    ]);
    const answer = await answerFrom(tx, workspaceId, query, found, messages, when);
    const person = found.people.length === 1 ? (found.people[0] ?? null) : null;
    if (query.kind !== "empty") await noteLook(tx, ctx, query, answer, person, by);
    return {
      kind: query.kind,
      answer,
      person,
      people: found.people,
      /** There are more than are shown. */
      morePeople: found.people.length >= PEOPLE_SHOWN,
      sent: found.sent.map((row) => ({
        ...toSent(row, when),
        at: row.at === null ? null : new Date(row.at),
        state: row.state,
        topicId: row.topic_id,
        topicName: row.topic_name,
        briefing: briefingOf(row),
      })),
      planned: found.waiting.map((row) => ({
        touchId: row.id,
        title: row.subject ?? row.drawn ?? "A message",
        partOf: row.sequence_name ?? row.broadcast_name,
        step: row.step,
        state: row.state,
        at: new Date(row.held_until ?? row.due_at),
        /** What holds it has no known end. */
        open: row.state === "held" && row.held_until === null,
        enrollmentId: row.enrollment_id,
        briefing: briefingOf(row),
      })),
      messages: messages.map(({ since, ...message }) => ({ ...message, since: since === null ? null : when(since) })),
      /** What to answer, by the messages it may be about; the likeliest first. */
      briefings: briefingsOf(found.sent, messages),
    };
  });
}

const BRIEFINGS_SHOWN = 3;

/** Of what the person got; where that is nothing, of the messages found. Each told once. */
function briefingsOf(sent: readonly TouchRow[], messages: readonly { subject: string; briefing: Briefing }[]) {
  const told = sent.map((row) => ({ subject: row.subject ?? row.drawn, briefing: briefingOf(row) }));
  const from = sent.length > 0 ? told : messages;
  const seen = new Set<string>();
  const once: { subject: string | null; briefing: Briefing }[] = [];
  for (const { subject, briefing } of from) {
    if (briefing === null || !hasBriefing(briefing)) continue;
    const text = JSON.stringify(briefing);
    if (seen.has(text)) continue;
    seen.add(text);
    once.push({ subject, briefing });
  }
  return once.slice(0, BRIEFINGS_SHOWN);
}

interface Found {
  readonly people: readonly FoundPerson[];
  readonly sent: readonly TouchRow[];
  readonly waiting: readonly TouchRow[];
  readonly notLeft: boolean;
}

const LEFT = new Set(["handed_over", "accepted", "unknown", "observed"]);

async function find(tx: Tx, workspaceId: string, query: SupportQuery, touchIds: readonly string[]): Promise<Found> {
  const marked = await findByMarks(tx, workspaceId, marksOf(query, touchIds));
  const [first] = marked;
  if (first) {
    const people = await findByContact(tx, workspaceId, first.contact_id);
    const left = marked.filter(({ state }) => LEFT.has(state));
    return {
      people,
      sent: left,
      waiting: await findWaitingFor(tx, workspaceId, first.person_id),
      notLeft: left.length === 0,
    };
  }
  const people = await findPeople(tx, workspaceId, query);
  if (query.kind === "mail") return findMeant(tx, workspaceId, query.mail, people);
  const persons = personsOf(people);
  const [personId] = persons;
  if (personId === undefined || persons.length > 1) return { people, sent: [], waiting: [], notLeft: false };
  const [sent, waiting] = await Promise.all([
    findSentTo(tx, workspaceId, personId),
    findWaitingFor(tx, workspaceId, personId),
  ]);
  return { people: people.slice(0, 1), sent, waiting, notLeft: false };
}

const personsOf = (people: readonly FoundPerson[]): string[] => [...new Set(people.map(({ personId }) => personId))];

/**
 * Of a shown mail the one with its subject is meant, and of those it names whoever got that: a colleague it comes from, or
 * one it was forwarded to, may be among our contacts too.
 */
async function findMeant(
  tx: Tx,
  workspaceId: string,
  mail: ForwardedMail,
  people: readonly FoundPerson[],
): Promise<Found> {
  const persons = personsOf(people);
  const subject = toPlainSubject(mail.subject ?? "");
  const foundFor = async (personId: string, sent: readonly TouchRow[]): Promise<Found> => ({
    people: people.filter((one) => one.personId === personId).slice(0, 1),
    sent,
    waiting: await findWaitingFor(tx, workspaceId, personId),
    notLeft: false,
  });
  for (const personId of subject === "" ? [] : persons) {
    const sent = await findSentTo(tx, workspaceId, personId, subject);
    const meant = sent.filter((row) => toPlainSubject(row.subject ?? "") === subject);
    if (meant.length > 0) return foundFor(personId, meant);
  }
  const [only, ...others] = persons;
  return only === undefined || others.length > 0
    ? { people, sent: [], waiting: [], notLeft: false }
    : foundFor(only, []);
}

function marksOf(query: SupportQuery, touchIds: readonly string[]) {
  if (query.kind === "code") return { codes: [query.code], touchIds, messageIds: [] };
  if (query.kind === "mail") return { codes: query.mail.codes, touchIds, messageIds: query.mail.messageIds };
  const [word, ...others] = query.kind === "words" ? query.words : [];
  const code = word !== undefined && others.length === 0 && mayBeCode(word) ? [word] : [];
  return { codes: code, touchIds, messageIds: [] };
}

async function findPeople(tx: Tx, workspaceId: string, query: SupportQuery): Promise<FoundPerson[]> {
  if (query.kind === "address") return findByAddress(tx, workspaceId, [query.email]);
  if (query.kind === "mail") return findByAddress(tx, workspaceId, [...query.mail.to, ...query.mail.from].slice(0, 20));
  return query.kind === "words" ? findByWords(tx, workspaceId, query.words) : [];
}

function toSent(row: TouchRow, when: (at: number) => string): SentFact {
  return {
    touchId: row.id,
    subject: row.subject ?? row.drawn,
    when: when(row.at ?? row.due_at),
    source: row.source,
    channel: row.channel,
    senderName: row.sender_name,
    senderAddress: row.sender_address,
    mailboxOf: row.mailbox_of,
    partOf: row.sequence_name ?? row.broadcast_name,
    step: row.step,
    unsure: row.state === "unknown",
  };
}

async function answerFrom(
  tx: Tx,
  workspaceId: string,
  query: SupportQuery,
  found: Found,
  messages: Awaited<ReturnType<typeof findMessages>>,
  when: (at: number) => string,
): Promise<SupportAnswer> {
  const [{ domains }, phones, senders] = await Promise.all([
    readListed(tx, workspaceId),
    tx
      .select({ number: listedPhone.number, label: listedPhone.label })
      .from(listedPhone)
      .where(eq(listedPhone.workspaceId, workspaceId)),
    tx
      .select({ name: sender.name, address: sender.address })
      .from(sender)
      .where(eq(sender.workspaceId, workspaceId))
      .orderBy(asc(sender.name)),
  ]);
  return answerSupport({
    query,
    domains,
    phones,
    senders,
    ownHosts: hostsOf(env().APP_URL),
    people: found.people,
    sent: found.sent.map((row) => toSent(row, when)),
    messages: messages.map(({ since, ...message }) => ({ ...message, since: since === null ? null : when(since) })),
    notLeft: found.notLeft,
    waiting: found.waiting.length,
  });
}

const noteLook = (
  tx: Tx,
  ctx: ServiceContext,
  query: SupportQuery,
  answer: SupportAnswer,
  person: FoundPerson | null,
  by: string,
) =>
  writeAudit(tx, ctx, {
    action: "support.looked",
    subjectRef: person?.contactId ?? "nobody",
    personId: person?.personId ?? null,
    data: { asked: query.kind, answer: answer.tone, by },
  });
