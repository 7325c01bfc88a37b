import { expect, test } from "vitest";
import { addMs, DAY_MS, toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { systemContext } from "@/server/services/context";
import { sentAt, sentMail } from "@/server/services/signals/testing/sent-mail";
import { liftSuppression } from "@/server/services/suppressions/manage";
import { noteTouchFacts, type TouchFactKind } from "@/server/services/touches/note-facts";

testDatabase();

let told = 0;

async function bounced() {
  const mail = await sentMail({ real: true });
  const { workspaceId, touchId, personId } = mail;
  const tell = async (kind: TouchFactKind, day: number) => {
    told += 1;
    const at = addMs(toEpochMs(sentAt), day * DAY_MS);
    const fact = { touchId, kind, source: "resend", sourceId: `soft-${told}`, detail: "452 4.2.2 full", at };
    await ownerSql().begin((tx) => noteTouchFacts(tx, workspaceId, [fact]));
  };
  const suppressed = () =>
    ownerSql()`
      select id, scope, reason, evidence_ref from suppression where person_id = ${personId} and lifted_at is null`;
  return { ...mail, tell, suppressed };
}

test("mail that came back on three days is the last to that address, until a member lifts it", async () => {
  const { tell, suppressed, touchId, workspaceId } = await bounced();
  await tell("bounce_soft", 0);
  await tell("bounce_soft", 1);
  await tell("bounce_soft", 1);
  expect(await suppressed()).toEqual([]);
  await tell("bounce_soft", 2);
  const [row] = await suppressed();
  expect(row).toMatchObject({ scope: "all", reason: "bounce_soft", evidence_ref: touchId });
  await liftSuppression({
    ctx: systemContext({ workspaceId, name: "test" }),
    input: { id: String(row?.id), reason: "They emptied it" },
  });
  await ownerSql()`update suppression set lifted_at = ${new Date(sentAt + 2.5 * DAY_MS)} where id = ${row?.id}`; // tests live in May
  await tell("bounce_soft", 3);
  expect(await suppressed()).toEqual([]);
});

test("whoever was reached in between is written to", async () => {
  const { tell, suppressed } = await bounced();
  for (const day of [0, 1]) await tell("bounce_soft", day);
  await tell("delivered", 1.5);
  await tell("bounce_soft", 2);
  expect(await suppressed()).toEqual([]);
});
