import { describe, expect, test } from "vitest";
import { readAnswer } from "./sdk-call";

const line = (fields: object) => JSON.stringify([{ id: "h", ...fields }]);
const opsOf = (body: string, headers: Record<string, string> = {}) => {
  const answer = readAnswer(206, headers, body);
  return answer.kind === "ops" ? answer.ops : [];
};

describe("readAnswer", () => {
  test("a function's end, with a value or without", () => {
    expect(readAnswer(200, {}, '{"x":1}')).toMatchObject({ kind: "ops", ops: [{ op: "completed", output: { x: 1 } }] });
    expect(readAnswer(200, {}, "null")).toMatchObject({ ops: [{ op: "completed", output: null }] });
    expect(opsOf(line({ op: "RunComplete", data: 1 }))).toEqual([{ op: "completed", output: 1 }]);
  });

  test("a step that gave nothing is remembered as null", () => {
    expect(opsOf(line({ op: "StepRun" }))).toEqual([{ op: "ran", id: "h", result: { type: "data", data: null } }]);
  });

  test("whether a step may be tried again is in the op or in the header", () => {
    const error = { name: "Error", message: "m" };
    expect(opsOf(line({ op: "StepError", error }))).toEqual([{ op: "threw", id: "h", error, final: false }]);
    expect(opsOf(line({ op: "StepError", error }), { "X-Inngest-No-Retry": "true" })).toMatchObject([{ final: true }]);
    expect(opsOf(line({ op: "StepFailed", error }))).toMatchObject([{ final: true }]);
  });

  test("a function that threw: again after a time, or never", () => {
    expect(readAnswer(500, { "x-inngest-no-retry": "false", "Retry-After": "30" }, '{"message":"m"}')).toEqual({
      kind: "threw",
      error: { message: "m" },
      retry: true,
      retryAfterMs: 30_000,
    });
    expect(readAnswer(400, { "x-inngest-no-retry": "true" }, "{}")).toMatchObject({ retry: false });
  });

  test("waits and sleeps as they are written", () => {
    expect(opsOf(line({ op: "WaitForEvent", name: "come", opts: { timeout: "2d", if: "async.data.x == 1" } }))).toEqual(
      [{ op: "wait", id: "h", event: "come", timeout: "2d", expression: "async.data.x == 1" }],
    );
    expect(opsOf(line({ op: "Sleep", name: "1d12h" }))).toEqual([{ op: "sleep", id: "h", name: "1d12h" }]);
  });

  test("what it does not know keeps its name", () => {
    expect(opsOf(line({ op: "InvokeFunction" }))).toEqual([{ op: "unsupported", name: "InvokeFunction" }]);
    expect(opsOf("[null]")).toEqual([{ op: "unsupported", name: "an answer without an id" }]);
  });
});
