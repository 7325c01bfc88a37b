import { createHash } from "node:crypto";
import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import type { z } from "zod";
import type { RepeatPolicy } from "@/core/attention/touch";
import { configOf } from "@/core/compile";
import type { TouchRequest } from "@/core/enrollment";
import { nodesOf } from "@/core/graph";
import { addMs, DAY_MS, toEpochMs } from "@/core/instant";
import type { JsonObject } from "@/core/json";
import { checkMerge } from "@/core/merge-check";
import { knownMergeVariables } from "@/core/merge-fields";
import { emailNode } from "@/core/nodes/email";
import { type Tx, withWorkspace } from "@/db/client";
import { sender } from "@/db/schema/sender";
import { topic } from "@/db/schema/topic";
import { touch } from "@/db/schema/touch";
import { findContact } from "@/server/services/contacts/internal";
import { upsertContacts } from "@/server/services/contacts/upsert";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, InvalidError, parseInput } from "@/server/services/errors";
import { toRow } from "@/server/services/events/record";
import { sendMessageInput } from "@/server/services/messages/schemas";
import { withoutDeadlock } from "@/server/services/passing-fault";
import { findSequence, findVersion } from "@/server/services/sequences/internal";
import { touchKeyed } from "@/server/services/touches/by-key";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { readSettings } from "@/server/services/workspaces/settings";

type Message = z.output<typeof sendMessageInput>;

export interface TakenMessage {
  id: string;
  externalId: string;
  /** When it is first judged: messages that obey the rules gather for two seconds. */
  decidesAt: Date;
  /** false: it had been sent before, and nothing was changed. */
  isNew: boolean;
}

export const messageKey = (externalId: string): string => `api/${externalId}`;

/** What of a message must be equal for the same id to mean the same message. */
interface Text {
  request: TouchRequest;
  senderId: string;
  topicId: string | null;
  family: string;
}

/**
 * Takes a message for one person. Whether and when it leaves is the governor's to say, as for every other message.
 * Idempotent by the caller's id. @throws InvalidError naming the field, NotFoundError, ConflictError (id used for another message)
 */
export async function sendMessage(args: VerbArgs<typeof sendMessageInput>): Promise<TakenMessage> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "contacts.write");
  const message = parseInput(sendMessageInput, args.input);
  const now = toEpochMs(ctx.now());
  const deadlineAt = message.deadline === undefined ? addMs(now, 7 * DAY_MS) : toEpochMs(message.deadline);
  if (deadlineAt <= now) throw InvalidError.at("deadline", "Lies in the past");
  const take = async (tx: Tx): Promise<TakenMessage> => {
    const text = await textOf(tx, ctx, message);
    const from = await usableSender(tx, ctx, text.senderId, message);
    const [who] = await upsertContacts(tx, workspaceId, [toRow(message.to)], "api", "left");
    if (!who) throw new Error("a contact was neither found nor made");
    const { companyId } = await findContact(tx, workspaceId, who.contactId);
    const key = messageKey(message.id);
    const known = await findByKey(tx, workspaceId, key);
    if (!known) {
      await requestTouches(tx, [
        {
          workspaceId,
          personId: who.personId,
          contactId: who.contactId,
          companyId,
          key,
          source: "api",
          channel: "email",
          class: message.class,
          priority: message.priority,
          topicId: text.topicId,
          teamId: from.teamId,
          senderId: text.senderId,
          memberId: from.memberId,
          sequenceId: null,
          sequenceCreatedAt: null,
          enrollmentId: null,
          nodeId: null,
          broadcastId: null,
          templateFamily: text.family,
          correlationKey: message.correlationKey ?? null,
          promotes: [],
          answersReplyId: null,
          repeat: repeatOf(message),
          nodeHours: null,
          request: text.request,
          dueAt: now,
          deadlineAt,
        },
      ]);
    }
    const stored = known ?? (await findByKey(tx, workspaceId, key));
    if (!stored) throw new Error("a message was neither found nor made");
    const same =
      stored.personId === who.personId &&
      stored.class === message.class &&
      stored.senderId === text.senderId &&
      canonical(stored.request) === canonical(text.request);
    if (!same)
      throw new ConflictError("This id was used for another message", [{ path: "id", message: "Used before" }]);
    const gathers = message.class === "transactional" ? 0 : GATHER_MS;
    const decidesAt = new Date(stored.dueAt.getTime() + gathers);
    return { id: stored.id, externalId: message.id, decidesAt, isNew: known === undefined };
  };
  return withoutDeadlock(() => withWorkspace(ctx, take)); // a broadcast may just be reaching the same people
}

/** The same value is the same text, whatever the order in which a database keeps its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** A receipt may be the same each time; a cart's reminder once a cart. */
function repeatOf(message: Message): RepeatPolicy {
  if (message.mayRepeatAfterDays !== undefined) return { kind: "after", days: message.mayRepeatAfterDays };
  if (message.class === "transactional") return { kind: "always" };
  return message.correlationKey === undefined ? { kind: "never" } : { kind: "once_per_key" };
}

async function findByKey(tx: Tx, workspaceId: string, key: string) {
  const [row] = await tx
    .select({
      id: touch.id,
      dueAt: touch.dueAt,
      personId: touch.personId,
      class: touch.class,
      senderId: touch.senderId,
      request: touch.request,
    })
    .from(touch)
    .where(and(eq(touch.workspaceId, workspaceId), touchKeyed(key)))
    .orderBy(desc(touch.createdAt))
    .limit(1);
  return row;
}

async function textOf(tx: Tx, ctx: ServiceContext, message: Message): Promise<Text> {
  if (message.template !== undefined) return templateText(tx, ctx, message, message.template);
  const { subject = "", body = "", preview } = message;
  const data = message.data as JsonObject; // parsed from JSON: nothing else can be in it
  checkMergeable({ subject, preview, body });
  return {
    request: { from: "content", subject, preview, body, threadKey: null, data },
    senderId: await senderIdOf(tx, ctx, message.sender ?? ""),
    topicId: message.topic === undefined ? null : await topicIdOf(tx, ctx, message.topic),
    family:
      message.family ??
      `text/${createHash("sha256")
        .update(JSON.stringify([subject, body]))
        .digest("base64url")}`,
  };
}

// any attribute may be one of somebody's, and what stands in `data` is the caller's
const nameable = knownMergeVariables(["*"]);

/** What cannot even be read, and names that nobody can have, are refused now; what a person lacks shows when it is their turn. */
function checkMergeable(texts: Readonly<Record<"subject" | "preview" | "body", string>>): void {
  for (const [path, text] of Object.entries(texts)) {
    const problem = checkMerge(text, nameable).find(({ kind }) => kind === "syntax" || kind === "unknown_variable");
    if (problem) throw InvalidError.at(path, problem.message);
  }
}

async function templateText(
  tx: Tx,
  ctx: ServiceContext,
  message: Message,
  template: NonNullable<Message["template"]>,
): Promise<Text> {
  const { liveVersionId } = await findSequence(tx, ctx.workspaceId, template.sequenceId);
  if (liveVersionId === null) throw InvalidError.at("template.sequenceId", "This sequence was never published");
  const version = await findVersion(tx, ctx.workspaceId, liveVersionId);
  const node = nodesOf(version.graph).find((one) => one.step === template.step);
  const config = node === undefined ? null : configOf(version.graph, node.id, emailNode);
  if (node === undefined || config === null) throw InvalidError.at("template.step", "There is no such email step");
  return {
    request: {
      from: "node",
      versionId: version.id,
      nodeId: node.id,
      visit: 1,
      threadKey: null,
      data: message.data as JsonObject, // as above
    },
    senderId: message.sender === undefined ? config.senderId : await senderIdOf(tx, ctx, message.sender),
    topicId: message.topic === undefined ? config.topicId : await topicIdOf(tx, ctx, message.topic),
    family:
      message.family ?? (config.templateFamily === "" ? `${template.sequenceId}/${node.id}` : config.templateFamily),
  };
}

async function senderIdOf(tx: Tx, ctx: ServiceContext, ref: string): Promise<string> {
  const [row] = await tx
    .select({ id: sender.id, memberId: sender.memberId })
    .from(sender)
    .where(
      and(
        eq(sender.workspaceId, ctx.workspaceId),
        isNull(sender.archivedAt),
        or(eq(sender.id, ref), eq(sql`lower(${sender.address})`, ref.toLowerCase())),
      ),
    );
  if (!row) throw InvalidError.at("sender", "There is no such sender");
  if (row.memberId !== null && row.memberId !== memberIdOf(ctx) && !ctx.rights.has("sender.of-others"))
    throw InvalidError.at("sender", "This is a member's own mailbox: send as one of the company's addresses");
  return row.id;
}

async function topicIdOf(tx: Tx, ctx: ServiceContext, ref: string): Promise<string> {
  const [row] = await tx
    .select({ id: topic.id })
    .from(topic)
    .where(
      and(eq(topic.workspaceId, ctx.workspaceId), isNull(topic.archivedAt), or(eq(topic.id, ref), eq(topic.name, ref))),
    );
  if (!row) throw InvalidError.at("topic", "There is no such topic");
  return row.id;
}

/** Law and sender as for sequences and broadcasts (SEMANTICS §6). */
async function usableSender(tx: Tx, ctx: ServiceContext, senderId: string, message: Message) {
  const [row] = await tx
    .select({ teamId: sender.teamId, memberId: sender.memberId, answerable: sender.answerable })
    .from(sender)
    .where(and(eq(sender.workspaceId, ctx.workspaceId), eq(sender.id, senderId)));
  if (!row) throw InvalidError.at("sender", "There is no such sender");
  if (!row.answerable)
    throw InvalidError.at("sender", "Nobody reads mail to this sender: choose one people can answer");
  if (message.class !== "transactional") {
    const { legalName, postalAddress } = await readSettings(tx, ctx.workspaceId);
    if (legalName === null || postalAddress === null) {
      throw new ConflictError(
        "Add your company's legal name and postal address in the settings: every mail has to carry them",
      );
    }
  }
  return row;
}
