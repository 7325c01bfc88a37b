import { type EpochMs, toEpochMs } from "@/core/instant";
import type { JsonObject } from "@/core/json";
import { renderEmailText } from "@/core/merge-content";
import type { BodyLink } from "@/core/merge-link";
import type { RawSignal } from "@/core/signal";
import { type Tx, withWorkspace } from "@/db/client";
import { resolvePublicToken } from "@/db/public-token";
import { now } from "@/server/clock";
import { networkOf } from "@/server/mail/networks";
import { readAction, TRAP_LINK } from "@/server/mail/tracking-token";
import { changedVisits, findShared, judgeVisits } from "@/server/services/signals/judge-visits";
import { loadClicksFrom, loadMail, type StoredVisit, type TrackedMail } from "@/server/services/signals/load-mail";
import { recordSignals } from "@/server/services/signals/record";
import { type Visitor, visitorKey } from "@/server/services/signals/visitor";
import { writeVerdicts } from "@/server/services/signals/write-verdicts";
import { lookAgain } from "@/server/services/touches/look";

/** More visits of one mail say nothing new; a flood of them fills no table. */
const MOST_VISITS = 300;

export type Followed =
  | { readonly ok: true; readonly url: string }
  /** `trap`: the link no person sees. `unknown`: not a link we wrote, or its mail is gone. */
  | { readonly ok: false; readonly reason: "trap" | "unknown" };

/** Notes that the pixel of a mail was fetched. A token that is not ours, or a workspace that does not track opens: nothing. */
export async function recordOpen(token: string, visitor: Visitor): Promise<void> {
  const action = readAction(token);
  if (action?.do !== "open") return;
  await inWorkspaceOf(action.touchId, async (tx, workspaceId) => {
    const found = await loadMail(tx, workspaceId, action.touchId);
    if (found?.mail.trackOpens)
      await record(tx, { workspaceId, touchId: action.touchId, linkId: null, visitor, ...found });
  });
}

/**
 * Notes that a link of a mail was followed and says where it leads: only ever to an address written in that very mail, merged
 * with what was frozen when it left. Where clicks are not tracked (any more) it still leads there.
 */
export async function followLink(token: string, visitor: Visitor): Promise<Followed> {
  const action = readAction(token);
  if (action?.do !== "click") return { ok: false, reason: "unknown" };
  const { touchId, linkId } = action;
  const followed = await inWorkspaceOf(touchId, async (tx, workspaceId): Promise<Followed> => {
    const found = await loadMail(tx, workspaceId, touchId);
    if (!found) return { ok: false, reason: "unknown" };
    if (found.mail.trackClicks) await record(tx, { workspaceId, touchId, linkId, visitor, ...found });
    if (linkId === TRAP_LINK) return { ok: false, reason: "trap" };
    const url = targetOf(found.mail, linkId);
    return url === null ? { ok: false, reason: "unknown" } : { ok: true, url };
  });
  return followed ?? { ok: false, reason: "unknown" };
}

async function inWorkspaceOf<T>(
  touchId: string,
  work: (tx: Tx, workspaceId: string) => Promise<T>,
): Promise<T | undefined> {
  const found = await resolvePublicToken("touch", touchId);
  return found && withWorkspace(found, (tx) => work(tx, found.workspaceId));
}

function targetOf({ text }: TrackedMail, linkId: string): string | null {
  if (!text) return null;
  const links = JSON.parse(text.links) as BodyLink[]; // as frozen
  const data = JSON.parse(text.mergeData) as JsonObject; // as frozen
  return renderEmailText({ ...text, links }, data).links.find(({ id }) => id === linkId)?.url ?? null;
}

interface Visit {
  workspaceId: string;
  touchId: string;
  linkId: string | null;
  visitor: Visitor;
  mail: TrackedMail;
  visits: StoredVisit[];
}

/** Stores the raw fact with its verdict, and judges those before it again: a scanner shows itself by its later visits. */
async function record(tx: Tx, visit: Visit): Promise<void> {
  const { workspaceId, touchId, mail, visits } = visit;
  if (visits.length >= MOST_VISITS) return;
  const at = toEpochMs(now(mail));
  const raw = toRaw(visit, at);
  const elsewhere = raw.kind === "click" && raw.ip !== null ? await loadClicksFrom(tx, workspaceId, raw.ip, at) : [];
  const shared = findShared([...elsewhere, { raw, personId: mail.personId }]);
  const verdicts = judgeVisits(mail, [...visits, { raw, reasons: [] }], shared, at);
  const own = verdicts.at(-1);
  if (!own) throw new Error("a visit was not judged");
  // Interest may be new: what waits is judged again. First, for the person's lock comes before that of its enrollments.
  if (raw.kind === "click" && own.verdict === "human") await lookAgain(tx, workspaceId, [mail.personId], at);
  const [stored] = await recordSignals(tx, [
    {
      workspaceId,
      personId: mail.personId,
      contactId: mail.contactId,
      kind: raw.kind,
      touchId,
      linkId: raw.linkId,
      source: "own",
      sourceId: sourceIdOf(visit, at),
      data: {
        method: raw.method,
        userAgent: raw.userAgent,
        ip: raw.ip,
        prefetch: raw.prefetch,
        honeypot: raw.honeypot,
      },
      verdict: own.verdict,
      verdictReasons: own.reasons,
      settlesAt: own.settlesAt,
      occurredAt: at,
    },
  ]);
  if (!stored?.isNew) return;
  const others = elsewhere.filter(
    (one) => one.touchId !== touchId && shared.has(one.raw.id) && one.verdict !== "machine",
  );
  await writeVerdicts(tx, workspaceId, [
    ...changedVisits(visits, verdicts),
    ...others
      .filter(({ fixed }) => !fixed)
      .map(({ raw: { id }, verdict: was }) => ({
        id,
        was,
        verdict: "machine" as const,
        reasons: ["shared_address"],
        settlesAt: null,
      })),
  ]);
}

function toRaw({ linkId, visitor, mail }: Visit, at: EpochMs): RawSignal {
  // In the local inbox everybody comes from one address: it says nothing there.
  const ip = mail.played ? null : visitor.ip;
  return {
    id: "new",
    kind: linkId === null ? "open" : "click",
    at,
    source: "own",
    method: visitor.method,
    userAgent: visitor.userAgent,
    ip,
    network: networkOf(ip),
    prefetch: visitor.prefetch,
    linkId,
    honeypot: linkId === TRAP_LINK,
  };
}

/** The same visitor within a minute (a pixel) or a second (a link) is one visit. */
function sourceIdOf({ touchId, linkId, visitor }: Visit, at: EpochMs): string {
  const span = linkId === null ? 60_000 : 1_000;
  return `${touchId}/${linkId ?? "open"}/${Math.floor(at / span)}/${visitorKey(visitor)}`;
}
