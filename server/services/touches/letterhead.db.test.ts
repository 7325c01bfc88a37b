import { expect, it } from "vitest";
import { noBrand } from "@/core/brand";
import { ownerSql, withOwner } from "@/db/client";
import { brand } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { verifyCode } from "@/server/services/leaving/verify";
import { decidePeople } from "./decide";
import { handOverTouches } from "./hand-over";
import { loadOutgoing } from "./load-outgoing";
import { GATHER_MS, requestTouches } from "./request";
import { at, monday, touchOf } from "./testing/new-touch";
import { createTransports } from "./transports";

testDatabase();

it("an old mail keeps the sender, footer, logo and colours it left with; a new one has today's", async () => {
  const world = await createWorkspace();
  const { workspaceId } = world;
  const look = { ...noBrand, logoUrl: "https://northbeam.example/old.png", accent: "#aa0000", footer: "Old words" };
  await withOwner((tx) => tx.insert(brand).values({ id: "brn_1", workspaceId, teamId: null, rules: look }));
  const send = async (key: string, hour: number) => {
    const who = await createContact(workspaceId);
    await requestTouches(ownerSql(), [touchOf(world, who, { key })]);
    const when = monday + hour * 3_600_000 + GATHER_MS;
    const { claimed } = await at(when, () => decidePeople(workspaceId, [who.personId]));
    await at(when, () => handOverTouches(workspaceId, claimed, createTransports().transportOf));
    return claimed;
  };
  const old = await send("a", 0);
  const [before] = await loadOutgoing(workspaceId, old);
  expect(before?.mail.html).toContain("old.png");

  const changed = { ...look, logoUrl: "https://northbeam.example/new.png", accent: "#00aa00", footer: "New words" };
  await ownerSql()`update brand set rules = ${JSON.stringify(changed)}::text::jsonb where workspace_id = ${workspaceId}`;
  await ownerSql()`update sender set name = 'Renamed' where workspace_id = ${workspaceId}`;
  await ownerSql()`update workspace_setting set legal_name = 'Renamed Ltd' where workspace_id = ${workspaceId}`;

  const [after] = await loadOutgoing(workspaceId, old);
  expect(after?.mail.html).toBe(before?.mail.html);
  expect(after?.mail.from).toEqual(before?.mail.from);
  const [sent] = await ownerSql()`select code from touch where id = ${old[0] ?? ""}`;
  expect(await verifyCode(String(sent?.code), "test")).toMatchObject({
    company: "Northbeam Ltd",
    sender: { name: "Northbeam" },
  });
  const [fresh] = await loadOutgoing(workspaceId, await send("b", 1));
  expect(fresh?.mail.from.name).toBe("Renamed");
  for (const words of ["new.png", "New words", "Renamed Ltd"]) expect(fresh?.mail.html).toContain(words);
  expect(await ownerSql()`select 1 from letterhead where workspace_id = ${workspaceId}`).toHaveLength(2);
});
