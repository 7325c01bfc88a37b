import { z } from "zod";
import { toDomain } from "@/core/domain-name";
import type { Named } from "@/core/named-in-text";
import { isSamePhone } from "@/core/phone-number";

/** Publishing to more people than this asks for a briefing (issue 6). */
export const BRIEFING_ABOVE = 500;

const short = (max: number) => z.string().max(max, "Shorten it");

/** What whoever answers the telephone must know about a message (SEMANTICS §7). */
export const briefingSchema = z.object({
  /** What it is about, in a sentence or two. */
  about: short(2_000),
  /** What people will ask, and what to answer. */
  questions: z.array(z.object({ ask: short(300), answer: short(2_000) })).max(20),
  /** What it names, for comparing with what a person reads out. */
  domains: z.array(short(253)).max(30),
  phones: z.array(short(40)).max(30),
  pages: z.array(short(500)).max(30),
});
export type Briefing = z.infer<typeof briefingSchema>;

export const emptyBriefing: Briefing = { about: "", questions: [], domains: [], phones: [], pages: [] };

const said = (text: string): boolean => text.trim() !== "";

/** Whether there is anything in it. */
export const hasBriefing = (briefing: Briefing): boolean =>
  said(briefing.about) || briefing.questions.some(({ ask, answer }) => said(ask) || said(answer));

/** What is missing until support can work with it; null when nothing is. */
export function briefingGap(briefing: Briefing): { path: string; message: string } | null {
  if (!said(briefing.about)) return { path: "about", message: "Say what it is about, for those who will be asked" };
  const open = briefing.questions.findIndex(({ ask, answer }) => said(ask) !== said(answer));
  if (open >= 0) return { path: `questions.${open}`, message: "Give the question and what to answer" };
  if (!briefing.questions.some(({ ask }) => said(ask)))
    return { path: "questions", message: "Add a question people will ask, and what to answer" };
  return null;
}

/** The briefing with everything the text names in it; what the author named beyond that stays. */
export function withNamed(briefing: Briefing, named: Named): Briefing {
  const missing = unnamed(briefing, named);
  return {
    ...briefing,
    domains: [...briefing.domains, ...missing.domains].slice(0, 30),
    phones: [...briefing.phones, ...missing.phones].slice(0, 30),
    pages: [...briefing.pages, ...missing.pages].slice(0, 30),
  };
}

/** What the text names and the briefing does not. */
export function unnamed(briefing: Briefing, named: Named): Named {
  const domains = new Set(briefing.domains.map((one) => toDomain(one)));
  const pages = new Set(briefing.pages.map(toPage));
  return {
    domains: named.domains.filter((domain) => !domains.has(domain)),
    phones: named.phones.filter((phone) => !briefing.phones.some((known) => isSamePhone(known, phone))),
    pages: named.pages.filter((page) => !pages.has(toPage(page))),
  };
}

const toPage = (written: string): string =>
  written
    .trim()
    .replace(/^https?:\/\//i, "")
    .replace(/[?#].*$/, "")
    .replace(/\/$/, "")
    .toLowerCase();
