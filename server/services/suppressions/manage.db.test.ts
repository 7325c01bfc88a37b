import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { createContact } from "@/server/services/contacts/create";
import { getContact } from "@/server/services/contacts/get";
import { systemContext } from "@/server/services/context";
import { addSuppression, liftSuppression, listSuppressions } from "@/server/services/suppressions/manage";

testDatabase();

test("more than a page of addresses nobody here knows is walked, searched and lifted", async () => {
  const { workspaceId } = await createWorkspace();
  const ctx = systemContext({ workspaceId, name: "hand" });
  for (let n = 0; n < 7; n += 1)
    await addSuppression({ ctx, input: { email: `s${n}@else.example`, scope: "all", reason: "Asked" } });
  const seen: (string | null)[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listSuppressions>> = await listSuppressions({
      ctx,
      input: { limit: 3, cursor },
    });
    seen.push(...page.items.map(({ email }) => email));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => `s${n}@else.example`));

  const { id } = await createContact({ ctx, input: { email: "s5@else.example" } });
  const { suppressions } = await getContact({ ctx, input: { id } });
  expect(suppressions).toMatchObject([{ reason: "manual", scope: "all" }]);

  const [found] = (await listSuppressions({ ctx, input: { search: "s4@" } })).items;
  expect(found).toMatchObject({ email: "s4@else.example", contactId: null, reason: "manual" });
  await liftSuppression({ ctx, input: { id: found?.id ?? "", reason: "They asked" } });
  expect((await listSuppressions({ ctx, input: { search: "s4@else.example" } })).items).toEqual([]);
});
