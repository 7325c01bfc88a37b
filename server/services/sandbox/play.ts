import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { SignalVerdict } from "@/core/facts";
import { toDate } from "@/core/instant";
import type { ReplyClass } from "@/core/reply-class";
import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import type { ServiceContext, VerbArgs } from "@/server/services/context";
import { ConflictError, parseInput } from "@/server/services/errors";
import { recordEvents } from "@/server/services/events/record";
import { receiveMail } from "@/server/services/replies/receive";
import { knock } from "@/server/services/sandbox/door";
import { actedAt, loadPlayed, needInbox } from "@/server/services/sandbox/inbox";
import type { MailDoors } from "@/server/services/sandbox/read-links";
import { type PlayedMail, writeAbsence, writeReply } from "@/server/services/sandbox/write-answer";
import { writeBounce, writeComplaint } from "@/server/services/sandbox/write-report";

const action = z.discriminatedUnion("do", [
  z.object({ do: z.literal("open") }),
  z.object({ do: z.literal("click"), linkId: z.string().min(1).max(64) }),
  z.object({ do: z.literal("reply"), text: z.string().trim().min(1, "Write something").max(20_000) }),
  z.object({ do: z.literal("absence"), until: z.date().nullable().default(null) }),
  z.object({ do: z.literal("bounce") }),
  z.object({ do: z.literal("complain") }),
  z.object({ do: z.literal("unsubscribe") }),
  z.object({ do: z.literal("buy"), product: z.string().min(1).max(80), amount: z.number().min(0).max(1e9).optional() }),
]);

export const playMailInput = z.object({
  id: z.string().min(1),
  action,
  /** Opens and clicks come from a mail gateway: it fetches the pixel and follows every link. */
  asScanner: z.boolean().default(false),
});

type Action = z.output<typeof action>;

/** What became of it. */
export type Played =
  | { readonly did: "visit"; readonly verdict: SignalVerdict | null; readonly reasons: readonly string[] }
  | { readonly did: "reply"; readonly class: ReplyClass }
  | { readonly did: "unsubscribe" }
  | { readonly did: "buy"; readonly unknownProduct: boolean };

const MAIL_PROGRAM = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.0";
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
/** A gateway that hides behind a browser's name, as they do: only its ways give it away. */
const GATEWAY =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const GATEWAY_PROGRAM = "BarracudaCentral/1.0 (mail gateway)";

/**
 * Plays the recipient of a mail in the local inbox. Each action comes through the very door of the real thing: pixel and
 * redirect over HTTP, raw mail into the reply pipeline, the one-click address, a purchase event; in workspace time.
 * @throws NotFoundError, ConflictError for what this mail does not offer
 */
export async function playMail(args: VerbArgs<typeof playMailInput>): Promise<Played> {
  const { ctx } = args;
  needInbox(ctx);
  const { id, action: wanted, asScanner } = parseInput(playMailInput, args.input);
  const { row, played, doors } = await withWorkspace(ctx, (tx) => loadPlayed(tx, ctx, id));
  const at = actedAt(ctx, row.at);
  switch (wanted.do) {
    case "open":
    case "click":
      await (asScanner ? scan(doors, wanted) : visit(doors, wanted));
      return judged(ctx, row.touch_id, wanted.do);
    case "unsubscribe":
      await oneClick(doors);
      return { did: "unsubscribe" };
    case "buy":
      return buy(ctx, played, wanted, toDate(at));
    default:
      return answer(ctx, await write(played, wanted, toDate(at)), at);
  }
}

async function visit(doors: MailDoors, wanted: Extract<Action, { do: "open" | "click" }>): Promise<void> {
  if (wanted.do === "open") {
    if (doors.pixel === null) throw new ConflictError("Opens of this mail are not tracked");
    await knock({ path: doors.pixel, method: "GET", userAgent: MAIL_PROGRAM });
    return;
  }
  const link = doors.links.find(({ linkId }) => linkId === wanted.linkId);
  if (!link) throw new ConflictError("This mail has no such link, or clicks are not tracked");
  await knock({ path: link.path, method: "GET", userAgent: BROWSER });
}

/** A gateway fetches the pixel by its own name; links it tries all, the hidden one too, faster than anybody reads. */
async function scan(doors: MailDoors, wanted: Extract<Action, { do: "open" | "click" }>): Promise<void> {
  if (wanted.do === "open") {
    if (doors.pixel !== null) await knock({ path: doors.pixel, method: "GET", userAgent: GATEWAY_PROGRAM });
    return;
  }
  const paths = [...doors.links.map(({ path }) => path), ...(doors.trap === null ? [] : [doors.trap])];
  for (const [index, path] of paths.entries()) {
    await knock({ path, method: index === 0 ? "HEAD" : "GET", userAgent: GATEWAY });
  }
}

/** How the visit was taken: the newest of this kind. */
async function judged(ctx: ServiceContext, touchId: string | null, kind: "open" | "click"): Promise<Played> {
  const [row] = await withWorkspace(ctx, (tx) =>
    queryRows<{ verdict: SignalVerdict; reasons: string }>(tx, NEWEST, [ctx.workspaceId, touchId, kind]),
  );
  return {
    did: "visit",
    verdict: row?.verdict ?? null,
    reasons: row ? (JSON.parse(row.reasons) as string[]) : [], // jsonb array of text
  };
}

async function oneClick({ unsubscribe }: MailDoors): Promise<void> {
  if (unsubscribe === null) throw new ConflictError("This mail has no one-click unsubscribe: it is about an order");
  const { status } = await knock({
    path: unsubscribe,
    method: "POST",
    userAgent: MAIL_PROGRAM,
    form: { "List-Unsubscribe": "One-Click" },
  });
  if (status !== 200) throw new ConflictError(`The unsubscribe address answered ${status}`);
}

async function buy(
  ctx: ServiceContext,
  { to }: PlayedMail,
  wanted: Extract<Action, { do: "buy" }>,
  at: Date,
): Promise<Played> {
  const [event] = await recordEvents({
    ctx: { ...ctx, now: () => at },
    input: [
      {
        type: "purchase",
        id: `local-inbox-${randomUUID()}`,
        contact: { email: to },
        products: [wanted.product],
        occurredAt: at.toISOString(),
        ...(wanted.amount === undefined ? {} : { amount: wanted.amount, currency: "EUR" }),
      },
    ],
  });
  return { did: "buy", unknownProduct: (event?.unknownProducts.length ?? 0) > 0 };
}

function write(
  played: PlayedMail,
  wanted: Extract<Action, { do: "reply" | "absence" | "bounce" | "complain" }>,
  at: Date,
): Promise<Buffer> | Buffer {
  switch (wanted.do) {
    case "reply":
      return writeReply(played, wanted.text, at);
    case "absence":
      return writeAbsence(played, wanted.until, at);
    case "bounce":
      return writeBounce(played, at);
    case "complain":
      return writeComplaint(played, at);
  }
}

async function answer(ctx: ServiceContext, raw: Buffer, receivedAt: ReturnType<typeof actedAt>): Promise<Played> {
  const received = await receiveMail({ workspaceId: ctx.workspaceId, raw, receivedAt });
  if (!received.ok) throw new ConflictError("Nobody we know wrote this: the contact may be gone");
  return { did: "reply", class: received.class };
}

const NEWEST = `
select verdict, verdict_reasons::text as reasons from signal
where workspace_id = $1 and touch_id = $2 and kind = $3 order by created_at desc, id desc limit 1`;
