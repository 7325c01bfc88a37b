import { describe, expect, it } from "vitest";
import { correlationKeyIn } from "@/core/correlation-key";
import { addMs, DAY_MS, HOUR_MS } from "@/core/instant";
import type { JsonObject } from "@/core/json";
import { abandonedCart } from "@/core/sequence-templates/abandoned-cart";
import { drawTemplate } from "@/core/sequence-templates/template";
import { anySignal, matchesSignal } from "@/core/signal-filter";
import { simulate } from "@/core/simulate";
import { drawGraph } from "@/core/testing/graph";
import { travel } from "@/core/testing/travel";
import { buildContact, buildEnrollment, buildSignal, handEntry, testStart } from "@/core/testing/world";

const sameCart = (signal: "purchase" | "event") => ({ ...anySignal(signal), sameKey: true });
const at = (ms: number) => addMs(testStart, ms);

it.each([
  [{ cart_id: "c-1" }, "cart_id", "c-1"],
  [{ cart_id: 42 }, "cart_id", "42"],
  [{ cart: { id: 7 } }, " cart.id ", "7"],
  [{ cart_id: "", correlationKey: "given" }, "cart_id", "given"],
  [{ cart_id: "c-1", correlationKey: "given" }, "cart_id", "c-1"],
  [{ correlationKey: "given" }, "", "given"],
  [{ cart_id: { id: 1 } }, "cart_id", null],
  [{}, "cart_id", null],
] as const)("%j by %j is about %s", (data, keyPath, key) => {
  expect(correlationKeyIn(data, keyPath)).toBe(key);
});

describe("only about the same cart, told by the entry's property alone", () => {
  const left = (data: JsonObject) =>
    buildEnrollment("enr_1", { by: "event", signalId: "in", correlationKey: "42", data });
  const about = (kind: "purchase" | "event", cart_id: string | number) => ({
    ...buildSignal("did", kind, at(HOUR_MS), { data: { cart_id } }),
  });
  const drawn = (exits: object[]) =>
    drawGraph({
      start: { kind: "trigger", config: { keyPath: "cart_id", exits }, next: { next: "wait" } },
      wait: {
        kind: "wait",
        config: {
          outcomes: [{ id: "back", label: "", filter: sameCart("event"), touch: "", count: 1 }],
          timeout: { amount: 3, unit: "days" },
        },
        next: { back: "yes", timeout: "no" },
      },
      yes: { kind: "exit" },
      no: { kind: "exit" },
    });

  it.each([
    [42, "yes"],
    ["42", "yes"],
    [43, "no"],
  ])("a wait: cart %j leads to %s", (cart, end) => {
    const { path } = travel(drawn([]), { enrollment: left({ cart_id: 42 }), signals: [about("event", cart)] });
    expect(path.at(-1)).toBe(end);
  });

  it.each([
    [42, "exit-rule"],
    [43, "left-here"],
  ])("an exit rule: buying cart %j ends by %s", (cart, reason) => {
    const exit = { id: "bought", by: "signal", filter: sameCart("purchase"), scope: "anywhere" };
    const { state } = travel(drawn([exit]), {
      enrollment: left({ cart_id: 42 }),
      signals: [about("purchase", cart)],
    });
    expect(state.end?.reason).toBe(reason);
  });

  it("the abandoned cart of the template ends when that cart is bought", () => {
    let count = 0;
    const graph = drawTemplate(abandonedCart, { sender: "snd_1", topic: "top_1", url: "https://acme.com/x" }, () => {
      count += 1;
      return `nod_${count}`;
    });
    const ends = (cart: number) =>
      travel(graph, { enrollment: left({ cart_id: 42 }), signals: [about("purchase", cart)] }).state.end?.reason;
    expect([ends(42), ends(43)]).toEqual(["goal", "left-here"]);
  });

  it("a trial reacts with the property the entry names, and by the same rule", () => {
    const trial = (data: JsonObject) =>
      simulate({
        graph: drawn([]),
        contact: buildContact(),
        zone: "UTC",
        startAt: testStart,
        entry: { ...handEntry, data },
        governor: () => ({ is: "send" as const }),
        choices: { wait: { outlet: "back", afterMs: DAY_MS } },
      });
    for (const data of [{}, { cart_id: 42 }]) {
      const { visits, steps, state } = trial(data);
      expect(visits.at(-1)?.nodeId).toBe("yes");
      const signal = steps.flatMap((step) => (step.type === "reacted" ? [step.signal] : []))[0];
      expect(signal?.data.cart_id).toBe(state.entry.correlationKey);
      expect(signal?.correlationKey).toBeNull(); // what a real event carries: the property and nothing else
    }
  });
});

it("outside a sequence nothing is the same cart", () => {
  expect(matchesSignal(sameCart("purchase"), buildSignal("p", "purchase", testStart), null)).toBe(false);
});
