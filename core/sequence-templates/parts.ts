import type { Condition } from "@/core/audience";
import type { EntranceKind } from "@/core/enrollment";
import type { TemplateQuestion, TemplateStep } from "@/core/sequence-templates/template";
import { anySignal, type SignalFilter } from "@/core/signal-filter";
import type { WaitOutcome } from "@/core/wait-outcome";

/** Words the templates are written with. */
type Next = Readonly<Record<string, string>>;

export const senderQuestion: TemplateQuestion = {
  id: "sender",
  label: "From which sender?",
  ask: "sender",
  suggestion: "",
};
export const topicQuestion: TemplateQuestion = {
  id: "topic",
  label: "What is it about?",
  hint: "People choose topics and leave them",
  ask: "topic",
  suggestion: "",
};
export const urlQuestion = (label: string, path: string): TemplateQuestion => ({
  id: "url",
  label,
  ask: "url",
  suggestion: `https://your-site.example/${path}`,
});
export const productQuestion: TemplateQuestion = {
  id: "product",
  label: "Which purchase is success?",
  hint: "Left open: any",
  ask: "product",
  suggestion: "",
};

export interface Mail {
  readonly subject: string;
  readonly preview?: string;
  readonly body: string;
}

export interface MailOptions {
  readonly class?: "marketing" | "sales" | "transactional";
  readonly replyTo?: string;
  readonly priority?: number;
  readonly shelfLifeDays?: number;
  readonly mayRepeat?: { kind: "never" } | { kind: "after"; days: number } | { kind: "once_per_key" };
  readonly productIds?: readonly string[];
}

/** Email steps from one sender about one topic; empty products are left out. */
export const mailer =
  (answer: (id: string) => string, common: MailOptions = {}) =>
  (mail: Mail, next: Next, own: MailOptions = {}): TemplateStep => {
    const { replyTo, productIds, ...rest } = { ...common, ...own };
    return {
      kind: "email",
      config: {
        ...mail,
        senderId: answer("sender"),
        topicId: answer("topic"),
        ...rest,
        ...(replyTo === undefined ? {} : { thread: { mode: "reply", nodeId: `@${replyTo}` } }),
        ...(productIds === undefined ? {} : { productIds: productIds.filter((id) => id !== "") }),
      },
      next,
    };
  };

export const reply = (...replyClasses: string[]): SignalFilter => ({ ...anySignal("reply"), replyClasses });
export const click = (): SignalFilter => anySignal("click");
export const purchase = (productId: string): SignalFilter => ({ ...anySignal("purchase"), productId });
export const event = (name: string): SignalFilter => ({ ...anySignal("event"), name });
/** About the same cart, order or renewal that let the person in. */
export const aboutThis = (filter: SignalFilter): SignalFilter => ({ ...filter, sameKey: true });

/** One outcome; `mail` names the email step it answers. */
export const when = (id: string, label: string, filter: SignalFilter, mail = ""): WaitOutcome => ({
  id,
  label,
  filter,
  touch: mail === "" ? "" : `@${mail}`,
  count: 1,
});

type Unit = "minutes" | "hours" | "days" | "weeks";

export const react = (outcomes: readonly WaitOutcome[], amount: number, unit: Unit, next: Next): TemplateStep => ({
  kind: "wait",
  config: { outcomes, timeout: { amount, unit } },
  next,
});

export const pause = (amount: number, unit: Unit, to: string): TemplateStep => ({
  kind: "delay",
  config: { mode: "for", duration: { amount, unit } },
  next: { next: to },
});

/** Until a time of day, Monday 0. */
export const until = (hour: number, weekdays: readonly number[], to: string): TemplateStep => ({
  kind: "delay",
  config: { mode: "until-time", minute: hour * 60, weekdays },
  next: { next: to },
});

export const exit = (reason: string): TemplateStep => ({ kind: "exit", config: { reason } });

export const goal = (title: string, filter: SignalFilter, to?: string): TemplateStep => ({
  kind: "goal",
  config: { title, by: "signal", filter, scope: "anywhere" },
  ...(to === undefined ? {} : { next: { next: to } }),
});

export const branch = (
  arms: readonly { readonly id: string; readonly label: string; readonly when: Condition }[],
  next: Next,
): TemplateStep => ({
  kind: "branch",
  config: { arms },
  next,
});

export const tagged = (tag: string, next: string): TemplateStep => ({
  kind: "update",
  config: { changes: [{ set: "tag", tag, to: "add" }] },
  next: { next },
});

export const task = (title: string, note: string, to: string, amount = 1, unit: Unit = "days"): TemplateStep => ({
  kind: "task",
  config: { title, note, due: { amount, unit } },
  next: { next: to },
});

export const tell = (text: string, to: string): TemplateStep => ({
  kind: "notify",
  config: { text },
  next: { next: to },
});

export interface EntryOptions {
  readonly condition?: Condition;
  readonly reentry?: object;
  readonly keyPath?: string;
  readonly exits?: readonly object[];
}

/** `entrance` as core/nodes/trigger.ts writes it. */
export const entry = (
  entrance: { readonly by: Exclude<EntranceKind, "csv" | "api" | "sequence"> } & Readonly<Record<string, unknown>>,
  to: string,
  options: EntryOptions = {},
): TemplateStep => ({
  kind: "trigger",
  config: { entrance, ...options },
  next: { next: to },
});

export const leavesOnUnsubscribe = { id: "unsubscribe", by: "unsubscribe" } as const;

export const boughtCondition = (productId: string): Condition => ({
  type: "test",
  subject: { on: "purchases", productId },
  op: "happened",
  value: { count: 1, days: null },
});
