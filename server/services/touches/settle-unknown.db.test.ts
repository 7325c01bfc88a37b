import { describe, expect, it } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import type { MailTransport } from "@/server/mail/port";
import { memberContext } from "@/server/services/context";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { enterPerson, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { decidePeople } from "./decide";
import { handOverTouches } from "./hand-over";
import { GATHER_MS } from "./request";
import { settleUnknown } from "./settle-unknown";
import { at, monday } from "./testing/new-touch";

testDatabase();

const graph = drawGraph({
  start: { kind: "trigger", next: { next: "mail" } },
  mail: { kind: "email", next: { next: "pause" } },
  pause: { kind: "delay", next: { next: "end" } },
  end: { kind: "exit" },
});

const answering = (outcome: "unknown" | "accepted") => {
  const sent: string[] = [];
  const transport: MailTransport = {
    honoursKeys: false,
    close: () => Promise.resolve(),
    send: async ({ touchId, messageId }) => {
      sent.push(touchId);
      return outcome === "unknown"
        ? { outcome, answer: "the line broke" }
        : { outcome, answer: "250 OK", providerId: null, messageId, aliases: [] };
    },
  };
  return { sent, transportOf: () => Promise.resolve(transport) };
};

/** A sequence's mail of which nobody knows whether it arrived; its passage has gone on to the pause. */
async function unknownMail() {
  const live = await at(monday, () => liveSequence(graph));
  const who = await at(monday, () => enterPerson(live));
  const item = { workspaceId: live.workspaceId, id: who.enrollmentId, epoch: 1 };
  await at(monday, () => advanceEnrollments([item]));
  const { claimed } = await at(monday + GATHER_MS, () => decidePeople(live.workspaceId, [who.personId]));
  await at(monday + GATHER_MS, () => handOverTouches(live.workspaceId, claimed, answering("unknown").transportOf));
  await at(monday + 60_000, () => advanceEnrollments([item]));
  const ctx = memberContext({
    workspaceId: live.workspaceId,
    memberId: "mem_x",
    role: "owner",
    teamIds: [],
    offsetMs: 0,
  });
  return { ...who, workspaceId: live.workspaceId, ctx, touchId: claimed[0] ?? "" };
}

const stateOf = async (touchId: string) => {
  const [row] = await ownerSql()`select state, counted_at is not null as counts from touch where id = ${touchId}`;
  return row;
};

describe("a mail nobody knew the end of", () => {
  it("is sent again when a member asks, although its passage has gone on", async () => {
    const { ctx, workspaceId, personId, touchId } = await unknownMail();
    expect(await stateOf(touchId)).toEqual({ state: "unknown", counts: true });
    await at(monday + 120_000, () =>
      settleUnknown({
        ctx: { ...ctx, now: () => new Date(monday + 120_000) },
        input: { touchId, as: "send_again", reason: "They called" },
      }),
    );
    const { claimed } = await at(monday + 180_000, () => decidePeople(workspaceId, [personId]));
    expect(claimed).toEqual([touchId]);
    const peer = answering("accepted");
    await at(monday + 180_000, () => handOverTouches(workspaceId, claimed, peer.transportOf));
    expect(peer.sent).toEqual([touchId]);
    expect(await stateOf(touchId)).toEqual({ state: "accepted", counts: true });
  });

  it("counts when it arrived, frees its place when it was lost, and is settled once", async () => {
    const arrived = await unknownMail();
    await settleUnknown({
      ctx: arrived.ctx,
      input: { touchId: arrived.touchId, as: "arrived", reason: "They answered" },
    });
    expect(await stateOf(arrived.touchId)).toEqual({ state: "accepted", counts: true });
    const lost = await unknownMail();
    await settleUnknown({ ctx: lost.ctx, input: { touchId: lost.touchId, as: "lost", reason: "Their log says so" } });
    expect(await stateOf(lost.touchId)).toEqual({ state: "failed", counts: false });
    await expect(
      settleUnknown({ ctx: lost.ctx, input: { touchId: lost.touchId, as: "arrived", reason: "No, it did" } }),
    ).rejects.toThrow("What became of this message is known by now");
  });
});
