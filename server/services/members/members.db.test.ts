import { beforeEach, expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { memberContext, type ServiceContext } from "@/server/services/context";
import { changeRole, removeMember } from "@/server/services/members/change-role";
import { inviteMember } from "@/server/services/members/invite";

testDatabase();

let workspaceId: string;
let ctx: ServiceContext;
let ownerId: string;
beforeEach(async () => {
  ({ workspaceId } = await createWorkspace());
  ownerId = await join("owner");
  ctx = memberContext({ workspaceId, memberId: ownerId, role: "owner", teamIds: [], offsetMs: 0 });
});

async function join(role: string): Promise<string> {
  const id = newId("member");
  await ownerSql()`insert into member (id, name, email) values (${id}, ${role}, ${`${id}@example.com`})`;
  await ownerSql()`insert into membership (id, workspace_ref, member_id, role) values (${`m${id}`}, ${workspaceId}, ${id}, ${role})`;
  return id;
}

/** The audit row cannot be written: what happens when the program dies before its end. */
async function dying(work: () => Promise<unknown>): Promise<void> {
  await ownerSql().unsafe(`
    create function die() returns trigger language plpgsql as $$ begin raise 'killed'; end $$;
    create trigger die before insert on audit for each row execute function die()`);
  await expect(work()).rejects.toThrow();
  await ownerSql().unsafe("drop trigger die on audit; drop function die()");
}

test("a removal or a new role is whole or not at all, and asked again it happens", async () => {
  const memberId = await join("sales");
  const mailboxId = newId("mailbox");
  await ownerSql()`
    insert into mailbox (id, workspace_id, member_id, address, status, provider, username, imap_host, imap_port, smtp_host, smtp_port,
      credentials, connected_at)
    values (${mailboxId}, ${workspaceId}, ${memberId}, 'a@x.example', 'connected', 'other', 'a', 'h', 1, 'h', 1, 'sealed', now())`;
  const state = async () => {
    const [row] = await ownerSql()`
      select (select role from membership where member_id = ${memberId}) as role, status from mailbox where id = ${mailboxId}`;
    return row;
  };
  await dying(() => changeRole({ ctx, input: { memberId, role: "admin" } }));
  await dying(() => removeMember({ ctx, input: { memberId } }));
  expect(await state()).toEqual({ role: "sales", status: "connected" });
  await changeRole({ ctx, input: { memberId, role: "marketer" } });
  await removeMember({ ctx, input: { memberId } });
  expect(await state()).toEqual({ role: null, status: "disconnected" });
  const told = await ownerSql()`select action from audit where subject_ref = ${memberId} order by created_at, id`;
  expect(told.map(({ action }) => action)).toEqual(["member.role-changed", "member.removed"]);
});

test("a workspace invites fifty strangers a day, cancelled ones counted; the day after there is room again", async () => {
  const invite = (n: number) => inviteMember({ ctx, input: { email: `guest${n}@example.com`, role: "viewer" } });
  await ownerSql()`
    insert into invitation (id, workspace_ref, email, role, status, expires_at, inviter_id, created_at)
    select 'inv_' || n, ${workspaceId}, n || '@example.com', 'viewer', case when n % 2 = 0 then 'pending' else 'canceled' end, now(),
      ${ownerId}, now() - interval '23 hours' + n * interval '1 minute' from generate_series(1, 49) n`;
  await invite(1);
  await expect(invite(2)).rejects.toMatchObject({
    code: "TOO_MANY",
    message: "At most 50 invitations in 24 hours. There is room again in 2 hours",
  });
  await ownerSql()`update invitation set created_at = created_at - interval '2 hours'`;
  await expect(invite(2)).resolves.toMatchObject({ id: expect.any(String) });
});
