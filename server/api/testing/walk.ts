import { TRPCError } from "@trpc/server";
import { ownerSql } from "@/db/client";
import { createContext } from "@/server/api/context";
import { appRouter, createCaller } from "@/server/api/root";
import { inputs } from "@/server/api/testing/inputs";
import type { World } from "@/server/api/testing/world";

// Walks every procedure by name, for the tests that compare them all.

type Call = (caller: ReturnType<typeof createCaller>) => Promise<unknown>;

export const paths = Object.keys(appRouter._def.procedures);

export function callOf(path: string, world: World): Call {
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

export const isQuery = (path: string): boolean => {
  const flat: Record<string, { _def: { type: string } }> = appRouter._def.procedures as never; // flat at run time, by path
  return flat[path]?._def.type === "query";
};

export const callerOf = (cookie: string, workspace: string) =>
  createCaller(createContext({ headers: new Headers({ cookie }), workspace, setCookie: () => undefined }));

let printing: Promise<string> | undefined;

/** One fingerprint per table over all rows of a workspace, read at one instant. */
export async function fingerprint(workspaceId: string): Promise<Record<string, string>> {
  printing ??= printOfAllTables();
  const rows = await ownerSql().unsafe<{ name: string; print: string }[]>(await printing, [workspaceId], {
    prepare: true,
  });
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
}

/** The statement that reads all fingerprints; the schema is the same in every database of a run. */
async function printOfAllTables(): Promise<string> {
  const tables = await ownerSql()<{ name: string; key: string }[]>`
    select c.table_name as name, min(c.column_name) as key from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and c.column_name in ('workspace_id', 'workspace_ref') group by 1
    union all values ('workspace', 'id'), ('api_key', 'reference_id')`;
  const prints = tables.map(
    ({ name, key }) => `
      select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as print
      from "${name}" t where "${key}" = $1::text`,
  );
  return prints.join(" union all ");
}

export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "OK";
  } catch (error) {
    if (error instanceof TRPCError) return error.code;
    throw error;
  }
}

export function inputOf(path: string, world: World): unknown {
  const [router = "", procedure = ""] = path.split(".");
  const given: Record<string, Record<string, (world: World) => unknown>> = inputs;
  return given[router]?.[procedure]?.(world);
}
