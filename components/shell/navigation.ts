import {
  BarChart3,
  Building2,
  Contact,
  Filter,
  Gauge,
  LifeBuoy,
  type LucideIcon,
  MessageSquareReply,
  Radio,
  Rocket,
  Settings,
  Sun,
  Workflow,
} from "lucide-react";

export interface NavigationPage {
  /** Folder below /[workspace]. */
  key: string;
  label: string;
  icon: LucideIcon;
  /** Words the palette also finds it by. */
  keywords?: string[];
}

/** Every page of the plan, in groups that mean: now, what we send, to whom, and how it goes. */
const plan = [
  [{ key: "today", label: "Today", icon: Sun, keywords: ["home", "tasks", "held"] }],
  [
    { key: "sequences", label: "Sequences", icon: Workflow, keywords: ["flow", "nurture", "canvas"] },
    { key: "broadcasts", label: "Broadcasts", icon: Radio, keywords: ["newsletter"] },
    { key: "launches", label: "Launches", icon: Rocket },
  ],
  [
    { key: "contacts", label: "Contacts", icon: Contact, keywords: ["people", "import", "csv"] },
    { key: "companies", label: "Companies", icon: Building2, keywords: ["accounts", "employer"] },
    { key: "segments", label: "Segments", icon: Filter },
    { key: "replies", label: "Replies", icon: MessageSquareReply },
  ],
  [
    { key: "attention", label: "Attention", icon: Gauge, keywords: ["caps", "rules", "limits", "quiet hours"] },
    { key: "reports", label: "Reports", icon: BarChart3 },
    { key: "support", label: "Support", icon: LifeBuoy, keywords: ["look-up", "message code"] },
  ],
] as const satisfies readonly (readonly NavigationPage[])[];

export const settingsPage: NavigationPage = { key: "settings", label: "Settings", icon: Settings };

const settingsPlan = [
  { key: "general", label: "General", keywords: ["name", "time zone", "language", "pause", "address"] },
  { key: "people", label: "People", keywords: ["members", "invite", "roles", "team"] },
  { key: "teams", label: "Teams", keywords: ["departments"] },
  { key: "senders", label: "Senders", keywords: ["from", "sender address"] },
  { key: "domains", label: "Domains", keywords: ["dns", "dkim", "look-alike"] },
  { key: "brand", label: "Brand", keywords: ["logo", "colours", "letterhead"] },
  { key: "mailboxes", label: "Mailboxes", keywords: ["imap", "gmail", "outlook"] },
  { key: "topics", label: "Topics", keywords: ["categories", "preferences", "unsubscribe"] },
  { key: "templates", label: "Templates", keywords: ["wording"] },
  { key: "forms", label: "Forms", keywords: ["sign-up", "opt-in", "double opt-in"] },
  { key: "fields", label: "Fields", keywords: ["attributes", "columns"] },
  { key: "products", label: "Products", keywords: ["bought"] },
  { key: "keys", label: "API keys", keywords: ["api", "segment", "token"] },
  { key: "integrations", label: "Other services", keywords: ["stripe", "shopify", "resend"] },
  { key: "webhooks", label: "Webhooks", keywords: ["events out", "callback"] },
  { key: "suppressions", label: "Suppressions", keywords: ["unsubscribed", "blocklist", "never write", "bounced"] },
  { key: "audit", label: "Audit log", keywords: ["history", "who did what"] },
] as const;

type PageKey = (typeof plan)[number][number]["key"] | "settings";
type SettingsKey = (typeof settingsPlan)[number]["key"];

/**
 * Pages that exist. Whoever builds a page adds its key here: until then nothing links to it. navigation.test.ts fails
 * when a key stands here without its page.tsx, or the other way round.
 */
export const builtPages: readonly PageKey[] = [
  "today",
  "sequences",
  "broadcasts",
  "contacts",
  "companies",
  "segments",
  "attention",
  "launches",
  "support",
  "replies",
  "reports",
  "settings",
];
export const builtSettings: readonly SettingsKey[] = [
  "general",
  "people",
  "teams",
  "senders",
  "mailboxes",
  "domains",
  "brand",
  "topics",
  "templates",
  "forms",
  "fields",
  "products",
  "keys",
  "integrations",
  "webhooks",
  "suppressions",
  "audit",
];

/** The groups of the rail, without pages that do not exist yet and without groups that are then empty. */
export function navigationGroups(): NavigationPage[][] {
  return plan.map((group) => group.filter((page) => builtPages.includes(page.key))).filter((group) => group.length > 0);
}

export function findPage(key: string): NavigationPage | undefined {
  return [...plan.flat(), settingsPage].find((page) => page.key === key);
}

export function settingsSections(): { key: string; label: string; keywords: readonly string[] }[] {
  return settingsPlan.filter((section) => builtSettings.includes(section.key));
}

export const allPageKeys: readonly string[] = [...plan.flatMap((group) => group.map((page) => page.key)), "settings"];
export const allSettingsKeys: readonly string[] = settingsPlan.map((section) => section.key);

/** Where the canvas is: the rail folds to icons there. `/acme/sequences/seq_1/draft` yes, `/acme/sequences` no. */
export function isCanvasPath(pathname: string): boolean {
  return /^\/[^/]+\/sequences\/(?!new(?:\/|$))[^/]+/.test(pathname);
}

/** Is this page, or something below it, being shown? */
export function isCurrentPage(pathname: string, workspace: string, key: string): boolean {
  const path = `/${workspace}/${key}`;
  return pathname === path || pathname.startsWith(`${path}/`);
}
