import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { type Dovecot, startDovecot } from "@/server/mailbox/testing/dovecot";
import {
  answer,
  looked,
  type MailboxWorld,
  mailboxWorld,
  observed,
  opened,
  soon,
  stopped,
} from "@/server/mailbox/testing/heard";
import { plainMail } from "@/server/mailbox/testing/peer";
import { memberContext } from "@/server/services/context";
import { enterPeople } from "@/server/services/enrollments/testing/enrolled";
import { chooseFolders } from "@/server/services/mailboxes/finish";

testDatabase();
let dovecot: Dovecot;
const { watch, peer, close } = opened();
beforeAll(async () => {
  dovecot = await startDovecot();
});
afterEach(close);
afterAll(() => dovecot.stop());

/** The member chooses its folders again, on the page of the connected mailbox. */
async function choose(of: MailboxWorld, input: { sent: string; junk: string | null }): Promise<void> {
  const folders = ["INBOX", "Sent", "Junk"].map((path) => ({ path, name: path, use: null }));
  await ownerSql()`update mailbox set setup = ${ownerSql().json({ folders })} where id = ${of.mailboxId}`;
  const ctx = memberContext({ ...of, role: "sales", teamIds: [], offsetMs: 0 });
  await chooseFolders({ ctx, input: { id: of.mailboxId, ...input } });
}

test("folders chosen anew while the mailbox is watched: it is heard on, in the folders chosen", async () => {
  const of = await mailboxWorld(dovecot);
  const [first, second] = await enterPeople(of, 2);
  if (!first || !second) throw new Error("nobody entered");
  await watch();
  await looked(of);
  await choose(of, { sent: "Sent", junk: "Junk" });
  const mine = await peer(dovecot, of.address);
  await mine.append("INBOX", answer(first.email, of));
  await stopped(first.enrollmentId);
  await choose(of, { sent: "Junk", junk: null });
  const hand = { from: of.address, to: second.email, subject: "By hand", id: "hand.9" };
  await mine.append("Junk", plainMail(hand));
  await vi.waitFor(async () => expect(await observed(of)).toMatchObject([{ subject: "By hand" }]), soon);
});

test("what came before its folders were chosen anew is not passed over", async () => {
  const of = await mailboxWorld(dovecot);
  const [person, written] = await enterPeople(of, 2);
  if (!person || !written) throw new Error("nobody entered");
  const before = await watch();
  await looked(of);
  await before.stop();
  const mine = await peer(dovecot, of.address);
  await mine.append("INBOX", answer(person.email, of));
  await mine.append("Junk", plainMail({ from: of.address, to: written.email, subject: "By hand", id: "hand.10" }));
  await choose(of, { sent: "Junk", junk: null });
  await watch();
  await stopped(person.enrollmentId);
  await vi.waitFor(async () => expect(await observed(of)).toMatchObject([{ subject: "By hand" }]), soon);
});
