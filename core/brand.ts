import { z } from "zod";
import type { EmailText } from "@/core/merge-content";
import { splitMergeTokens } from "@/core/merge-tokens";
import type { MessageProblem } from "@/core/message-check";

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, "Give a colour like #1c5c3f");

/** How mails look and what they may not say. Empty values say nothing and leave it to the workspace. */
export const brandRulesSchema = z.object({
  logoUrl: z.union([z.literal(""), z.url({ protocol: /^https$/, error: "Give an https address" }).max(500)]),
  logoAlt: z.string().trim().max(120),
  /** Links and buttons. */
  accent: colour.nullable(),
  text: colour.nullable(),
  background: colour.nullable(),
  /** A line above the legal name. */
  footer: z.string().trim().max(500),
  /** Only these may send; empty: every sender. */
  senderIds: z.array(z.string()).max(200),
  /** Words a mail may not hold, compared without case, whole words only. */
  avoid: z.array(z.string().trim().min(1).max(80)).max(200),
});
export type BrandRules = z.infer<typeof brandRulesSchema>;

export const noBrand: BrandRules = {
  logoUrl: "",
  logoAlt: "",
  accent: null,
  text: null,
  background: null,
  footer: "",
  senderIds: [],
  avoid: [],
};

/** Rules as they hold for a message. */
export interface Brand extends Omit<BrandRules, "senderIds"> {
  /** Only these may send, which may be nobody; null: every sender. */
  readonly allowed: readonly string[] | null;
}

/**
 * What holds for a team: its own logo, colours and footer where the workspace left them open, the words of both, and only
 * senders that both allow. A team never loosens what the workspace says.
 */
export function narrowBrand({ senderIds, ...workspace }: BrandRules, team: BrandRules | null): Brand {
  const ofAll = senderIds.length === 0 ? null : senderIds;
  if (team === null) return { ...workspace, allowed: ofAll };
  const ofTeam = team.senderIds.length === 0 ? null : team.senderIds;
  return {
    logoUrl: workspace.logoUrl || team.logoUrl,
    logoAlt: workspace.logoUrl === "" ? team.logoAlt : workspace.logoAlt,
    accent: workspace.accent ?? team.accent,
    text: workspace.text ?? team.text,
    background: workspace.background ?? team.background,
    footer: workspace.footer || team.footer,
    allowed: ofAll === null || ofTeam === null ? (ofAll ?? ofTeam) : ofTeam.filter((id) => ofAll.includes(id)),
    avoid: [...new Set([...workspace.avoid, ...team.avoid])],
  };
}

/** Where a team's rules would say more than the workspace lets them; empty when they only narrow. */
export function widens(workspace: BrandRules, team: BrandRules): string[] {
  const fixed = (["logoUrl", "accent", "text", "background", "footer"] as const).filter(
    (key) => (workspace[key] ?? "") !== "" && (team[key] ?? "") !== "" && team[key] !== workspace[key],
  );
  const foreign = workspace.senderIds.length > 0 && team.senderIds.some((id) => !workspace.senderIds.includes(id));
  return [...fixed, ...(foreign ? ["senderIds"] : [])];
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Words of the list that stand in a text, Liquid left out. */
export function avoidedIn(text: string, avoid: readonly string[]): string[] {
  const plain = splitMergeTokens(text)
    .map((token) => (token.type === "text" ? token.raw : " "))
    .join("")
    .normalize("NFC");
  return avoid.filter((word) => {
    const pattern = escapeRegExp(word.normalize("NFC").trim()).replace(/\s+/g, "\\s+");
    return new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, "iu").test(plain);
  });
}

/** Where a message leaves the brand. */
export function checkBrand(text: EmailText, senderId: string, brand: Brand): MessageProblem[] {
  const parts = [
    { path: "subject", written: text.subject },
    { path: "preview", written: text.preview ?? "" },
    { path: "body", written: text.body },
  ];
  const words = parts.flatMap(({ path, written }): MessageProblem[] => {
    const found = avoidedIn(written, brand.avoid);
    if (found.length === 0) return [];
    return [
      {
        path,
        code: "brand-words",
        message: `Say it without “${found.join("”, “")}”: the brand avoids it`,
        rank: "must",
      },
    ];
  });
  const barred = brand.allowed !== null && senderId !== "" && !brand.allowed.includes(senderId);
  const sender: MessageProblem = {
    path: "senderId",
    code: "brand-sender",
    message:
      brand.allowed?.length === 0
        ? "The brand lets no sender write for this team: company and team name none in common"
        : "Choose another sender: the brand does not send from this one",
    rank: "must",
  };
  return barred ? [...words, sender] : words;
}
