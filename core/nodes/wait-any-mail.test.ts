import { describe, expect, it } from "vitest";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/core/instant";
import { anySignal } from "@/core/signal-filter";
import { drawGraph } from "@/core/testing/graph";
import { travel } from "@/core/testing/travel";
import { buildSignal, testStart } from "@/core/testing/world";

const at = (ms: number) => addMs(testStart, ms);

describe("a wait for any mail", () => {
  it("what decided one wait for any mail decides no later one, nor does more of the same of that mail", () => {
    const any = (kind: "open" | "click" | "reply") => ({
      id: kind,
      label: "",
      filter: anySignal(kind),
      touch: "",
      count: 1,
    });
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "first" } },
      first: { kind: "email", next: { next: "one" } },
      one: {
        kind: "wait",
        config: { mode: "first", outcomes: [any("click")] },
        next: { click: "second", timeout: "none" },
      },
      second: { kind: "email", next: { next: "two" } },
      two: {
        kind: "wait",
        config: { mode: "first", outcomes: [any("reply"), any("click"), any("open")] },
        next: { reply: "talk", click: "yes", open: "yes", timeout: "none" },
      },
      talk: { kind: "exit" },
      yes: { kind: "exit" },
      none: { kind: "exit" },
    });
    const of = (mail: string, id: string, kind: "open" | "click" | "reply", after: number) => ({
      ...buildSignal(id, kind, at(after)),
      mail,
    });
    const clicked = of("first", "c", "click", HOUR_MS);
    const more = [of("first", "o", "open", HOUR_MS - 1), of("first", "c2", "click", HOUR_MS + 5 * MINUTE_MS)];
    const end = (...signals: ReturnType<typeof of>[]) => travel(graph, { signals: [clicked, ...signals] }).path.at(-1);
    expect(end(...more)).toBe("none");
    expect(end(...more, of("second", "c3", "click", DAY_MS))).toBe("yes");
    expect(end(...more, of("first", "r", "reply", DAY_MS))).toBe("talk");
  });

  it("after an open that decided a wait for any mail a click of that mail is news", () => {
    const any = (kind: "open" | "click") => ({ id: kind, label: "", filter: anySignal(kind), touch: "", count: 1 });
    const wait = (kind: "open" | "click", to: string) => ({
      kind: "wait" as const,
      config: { mode: "first", outcomes: [any(kind)] },
      next: { [kind]: to, timeout: "none" },
    });
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", next: { next: "one" } },
      one: wait("open", "two"),
      two: wait("click", "yes"),
      yes: { kind: "exit" },
      none: { kind: "exit" },
    });
    const opened = { ...buildSignal("o", "open", at(HOUR_MS)), mail: "mail" };
    const clicked = { ...buildSignal("c", "click", at(HOUR_MS + MINUTE_MS)), mail: "mail" };
    expect(travel(graph, { signals: [opened, clicked] }).path.at(-1)).toBe("yes");
  });
});
