import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { errorMessage } from "./field-errors";

test("what the server says is told as it says it; without an answer of ours there is no connection", () => {
  const answered = { error: { message: "There is a topic of this name", code: -32_009, data: { code: "CONFLICT" } } };
  expect(errorMessage(TRPCClientError.from(answered as never))).toBe("There is a topic of this name");
  for (const cause of [new TypeError("Failed to fetch"), new SyntaxError("Unexpected token '<'"), "odd"])
    expect(errorMessage(TRPCClientError.from(cause as never))).toMatch(/^No connection to Heed/);
});
