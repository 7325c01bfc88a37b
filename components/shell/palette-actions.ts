import type { Right } from "@/core/rights";

/** Something one does from anywhere, by its place below /[workspace]. */
export interface PaletteAction {
  readonly id: string;
  readonly label: string;
  readonly path: string;
  /** Words it is also found by. */
  readonly keywords: readonly string[];
}

const plan: readonly (PaletteAction & { readonly right: Right })[] = [
  {
    id: "new-sequence",
    label: "New sequence",
    path: "sequences/new",
    keywords: ["draw", "create", "template", "flow"],
    right: "sequences.write",
  },
  {
    id: "import-contacts",
    label: "Import contacts",
    path: "contacts/import",
    keywords: ["csv", "upload", "people"],
    right: "contacts.import",
  },
  {
    id: "connect-mailbox",
    label: "Connect a mailbox",
    path: "settings/mailboxes",
    keywords: ["imap", "gmail", "outlook"],
    right: "mailbox.connect",
  },
  {
    id: "pause-sending",
    label: "Pause all sending…",
    path: "settings/general#pause-sending",
    keywords: ["stop", "halt", "emergency", "nothing leaves"],
    right: "sending.pause",
  },
];

/** What this member may do from the palette. */
export const paletteActions = (can: (right: Right) => boolean): readonly PaletteAction[] =>
  plan.filter(({ right }) => can(right));

/** Whole words and codes are worth asking support's look-up for; two letters are not. */
export const worthAsking = (typed: string): boolean => typed.trim().length >= 4;
