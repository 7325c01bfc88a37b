import fc from "fast-check";
import { addMs, DAY_MS, type EpochMs, HOUR_MS } from "@/core/instant";
import type { PersonFacts } from "../facts";
import type { LedgerTouch } from "../touch";
import { ledgerTouch } from "./ledger";

type Rare = Pick<
  PersonFacts,
  | "suppressions"
  | "optOuts"
  | "products"
  | "signs"
  | "interestResets"
  | "pauses"
  | "senders"
  | "exemptions"
  | "exchanges"
>;

/** One of six has it. */
const seldom = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.tuple(fc.integer({ min: 0, max: 5 }), one).map(([n, value]) => (n === 0 ? [value] : []));

/** Everything that stops or holds besides rules and hours, and what lifts it; each of it seldom. */
export function rareFactsArbitrary(): fc.Arbitrary<(now: EpochMs) => Rare> {
  const days = fc.integer({ min: 1, max: 100 });
  return fc
    .record({
      suppressed: seldom(
        fc.record({
          contactId: fc.constantFrom(null, "ctc_1", "ctc_other"),
          scope: fc.constantFrom("all" as const, "marketing_and_sales" as const),
        }),
      ),
      out: seldom(fc.constantFrom("top_a", "top_b", null)),
      product: seldom(fc.constantFrom("bought" as const, "has_competing" as const, "not_for_them" as const)),
      sign: seldom(days),
      reset: seldom(days),
      pause: seldom(
        fc.constantFrom<Pick<PersonFacts["pauses"][number], "what" | "id">>(
          { what: "workspace", id: "wsp" },
          { what: "team", id: "team_b" },
          { what: "broadcast", id: "seq_b" },
        ),
      ),
      sender: seldom(
        fc.constantFrom<Pick<PersonFacts["senders"][number], "breaker" | "limit"> & { archived: boolean }>(
          { archived: true, breaker: null, limit: null },
          { archived: false, breaker: { since: 0 as EpochMs, cause: "bounces" }, limit: null },
          { archived: false, breaker: null, limit: { max: 3, used: 2, freesAt: null } },
          { archived: false, breaker: null, limit: { max: 3, used: 3, freesAt: null } },
        ),
      ),
      frees: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 2 }),
      exempt: fc.array(
        fc.record({
          ruleId: fc.constantFrom("rule_0", "rule_1"),
          of: fc.constantFrom<PersonFacts["exemptions"][number]["of"]>(
            { by: "sequence", id: "seq_a" },
            { by: "broadcast", id: "seq_a" },
            { by: "api", class: "sales" },
          ),
        }),
        { maxLength: 2 },
      ),
      talk: seldom(
        fc.record({
          memberId: fc.constantFrom("mem_ana", "mem_bo"),
          ago: fc.integer({ min: 1, max: 8 * 24 }),
          replyId: fc.constantFrom("rpl_a", null),
        }),
      ),
    })
    .map((drawn) => (now): Rare => {
      const ago = (n: number) => addMs(now, -n * DAY_MS);
      const source = "member" as const;
      const by = { memberId: "mem_ana", reason: "asked" };
      return {
        suppressions: drawn.suppressed.map((one) => ({ id: "sup_1", cause: "manual", of: "address", at: now, ...one })),
        optOuts: drawn.out.map((topicId) => ({ topicId, at: ago(3), source: "preferences" })),
        products: drawn.product.map((fact) => ({ productId: "prd_a", fact, source, at: ago(1) })),
        signs: drawn.sign.map((n) => ({ topicId: "top_a", at: ago(n) })),
        interestResets: drawn.reset.map((n) => ({ topicId: "top_a", at: ago(n) })),
        pauses: drawn.pause.map((one) => ({ ...one, since: ago(1), memberId: null })),
        senders: drawn.sender.map(({ archived, breaker, limit }) => ({
          id: "snd_brand",
          archivedAt: archived ? ago(1) : null,
          breaker,
          limit:
            limit === null
              ? null
              : { ...limit, freesAt: drawn.frees === null ? null : addMs(now, drawn.frees * HOUR_MS) },
        })),
        exemptions: drawn.exempt.map((one) => ({ ...one, ...by })),
        exchanges: drawn.talk.map(({ ago: hours, ...one }) => ({ ...one, lastAt: addMs(now, -hours * HOUR_MS) })),
      };
    });
}

/** Mails about one topic over weeks to which nobody reacted, or did once: what makes it cold. The last is nearly 30 days old. */
export function ignoredArbitrary(now: EpochMs): fc.Arbitrary<LedgerTouch[]> {
  return fc
    .record({
      count: fc.integer({ min: 4, max: 5 }),
      apart: fc.integer({ min: 7, max: 11 }),
      reacted: fc.option(fc.nat({ max: 5 }), { freq: 2 }),
      clicked: fc.boolean(),
    })
    .map(({ count, apart, reacted, clicked }) =>
      Array.from({ length: count }, (_, n) => {
        const at = addMs(now, -(27 + n * apart) * DAY_MS);
        const reactedAt = n === reacted ? addMs(at, HOUR_MS) : null;
        return ledgerTouch(`tch_i${n}`, at, { topicId: "top_a", reactedAt, interestAt: clicked ? reactedAt : null });
      }),
    );
}
