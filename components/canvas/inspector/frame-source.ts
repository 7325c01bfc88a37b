export type MailLook = "light" | "dark" | "phone";

// The frame runs nothing, and asks for nothing but pictures. Its links lead nowhere: a look is no click.
const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src https: data:"><meta name="referrer" content="no-referrer"><base target="_blank">`;

/** Mail programs in the dark turn the colours of a mail that has none for it; pictures stay as they are. */
const DARK = `<style>html{background:#fff;filter:invert(1) hue-rotate(180deg)}img{filter:invert(1) hue-rotate(180deg)}</style>`;

/** How wide the mail is laid out, in pixels of the reader's screen. */
export const frameWidths: Readonly<Record<MailLook, number>> = { light: 640, dark: 640, phone: 375 };

/** The very HTML of a mail for a sandboxed frame. */
export function frameSource(html: string, look: MailLook): string {
  const head = look === "dark" ? POLICY + DARK : POLICY;
  return html.includes("<head>") ? html.replace("<head>", () => `<head>${head}`) : head + html;
}
