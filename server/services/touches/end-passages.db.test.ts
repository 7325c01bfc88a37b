import { expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { PER_TRANSACTION } from "@/server/services/enrollments/happen";
import { answeredAt, mailed } from "@/server/services/replies/testing/mailed";
import { endPassages } from "@/server/services/touches/end-passages";
import { at } from "@/server/services/touches/testing/new-touch";

testDatabase();

test("a dead address ends every passage of the person, however many there are", async () => {
  const of = await mailed();
  const { workspaceId, personId, contactId, touchId, email: toAddress } = of;
  await ownerSql()`
    insert into enrollment
    select (jsonb_populate_record(e, jsonb_build_object('id', e.id || '_' || n, 'entry_key', 'again ' || n))).*
    from enrollment e, generate_series(1, ${PER_TRANSACTION + 20}) n where e.id = ${of.receipts}`;
  const active = async () =>
    (await ownerSql()`select count(*)::int as n from enrollment where person_id = ${personId} and status = 'active'`)[0]
      ?.n;
  expect(await active()).toBe(PER_TRANSACTION + 24);
  await at(answeredAt, () =>
    ownerSql().begin((tx) =>
      endPassages(tx, workspaceId, {
        ...{ kind: "bounce_hard", touchId, personId, contactId, toAddress },
        at: toEpochMs(answeredAt),
      }),
    ),
  );
  expect(await active()).toBe(0);
});
