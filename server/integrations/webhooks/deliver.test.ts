import { expect, test } from "vitest";
import { deliver } from "@/server/integrations/webhooks/deliver";

const row = {
  ...{ id: "dlv_1", workspace_id: "wsp_1", enrollment_id: null, event: "reply", payload: "{}", target: "whk_1" },
  ...{ url: "https://shop.example/hook", created: "2026-03-02T08:00:00.000Z", endpoint_id: "whk_1" },
};

test("a delivery whose secret does not open is tried again later, and has failed in the end", async () => {
  const secret = "v1.lost.aaaa.aaaa.aaaa";
  expect(await deliver({ ...row, secret, attempts: 1 }, {})).toMatchObject({
    state: "waiting",
    inSeconds: 5,
    answer: expect.stringContaining("lost"),
  });
  expect(await deliver({ ...row, secret, attempts: 10 }, {})).toMatchObject({ state: "failed" });
});
