import type { ReplyClass } from "@/core/reply-class";

/** What an enrollment writes: sales if any step does, else marketing, unless all it writes is transactional. */
export type EnrollmentClass = "sales" | "marketing" | "transactional";

export type Fate = "go_on" | "stop" | "pause";

export interface ReplyEffects {
  /** Of the enrollment whose mail was answered, by its class, where no drawn outlet takes the answer. */
  readonly own: Readonly<Record<EnrollmentClass, Fate>>;
  /** Of the person's other enrollments. */
  readonly others: Readonly<Record<EnrollmentClass, Fate>>;
  /** `any`: an outlet for replies takes it. `named`: only one that names this class; what must stop, stops. */
  readonly drawn: "any" | "named";
  readonly suppress: { readonly scope: "all" | "marketing_and_sales" } | null;
  /** Days in which no member may enroll the person in sales without a reason. */
  readonly barSalesDays: number | null;
  /** A member must read it; what it pauses goes on once one has answered, or said that nothing is to be done. */
  readonly asks: boolean;
}

const fates = (sales: Fate, marketing: Fate, transactional: Fate = "go_on") => ({ sales, marketing, transactional });
const nothing: ReplyEffects = {
  own: fates("go_on", "go_on"),
  others: fates("go_on", "go_on"),
  drawn: "any",
  suppress: null,
  barSalesDays: null,
  asks: false,
};
const talk: ReplyEffects = { ...nothing, own: fates("stop", "go_on"), others: fates("stop", "go_on") };
const later: ReplyEffects = { ...nothing, own: fates("pause", "pause", "pause"), others: fates("pause", "go_on") };
const no: ReplyEffects = {
  ...nothing,
  own: fates("stop", "stop", "stop"),
  others: fates("stop", "go_on"),
  barSalesDays: 180,
};
const gone: ReplyEffects = {
  ...nothing,
  own: fates("stop", "stop", "stop"),
  others: fates("stop", "stop", "stop"),
  drawn: "named",
  suppress: { scope: "all" },
};
const leaves: ReplyEffects = {
  ...gone,
  own: fates("stop", "stop"),
  others: fates("stop", "stop"),
  suppress: { scope: "marketing_and_sales" },
};
const away: ReplyEffects = {
  ...nothing,
  own: fates("pause", "pause", "pause"),
  others: fates("pause", "pause", "pause"),
  drawn: "named",
};
const unclear: ReplyEffects = {
  ...nothing,
  own: fates("pause", "pause", "pause"),
  others: fates("pause", "go_on"),
  asks: true,
};

/** SEMANTICS §4, the table, row by row. Marketing that goes on may still be held by the conversation. */
const table: Readonly<Record<ReplyClass, ReplyEffects>> = {
  interested: talk,
  question: talk,
  neutral: talk,
  referral: talk,
  not_now: later,
  not_interested: no,
  unsubscribe: leaves,
  complaint: gone,
  bounce_hard: gone,
  left_company: gone,
  out_of_office: away,
  unsure: unclear,
  challenge: { ...unclear, drawn: "named" },
  ticket_ack: nothing,
  calendar: nothing,
  read_receipt: nothing,
  delay_notice: nothing,
  bounce_soft: nothing,
  bounce_block: nothing,
  bulk: nothing,
  automated: nothing,
};

/** What a mail of this class does to the person's enrollments, address and calendar. Pure. */
export const replyEffects = (of: ReplyClass): ReplyEffects => table[of];

/** What becomes of one enrollment. `drawnFor`: the outlet of the wait it stands in that takes the answer, with the classes it names. */
export function fateOf(
  replyClass: ReplyClass,
  enrollment: {
    readonly isOwn: boolean;
    readonly class: EnrollmentClass;
    readonly drawnFor: { readonly classes: readonly string[] } | null;
  },
): Fate {
  const effects = replyEffects(replyClass);
  const { drawnFor } = enrollment;
  if (drawnFor && (effects.drawn === "any" || drawnFor.classes.includes(replyClass))) return "go_on";
  return (enrollment.isOwn ? effects.own : effects.others)[enrollment.class];
}

/** The class of an enrollment by those of its email steps. One that writes nothing counts as marketing. */
export function enrollmentClassOf(classes: readonly string[]): EnrollmentClass {
  if (classes.includes("sales")) return "sales";
  return classes.length > 0 && classes.every((one) => one === "transactional") ? "transactional" : "marketing";
}
