import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readBody, readForm } from "@/server/api/read-body";

const call = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("https://heed.example/", { method: "POST", body, headers });

/** A body without a length, and how much of it was taken. */
function endless() {
  let given = 0;
  const body = new ReadableStream({
    pull(controller) {
      given += 1;
      controller.enqueue(new Uint8Array(1_000));
      if (given > 500) controller.close();
    },
  });
  const init: RequestInit & { duplex: "half" } = { method: "POST", body, duplex: "half" };
  const request = new Request("https://heed.example/", init);
  return { request, given: () => given };
}

test("a body is read as it came, packed or not, and no further than it may go", async () => {
  expect(await (await readBody(call("Grüße"), 100))?.text()).toBe("Grüße");
  expect(await (await readBody(call(gzipSync("Grüße"), { "content-encoding": "gzip" }), 100))?.text()).toBe("Grüße");
  const { request, given } = endless();
  expect(await readBody(request, 5_000)).toBeNull();
  expect(given()).toBeLessThan(20);
  const bomb = gzipSync(Buffer.alloc(5_000_000));
  expect(await readBody(call(bomb, { "content-encoding": "gzip" }), 10_000)).toBeNull();
  await expect(readBody(call("no gzip", { "content-encoding": "gzip" }), 100)).rejects.toThrow(SyntaxError);
});

test("a form is read; what is none, or too long, is no fault", async () => {
  expect((await readForm(call(new URLSearchParams({ pace: "weekly" }))))?.get("pace")).toBe("weekly");
  const parts = new FormData();
  parts.set("pace", "weekly");
  expect((await readForm(call(parts)))?.get("pace")).toBe("weekly");
  expect(await readForm(call("{}", { "content-type": "application/json" }))).toBeNull();
  expect(await readForm(call("no part", { "content-type": "multipart/form-data; boundary=x" }))).toBeNull();
  expect(await readForm(call("no part", { "content-type": "multipart/form-data" }))).toBeNull();
  expect(await readForm(call(new URLSearchParams({ pace: "x".repeat(200_000) })))).toBeNull();
});
