import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContext } from "@/server/api/context";
import { appRouter, createCaller } from "@/server/api/root";
import { inputs } from "@/server/api/testing/inputs";
import { buildWorld, createMember, signInAs, type World } from "@/server/api/testing/world";
import { createWorkspace } from "@/server/services/workspaces/create";

testDatabase();

/** Procedures that are about an account, not about a workspace: account.db.test.ts runs them. */
const OF_ACCOUNTS = new Set(["account", "invitations", "workspaces"]);
/** Calls that name nothing of a workspace: in their own, an outsider may make them. */
type Call = (caller: ReturnType<typeof createCaller>) => Promise<unknown>;

const paths = Object.keys(appRouter._def.procedures);

function callOf(path: string, world: World): Call {
  const [router = "", procedure = ""] = path.split(".");
  const given: Record<string, Record<string, (world: World) => unknown>> = inputs;
  const input = given[router]?.[procedure]?.(world);
  return (caller) => {
    const procedures: Record<string, Record<string, (input: unknown) => Promise<unknown>>> = caller as never; // by name
    const run = procedures[router]?.[procedure];
    if (!run) throw new Error(`no procedure ${path}`);
    return run(input);
  };
}

const isQuery = (path: string): boolean => {
  const flat: Record<string, { _def: { type: string } }> = appRouter._def.procedures as never; // flat at run time, by path
  return flat[path]?._def.type === "query";
};

const callerOf = (cookie: string, workspace: string) =>
  createCaller(createContext({ headers: new Headers({ cookie }), workspace, setCookie: () => undefined }));

/** One fingerprint per table over all rows of a workspace. */
async function fingerprint(workspaceId: string): Promise<Record<string, string>> {
  const sql = ownerSql();
  const tables = await sql<{ name: string; key: string }[]>`
    select c.table_name as name, min(c.column_name) as key from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and c.column_name in ('workspace_id', 'workspace_ref') group by 1
    union all values ('workspace', 'id'), ('api_key', 'reference_id')`;
  const prints: Record<string, string> = {};
  for (const { name, key } of tables) {
    const [row] = await sql<{ print: string }[]>`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as print
      from ${sql(name)} t where ${sql(key)} = ${workspaceId}`;
    prints[name] = row?.print ?? "";
  }
  return prints;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "OK";
  } catch (error) {
    if (error instanceof TRPCError) return error.code;
    throw error;
  }
}

describe("every procedure", () => {
  let outsider: string;
  let elsewhere: string;
  let shared: World;
  beforeAll(async () => {
    shared = await buildWorld();
    const { id } = await createMember();
    outsider = await signInAs(id);
    elsewhere = (await createWorkspace({ ctx: { memberId: id }, input: { name: "Elsewhere" } })).slug;
  });

  test("has an input in the record, and the record names no other", () => {
    const named = Object.entries(inputs).flatMap(([router, of]) => Object.keys(of).map((name) => `${router}.${name}`));
    expect(named.sort()).toEqual([...paths].sort());
  });

  const ofWorkspaces = paths.filter((path) => !OF_ACCOUNTS.has(path.split(".")[0] ?? ""));

  test.each(ofWorkspaces)("%s is refused to an outsider by either door, and changes nothing", async (path) => {
    const call = callOf(path, shared);
    const before = await fingerprint(shared.workspaceId);
    // through the door of a workspace that is not theirs
    expect(await codeOf(call(callerOf(outsider, shared.slug)))).toBe("FORBIDDEN");
    // through their own door, with ids from next door
    const own = await codeOf(call(callerOf(outsider, elsewhere)));
    const namesRow = JSON.stringify(inputOf(path, shared) ?? {}).match(/"[a-z]{3}_[0-9a-z]{20,}"/) !== null;
    if (namesRow) expect(own).toMatch(/^(NOT_FOUND|FORBIDDEN)$/);
    // by nobody
    expect(await codeOf(call(callerOf("", shared.slug)))).toBe("UNAUTHORIZED");
    expect(await fingerprint(shared.workspaceId)).toEqual(before);
  });

  test.each(ofWorkspaces)("%s succeeds for the owner with the same input", async (path) => {
    // what only reads may share a world; what writes gets one of its own
    const world = isQuery(path) ? shared : await buildWorld();
    const owner = callerOf(await signInAs(world.ownerId), world.slug);
    expect(await callOf(path, world)(owner)).toBeDefined();
  });

  test.each(["workspaces.switch", "invitations.accept"])("%s opens nothing to an outsider", async (path) => {
    const world = await buildWorld();
    const before = await fingerprint(world.workspaceId);
    const answer = await callOf(path, world)(callerOf(outsider, elsewhere)).catch((error: unknown) => error);
    expect(answer).toMatchObject(
      path === "workspaces.switch" ? { code: "FORBIDDEN" } : { ok: false, reason: "other-address" },
    );
    expect(await fingerprint(world.workspaceId)).toEqual(before);
  });
});

function inputOf(path: string, world: World): unknown {
  const [router = "", procedure = ""] = path.split(".");
  const given: Record<string, Record<string, (world: World) => unknown>> = inputs;
  return given[router]?.[procedure]?.(world);
}
