export type MailLook = "light" | "dark" | "phone";

/** The frame runs nothing, and asks for nothing but these pictures. Its links lead nowhere: a look is no click. */
const policy = (pictures: string): string =>
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src ${pictures}"><meta name="referrer" content="no-referrer"><base target="_blank">`;

/** Mail programs in the dark turn the colours of a mail that has none for it; pictures stay as they are. */
const DARK = `<style>html{background:#fff;filter:invert(1) hue-rotate(180deg)}img{filter:invert(1) hue-rotate(180deg)}</style>`;

/** How wide the mail is laid out, in pixels of the reader's screen. */
export const frameWidths: Readonly<Record<MailLook, number>> = { light: 640, dark: 640, phone: 375 };

/** The very HTML of a mail for a sandboxed frame. */
export const frameSource = (html: string, look: MailLook): string =>
  withHead(html, policy("https: data:") + (look === "dark" ? DARK : ""));

/** The same of a mail that was sent: it asks no other host for anything, as a look at it must not count as opening it. */
export const sentFrameSource = (html: string): string => withHead(html, policy("data:"));

/** In its head, if it has one: before the doctype it would be laid out as the pages of 1997 were. */
const withHead = (html: string, head: string): string =>
  html.includes("<head>") ? html.replace("<head>", () => `<head>${head}`) : head + html;
