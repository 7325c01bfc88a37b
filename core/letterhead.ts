import type { BrandRules } from "@/core/brand";

/** What of a brand one sees in a mail. */
export type BrandLook = Pick<BrandRules, "logoUrl" | "logoAlt" | "accent" | "text" | "background" | "footer">;

/** Who stands behind a mail and how it looks: as it was when the mail was written, whatever is changed later. */
export interface Letterhead {
  readonly fromName: string;
  readonly fromAddress: string;
  readonly replyTo: string | null;
  readonly legalName: string | null;
  readonly postalAddress: string | null;
  /** null: plain, as what a member writes by hand. */
  readonly look: BrandLook | null;
}

/** Only what shows: words to avoid and allowed senders are rules about writing, not part of the mail. */
export const toLook = ({ logoUrl, logoAlt, accent, text, background, footer }: BrandLook): BrandLook => ({
  logoUrl,
  logoAlt,
  accent,
  text,
  background,
  footer,
});
