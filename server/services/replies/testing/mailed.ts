import { toEpochMs } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { createSandboxTransport } from "@/server/mail/sandbox";
import { parseMail } from "@/server/mailbox/parse-mail";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { enterSequences } from "@/server/services/enrollments/enter";
import { receiveMail } from "@/server/services/replies/receive";
import { keepSandboxMail } from "@/server/services/sandbox/keep-mail";
import type { PlayedMail } from "@/server/services/sandbox/write-answer";
import { decidePeople } from "@/server/services/touches/decide";
import { handOverTouches } from "@/server/services/touches/hand-over";
import { at, monday } from "@/server/services/touches/testing/new-touch";

type Outcome = { id: string; replyClasses?: string[] };

/** email → wait for replies → done, by class; `promotes` are product ids. */
const mailAndWait = (of: {
  class: string;
  senderId: string;
  topicId: string;
  outcomes: Outcome[];
  promotes: string[];
  /** What comes behind an outcome: a day's rest, or a task. */
  behind: "rest" | "task";
}) =>
  drawGraph({
    start: { kind: "trigger", next: { next: "mail" } },
    mail: {
      kind: "email",
      config: { senderId: of.senderId, topicId: of.topicId, class: of.class, productIds: of.promotes },
      next: { next: "wait" },
    },
    wait: {
      kind: "wait",
      config: {
        mode: "settle",
        timeout: { amount: 3, unit: "days" },
        outcomes: of.outcomes.map(({ id, replyClasses = [] }) => ({
          id,
          label: "",
          filter: { signal: "reply", name: "", linkId: "", replyClasses, productId: "", where: [], sameKey: false },
          touch: "",
          count: 1,
        })),
      },
      next: { ...Object.fromEntries(of.outcomes.map(({ id }) => [id, "talk"])), timeout: "end" },
    },
    talk:
      of.behind === "task"
        ? { kind: "task", config: { title: "Call", note: "", assignee: "owner" }, next: { next: "rest" } }
        : { kind: "delay", config: { mode: "for", duration: { amount: 1, unit: "days" } }, next: { next: "end" } },
    rest: { kind: "delay", config: { mode: "for", duration: { amount: 1, unit: "days" } }, next: { next: "end" } },
    end: { kind: "exit" },
  });

const restAWhile = (of: { class: string; senderId: string; topicId: string }) =>
  drawGraph({
    start: { kind: "trigger", next: { next: "rest" } },
    rest: { kind: "delay", config: { mode: "for", duration: { amount: 9, unit: "days" } }, next: { next: "mail" } },
    mail: { kind: "email", config: { ...of, subject: "Later", body: "Later than the rest" }, next: { next: "end" } },
    end: { kind: "exit" },
  });

export interface Mailed {
  workspaceId: string;
  personId: string;
  contactId: string;
  email: string;
  touchId: string;
  /** The enrollment whose mail is answered. */
  own: string;
  /** Others of the person, by what they write. */
  sales: string;
  marketing: string;
  receipts: string;
  played: PlayedMail;
  productId: string;
}

/** Somebody who got one mail of a sequence (sales unless `class` says otherwise) and is inside three others. */
export async function mailed(
  given: { class?: string; outcomes?: Outcome[]; behind?: "rest" | "task" } = {},
): Promise<Mailed> {
  const world = await createWorkspace();
  const { workspaceId, senderId, topicId } = world;
  const who = await createContact(workspaceId, { timeZone: "Europe/Madrid", timeZoneSource: "explicit" });
  const productId = newId("product");
  await ownerSql()`insert into product (id, workspace_id, key, name) values (${productId}, ${workspaceId}, 'pro', 'Pro')`;
  const kind = given.class ?? "sales";
  const outcomes = given.outcomes ?? [{ id: "away", replyClasses: ["ticket_ack"] }];
  const graphs = {
    own: mailAndWait({
      class: kind,
      senderId,
      topicId,
      outcomes,
      promotes: [productId],
      behind: given.behind ?? "rest",
    }),
    sales: restAWhile({ class: "sales", senderId, topicId }),
    marketing: restAWhile({ class: "marketing", senderId, topicId }),
    receipts: restAWhile({ class: "transactional", senderId, topicId }),
  };
  const ids: Record<string, string> = {};
  for (const [name, graph] of Object.entries(graphs)) {
    const { sequenceId } = await createSequence(workspaceId, graph);
    const [entered] = await at(monday, () =>
      ownerSql().begin((tx) => enterSequences(tx, [{ workspaceId, sequenceId, contactId: who.contactId, by: "hand" }])),
    );
    if (!entered?.ok) throw new Error("not entered");
    ids[name] = entered.enrollmentId;
  }
  await at(monday, () => advanceAll(workspaceId, Object.values(ids)));
  const touchId = await at(monday + 3_000, () => sendAll(workspaceId, who.personId));
  await at(monday + 4_000, () => advanceAll(workspaceId, Object.values(ids)));
  const [row] = await ownerSql()<{ raw: Buffer }[]>`select raw from sandbox_mail where touch_id = ${touchId}`;
  if (!row) throw new Error("no mail in the local inbox");
  const played = { mail: await parseMail(row.raw), to: who.email, toName: "Tom Reed", raw: row.raw };
  const { own = "", sales = "", marketing = "", receipts = "" } = ids;
  return { workspaceId, ...who, touchId, own, sales, marketing, receipts, played, productId };
}

export async function advanceAll(workspaceId: string, ids: readonly string[]): Promise<void> {
  await advanceEnrollments(ids.map((id) => ({ workspaceId, id, epoch: null })));
}

async function sendAll(workspaceId: string, personId: string): Promise<string> {
  const { claimed } = await decidePeople(workspaceId, [personId]);
  await handOverTouches(workspaceId, claimed, () => Promise.resolve(createSandboxTransport(keepSandboxMail)));
  const [touchId] = claimed;
  if (!touchId) throw new Error("nothing left");
  return touchId;
}

/** An hour after the mail: Monday 11:00 UTC. */
export const answeredAt = monday + 3_600_000;

export const receive = (workspaceId: string, raw: Buffer) =>
  at(answeredAt, () => receiveMail({ workspaceId, raw, receivedAt: toEpochMs(answeredAt) }));

/** Where an enrollment stands: status, why it ended, until when it sleeps. */
export async function stateOf(id: string) {
  const [row] = await ownerSql()`
    select status, node_id, end_reason, paused_until, state->'pause'->>'reason' as pause_reason from enrollment where id = ${id}`;
  return row;
}
