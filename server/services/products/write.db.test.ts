import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { systemContext } from "@/server/services/context";
import { archiveProduct, createProduct, listProducts } from "@/server/services/products/write";
import { listTopics } from "@/server/services/topics/list";
import { archiveTopic, createTopic } from "@/server/services/topics/write";

testDatabase();

const open = async () => systemContext({ workspaceId: (await createWorkspace()).workspaceId, name: "hand" });

test("a product that was archived comes back by its key; one that is there is not made twice", async () => {
  const ctx = await open();
  const { id } = await createProduct({ ctx, input: { key: "site-pro", name: "Site Pro" } });
  await expect(createProduct({ ctx, input: { key: "site-pro", name: "Other" } })).rejects.toMatchObject({
    fields: [{ path: "key" }],
  });
  await archiveProduct({ ctx, input: { id } });
  expect(await createProduct({ ctx, input: { key: "Site-Pro", name: "Site Pro 2" } })).toEqual({ id });
  expect(await listProducts({ ctx })).toEqual([{ id, key: "site-pro", name: "Site Pro 2" }]);
  const elsewhere = await open();
  expect((await createProduct({ ctx: elsewhere, input: { key: "site-pro", name: "Theirs" } })).id).not.toBe(id);
});

test("a topic that was archived comes back by its name", async () => {
  const ctx = await open();
  const { id } = await createTopic({ ctx, input: { name: "Offers" } });
  await archiveTopic({ ctx, input: { id } });
  expect(await createTopic({ ctx, input: { name: "Offers", description: "Near you" } })).toEqual({ id });
  expect((await listTopics({ ctx })).find((topic) => topic.id === id)?.description).toBe("Near you");
  await expect(createTopic({ ctx, input: { name: "Offers" } })).rejects.toMatchObject({ fields: [{ path: "name" }] });
});
