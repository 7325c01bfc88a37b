import { onlineManager } from "@tanstack/react-query";
import { afterEach, expect, test } from "vitest";
import { makeQueryClient } from "./query-client";

afterEach(() => onlineManager.setOnline(true));

test("what is done without a connection fails at once, and is not done by itself when there is one", async () => {
  onlineManager.setOnline(false);
  const client = makeQueryClient();
  let tried = 0;
  const press = client.getMutationCache().build(client, {
    mutationFn: async () => {
      tried += 1;
      throw new TypeError("fetch failed");
    },
  });
  await expect(press.execute(undefined)).rejects.toThrow("fetch failed");
  onlineManager.setOnline(true);
  expect(tried).toBe(1);
});
