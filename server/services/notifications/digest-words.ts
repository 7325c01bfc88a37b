import type { SystemMailText } from "@/server/mail/templates/system-mail";

/** What a digest of a member's unread lines says: the newest, and how many more there are. */
export function digestWords(of: {
  readonly workspace: string;
  readonly name: string;
  readonly titles: readonly string[];
  readonly total: number;
}): SystemMailText {
  const more = of.total - of.titles.length;
  return {
    subject: of.total === 1 ? (of.titles[0] ?? "Something waits for you") : `${of.total} things wait for you`,
    before: [`Hello ${of.name || "there"},`, ...of.titles, ...(more > 0 ? [`And ${more} more.`] : [])],
    button: "Open Today",
    after: [
      `You get this from ${of.workspace}. How often, or not at all, is your choice: open the bell beside your name.`,
    ],
  };
}
