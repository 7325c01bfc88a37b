import { expect, test } from "vitest";
import { CLIPPED_AT_BYTES, judgeMailSize } from "@/core/mail-size";

test("a mail is fine, near the cut, or cut off", () => {
  expect(judgeMailSize(300)).toEqual({ words: "under 1 KB", is: "fine", warning: null });
  expect(judgeMailSize(12_300)).toMatchObject({ words: "12 KB", is: "fine" });
  expect(judgeMailSize(90 * 1024)).toMatchObject({ is: "near" });
  expect(judgeMailSize(CLIPPED_AT_BYTES)).toMatchObject({ is: "near" });
  expect(judgeMailSize(CLIPPED_AT_BYTES + 1)).toMatchObject({ words: "102 KB", is: "clipped" });
});
