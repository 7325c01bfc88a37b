import { expect, test } from "vitest";
import { contentHashOf } from "@/server/services/touches/freeze";

const link = { id: "l1", url: "https://ours.example/prices", label: "Prices" };
const mail = { subject: "Prices", preview: "", body: "[Prices](https://ours.example/prices)", links: [link] };

test("the same words with links of other ids are another content; the same of both is the same", () => {
  expect(contentHashOf({ ...mail })).toBe(contentHashOf({ ...mail, links: [{ ...link }] }));
  expect(contentHashOf({ ...mail, links: [{ ...link, id: "l2" }] })).not.toBe(contentHashOf(mail));
  expect(contentHashOf({ ...mail, links: [] })).not.toBe(contentHashOf(mail));
  expect(contentHashOf({ ...mail, preview: "New" })).not.toBe(contentHashOf(mail));
});
