import type { CapRule } from "@/core/attention/rule";

/** One full or nearly full counter of one person or company. */
export interface NearLimit {
  readonly who: { readonly of: "person" | "company"; readonly id: string; readonly name: string };
  readonly rule: CapRule;
  /** Topic, team, sender, sequence or class the counter belongs to; "" for everything and for a company. */
  readonly of: string;
  /** Messages; of a company, distinct people written to. */
  readonly used: number;
  readonly max: number;
  readonly freesAt: Date | null;
  /** What fills it, oldest first, the newest five: messages, or the people of a company. */
  readonly by: readonly { readonly of: "message" | "person"; readonly title: string; readonly at: Date }[];
}

interface Usage {
  readonly used: number;
  readonly max: number;
}

export const isNear = ({ used, max }: Usage, full: boolean): boolean =>
  used >= 1 && (used >= max || (!full && max > 1 && used >= max - 1));

export const fullestFirst = (a: Usage, b: Usage): number => b.used / Math.max(1, b.max) - a.used / Math.max(1, a.max);
