import type { inferRouterOutputs } from "@trpc/server";
import type { BadgeTone } from "@/components/ui/badge";
import type { ReplyClass } from "@/core/reply-class";
import type { AppRouter } from "@/server/api/root";

type Outputs = inferRouterOutputs<AppRouter>["replies"];
export type ReplyItem = Outputs["list"]["items"][number];
export type ReplyDetail = Outputs["get"];

/** Number keys of the screen, in the order they stand on it. */
export const classKeys: readonly { readonly key: string; readonly class: ReplyClass }[] = [
  { key: "1", class: "interested" },
  { key: "2", class: "question" },
  { key: "3", class: "neutral" },
  { key: "4", class: "referral" },
  { key: "5", class: "not_now" },
  { key: "6", class: "not_interested" },
  { key: "7", class: "unsubscribe" },
  { key: "8", class: "out_of_office" },
  { key: "9", class: "left_company" },
  { key: "0", class: "automated" },
];

const tones: Partial<Record<ReplyClass, BadgeTone>> = {
  interested: "pine",
  question: "iris",
  neutral: "iris",
  referral: "iris",
  not_now: "amber",
  not_interested: "rust",
  unsubscribe: "rust",
  complaint: "rust",
  bounce_hard: "rust",
  left_company: "rust",
  unsure: "amber",
  challenge: "amber",
  out_of_office: "slate",
};
export const toneOf = (kind: ReplyClass): BadgeTone => tones[kind] ?? "neutral";

type Effect = ReplyItem["effects"][number];

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** "Trial nurture stopped. News goes on." What came of a reply, in one line. */
export function sayEffects(effects: readonly Pick<Effect, "kind" | "sequence" | "undone">[]): string {
  const live = effects.filter(({ undone }) => !undone);
  const of = (kind: Effect["kind"]) => [
    ...new Set(live.filter((one) => one.kind === kind).map(({ sequence }) => sequence ?? "A sequence")),
  ];
  const verb = (names: readonly string[], one: string, many: string) =>
    names.length === 0 ? null : `${list(names)} ${names.length === 1 ? one : many}.`;
  const parts = [
    verb(of("stopped"), "stopped", "stopped"),
    verb(of("paused"), "pauses", "pause"),
    verb(of("went_on"), "goes on", "go on"),
    live.some(({ kind }) => kind === "suppressed") ? "No more mail is sent to them." : null,
    live.some(({ kind }) => kind === "barred") ? "Sales needs a reason for 180 days." : null,
    live.some(({ kind }) => kind === "asked") ? "Somebody was asked to read it." : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "Nobody of them was in a sequence: nothing had to stop." : parts.join(" ");
}

/** How an answer was found to belong to somebody. */
export const matchWords: Readonly<Record<ReplyDetail["matchMethod"], string>> = {
  token: "by the reply address of our mail",
  in_reply_to: "as the answer to our mail",
  references: "by the thread",
  returned_mark: "by the returned mail",
  returned_ids: "by the returned mail",
  returned_address: "by the address that was returned",
  subject: "by sender and subject",
  sender: "by the sender alone",
};

export const keptWords: Readonly<
  Record<"something-followed" | "moved-otherwise" | "entered-again" | "sequence-archived", string>
> = {
  "something-followed": "something has come of it already, which nobody can take back",
  "moved-otherwise": "somebody has moved or ended it meanwhile",
  "entered-again": "they have entered the same sequence again",
  "sequence-archived": "the sequence has been archived",
};
