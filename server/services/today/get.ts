import { and, asc, count, desc, eq, gte, inArray, isNull, or, sql } from "drizzle-orm";
import { type Tx, withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { inboundMail } from "@/db/schema/inbound-mail";
import { touch } from "@/db/schema/touch";
import { countHeld, namesOf, selectTouches, shown } from "@/server/services/attention/held";
import { mentioned, sayDecision, titleTouches } from "@/server/services/attention/say-touches";
import { nameOf } from "@/server/services/contacts/name-of";
import { memberIdOf, need, type ServiceContext } from "@/server/services/context";
import { listTasks } from "@/server/services/tasks/manage";

const SHOWN = 8;
const DAY_MS = 86_400_000;

/** Classes of replies that a person should look at. */
const WANTED = ["interested", "question", "neutral", "referral", "not_now", "unsure", "challenge"];

/**
 * What the day wants: my tasks, replies nobody has handled, what is held and why, what goes out in the next 24 hours, and how
 * much left in the last 24. Instants are workspace time.
 */
export async function getToday({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  const tasks = await listTasks({ ctx, input: { ownerId: memberIdOf(ctx), limit: SHOWN } });
  const { total, byReason } = await countHeld({ ctx });
  const names = await namesOf(ctx);
  const now = ctx.now();
  return withWorkspace(ctx, async (tx) => {
    const held = await selectTouches(
      tx,
      and(eq(touch.workspaceId, ctx.workspaceId), eq(touch.state, "held")),
      [sql`${touch.heldUntil} asc nulls last`, asc(touch.id)],
      SHOWN,
    );
    const next = await selectTouches(
      tx,
      and(
        eq(touch.workspaceId, ctx.workspaceId),
        inArray(touch.state, ["planned", "waiting", "held"]),
        sql`coalesce(${touch.heldUntil}, ${touch.dueAt}) < ${new Date(now.getTime() + DAY_MS).toISOString()}::timestamptz`,
        or(sql`${touch.state} <> 'held'`, sql`${touch.heldUntil} is not null`),
      ),
      [sql`coalesce(${touch.heldUntil}, ${touch.dueAt}) asc`, asc(touch.id)],
      SHOWN,
    );
    const ids = [...held, ...next].flatMap((row) => [row.touchId, ...mentioned(row.because)]);
    const titles = await titleTouches(tx, ctx.workspaceId, ids);
    return {
      now,
      tasks,
      replies: await readReplies(tx, ctx),
      held: {
        total,
        byReason,
        items: held.map(({ because, ...row }) => ({
          ...shown(row),
          title: titles(row.touchId) ?? "a message",
          reason: because === null ? null : sayDecision(because, names, titles),
        })),
      },
      next: next.map(({ because: _, ...row }) => ({
        ...shown(row),
        title: titles(row.touchId) ?? "a message",
        at: row.heldUntil ?? row.dueAt,
      })),
      sentLastDay: await countSent(tx, ctx, new Date(now.getTime() - DAY_MS)),
    };
  });
}

async function readReplies(tx: Tx, ctx: ServiceContext) {
  const effective = sql<string>`coalesce(${inboundMail.classFixed}, ${inboundMail.class})`;
  const rows = await tx
    .select({
      id: inboundMail.id,
      class: effective,
      subject: inboundMail.subject,
      newText: inboundMail.newText,
      receivedAt: inboundMail.receivedAt,
      contactId: contact.id,
      firstName: contact.firstName,
      lastName: contact.lastName,
      email: contact.email,
    })
    .from(inboundMail)
    .leftJoin(contact, and(eq(contact.workspaceId, inboundMail.workspaceId), eq(contact.id, inboundMail.contactId)))
    .where(and(eq(inboundMail.workspaceId, ctx.workspaceId), isNull(inboundMail.handledAt), inArray(effective, WANTED)))
    .orderBy(desc(inboundMail.receivedAt))
    .limit(SHOWN);
  const mayRead = ctx.rights.has("replies.read");
  return rows.map(({ contactId, firstName, lastName, email, newText, ...row }) => ({
    ...row,
    /** The first words, for those who may read what people write. */
    excerpt: mayRead ? newText.trim().replace(/\s+/g, " ").slice(0, 160) : null,
    contact: contactId === null ? null : { id: contactId, name: nameOf({ firstName, lastName, email }) },
  }));
}

async function countSent(tx: Tx, ctx: ServiceContext, since: Date): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(touch)
    .where(and(eq(touch.workspaceId, ctx.workspaceId), eq(touch.state, "accepted"), gte(touch.acceptedAt, since)));
  return row?.count ?? 0;
}
