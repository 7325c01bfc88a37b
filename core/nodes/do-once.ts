import { because } from "@/core/because";
import type { DoAction } from "@/core/effect";
import type { NodeContext, NodeStep } from "@/core/node-type";

/**
 * The life of a `do` step: ask for the action once, then leave by `next`, or by `failed` where the kind has that outlet
 * (it falls to `next` when open). The DoneFact under the visit's key is what tells the two apart.
 */
export function doOnce(ctx: NodeContext<unknown>, action: DoAction, failed: "failed" | "next" = "next"): NodeStep {
  const done = ctx.world.done[ctx.key];
  if (done === undefined) return { effect: { type: "do", action }, because: because("doing", { what: action.do }) };
  if (done.ok) return { go: "next", at: done.at, because: because("done", { what: action.do, result: done.result }) };
  return {
    go: failed,
    at: done.at,
    because: because("not-done", { what: action.do, reason: done.reason ?? "unknown" }),
  };
}
