import { expect, test } from "vitest";
import { defaultRules } from "@/core/attention/default-rules";
import { HOUR_MS } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { memberContext } from "@/server/services/context";
import { getJourney } from "@/server/services/journeys/get";
import { endExemption, exemptFromRules, listExemptions } from "@/server/services/rules/exempt";
import { listRules } from "@/server/services/rules/manage";
import { decidePeople } from "@/server/services/touches/decide";
import { requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

const contextOf = (workspaceId: string, role: "owner" | "marketer" = "owner") =>
  memberContext({ workspaceId, memberId: "mem_ana", role, teamIds: [], offsetMs: 0 });

test("a class of API messages is let past a rule with a reason, until that ends: audited, and told on the journey", async () => {
  const world = await createWorkspace({ rules: defaultRules.slice(0, 1) });
  const ctx = contextOf(world.workspaceId);
  const who = await createContact(world.workspaceId);
  const [rule] = await listRules({ ctx });
  if (!rule) throw new Error("no rule");
  const decide = async (key: string, hours: number) => {
    await requestTouches(ownerSql(), [touchOf(world, who, { key, class: "sales" })]);
    await at(monday + hours * HOUR_MS, () => decidePeople(world.workspaceId, [who.personId]));
    const [row] = await ownerSql()`select state from touch where workspace_id = ${world.workspaceId} and key = ${key}`;
    return row?.state;
  };
  expect([await decide("one", 1), await decide("two", 2)]).toEqual(["claimed", "held"]);

  const of = { by: "api", class: "sales" } as const;
  const input = { of, ruleIds: [rule.id], reason: "A recall" };
  await expect(exemptFromRules({ ctx: contextOf(world.workspaceId, "marketer"), input })).rejects.toThrow();
  await at(monday + 3 * HOUR_MS, () => exemptFromRules({ ctx, input }));
  await exemptFromRules({ ctx, input }); // said twice, it is one
  const [listed, ...others] = await listExemptions({ ctx });
  expect(others).toEqual([]);
  expect(listed).toMatchObject({ of, rule: rule.name, reason: "A recall", memberId: "mem_ana" });
  expect(await decide("three", 3)).toBe("claimed");
  const { rows } = await at(monday + 3 * HOUR_MS, () => getJourney({ ctx, input: { contactId: who.contactId } }));
  expect(rows.some(({ reason }) => reason?.includes(`Was allowed past “${rule.name}”`))).toBe(true);

  await endExemption({ ctx, input: { id: listed?.id ?? "", reason: "Over" } });
  expect(await listExemptions({ ctx })).toEqual([]);
  expect(await decide("four", 4)).toBe("held");
  const audits = await ownerSql()`
    select action, reason from audit where workspace_id = ${world.workspaceId} and action like 'caps.%' order by id`;
  expect(Array.from(audits)).toEqual([
    { action: "caps.exempted", reason: "A recall" },
    { action: "caps.exemption-ended", reason: "Over" },
  ]);
});
