import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { ownerSql, withOwner, withWorkspace } from "@/db/client";
import { migrate } from "@/db/migrate";
import { applyPolicies } from "@/db/policies";
import { resolvePublicToken } from "@/db/public-token";
import { organization, team } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";

const db = testDatabase();
const ours = { workspaceId: "wsp_ours" };
const theirs = { workspaceId: "wsp_theirs" };

beforeAll(async () => {
  await withOwner(async (tx) => {
    for (const { workspaceId } of [ours, theirs]) {
      await tx.insert(organization).values({ id: workspaceId, name: workspaceId, slug: workspaceId });
      await tx.insert(team).values({ id: `tea_${workspaceId}`, workspaceId, name: "Brand" });
    }
  });
});

describe("the door to the database", () => {
  test("a workspace sees its own rows even when the query forgets to ask for them", async () => {
    expect(await withWorkspace(ours, (tx) => tx.select({ id: team.id }).from(team))).toEqual([{ id: "tea_wsp_ours" }]);
    expect(await withOwner((tx) => tx.select({ id: team.id }).from(team))).toHaveLength(2);
  });

  test("a workspace can neither change, delete, nor make rows of another", async () => {
    await withWorkspace(ours, async (tx) => {
      expect(await tx.update(team).set({ name: "Taken" }).where(eq(team.id, "tea_wsp_theirs")).returning()).toEqual([]);
      expect(await tx.delete(team).where(eq(team.id, "tea_wsp_theirs")).returning()).toEqual([]);
    });
    const intrude = withWorkspace(ours, (tx) =>
      tx.insert(team).values({ id: "tea_x", workspaceId: theirs.workspaceId, name: "X" }),
    );
    await expect(intrude).rejects.toMatchObject({ cause: { message: expect.stringMatching(/row-level security/) } });
    const give = withWorkspace(ours, (tx) => tx.update(team).set({ workspaceId: theirs.workspaceId }));
    await expect(give).rejects.toMatchObject({ cause: { message: expect.stringMatching(/row-level security/) } });
  });

  test("the workspace ends with its transaction: the same connection sees nothing without one", async () => {
    const app = postgres(db.appUrl, { max: 1 });
    try {
      await app.begin(async (tx) => {
        await tx`select set_config('app.workspace', ${ours.workspaceId}, true)`;
        expect(await tx`select id from team`).toHaveLength(1);
      });
      expect(await app`select id from team`).toHaveLength(0);
    } finally {
      await app.end();
    }
  });

  test("an empty workspace is refused, and a fault rolls everything back", async () => {
    await expect(withWorkspace({ workspaceId: "" }, async () => "never")).rejects.toThrow(/no workspace/);
    const broken = withWorkspace(ours, async (tx) => {
      await tx.insert(team).values({ id: "tea_half", workspaceId: ours.workspaceId, name: "Half" });
      throw new Error("broken");
    });
    await expect(broken).rejects.toThrow("broken");
    expect(await withWorkspace(ours, (tx) => tx.select().from(team))).toHaveLength(1);
  });

  test("the app's role owns nothing, bypasses nothing, and every table is under row-level security", async () => {
    const [role] = await ownerSql()`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        (select count(*)::int from pg_class c where c.relowner = r.oid) as owned from pg_roles r where rolname = 'heed_app'`;
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owned: 0 });
    const open = await ownerSql()`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity`;
    expect(open).toEqual([]);
  });

  test("passwords, sessions and keys are out of a request's reach; colleagues are not", async () => {
    for (const name of ["session", "credential", "verification", "two_factor", "api_key", "system_mail"]) {
      const peek = withWorkspace(ours, (tx) => tx.execute(sql`select * from ${sql.identifier(name)}`));
      await expect(peek, name).rejects.toMatchObject({
        cause: { message: expect.stringMatching(/permission denied/) },
      });
    }
    const seen = await withWorkspace(ours, (tx) => tx.select({ id: organization.id }).from(organization));
    expect(seen).toEqual([{ id: ours.workspaceId }]);
  });

  test("raw SQL keeps its JSON parsers beside the query builder's client", async () => {
    const [row] = await ownerSql()`select ${ownerSql().json({ a: [1] })}::jsonb as value`;
    expect(row).toEqual({ value: { a: [1] } });
  });
});

describe("migrations and policies", () => {
  test("may run again, and at the same time", async () => {
    const appRole = { password: new URL(db.appUrl).password, overwrite: true };
    await Promise.all([migrate(db.ownerUrl, appRole), migrate(db.ownerUrl, appRole)]);
    expect(await withWorkspace(ours, (tx) => tx.select().from(team))).toHaveLength(1);
  });

  test("a table without a workspace that nobody excused is refused by name", async () => {
    await ownerSql()`create table loose (id text)`;
    await expect(applyPolicies(ownerSql())).rejects.toThrow(/table loose has no workspace_id/);
    const appRole = { password: new URL(db.appUrl).password, overwrite: true };
    await expect(migrate(db.ownerUrl, appRole)).rejects.toThrow(/table loose has no workspace_id/);
    await ownerSql()`drop table loose`;
  });

  test("a public token leads to its workspace and an unknown one nowhere", async () => {
    await ownerSql()`insert into sandbox_mail (id, workspace_id, idempotency_key, from_address, to_address, subject, raw, received_at)
      values ('sbx_1', ${ours.workspaceId}, 'k', 'a@example.com', 'b@example.com', 'Hi', '', now())`;
    expect(await resolvePublicToken("sandbox_mail", "sbx_1")).toEqual({ workspaceId: ours.workspaceId, ref: "sbx_1" });
    expect(await resolvePublicToken("sandbox_mail", "sbx_2")).toBeUndefined();
    expect(await resolvePublicToken("touch", "sbx_1")).toBeUndefined();
  });
});
