import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { classifySaveFailure } from "./save-failure";

const answered = (code: string, httpStatus: number) =>
  TRPCClientError.from({ error: { message: code, code: -32_000, data: { code, httpStatus } } });

test("what the server will not have is refused; what passes is tried again", () => {
  expect(classifySaveFailure(answered("UNAUTHORIZED", 401))).toEqual({ passing: false, signedOut: true });
  expect(classifySaveFailure(answered("FORBIDDEN", 403))).toEqual({ passing: false, signedOut: false });
  expect(classifySaveFailure(answered("CONFLICT", 409))).toEqual({ passing: false, signedOut: false });
  for (const passing of [
    answered("INTERNAL_SERVER_ERROR", 500),
    answered("TOO_MANY_REQUESTS", 429),
    new TRPCClientError("fetch failed"),
    new TypeError("fetch failed"),
  ])
    expect(classifySaveFailure(passing)).toEqual({ passing: true });
});
