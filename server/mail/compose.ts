import type { BrandLook } from "@/core/letterhead";
import type { MergedEmail } from "@/core/merge-content";
import { placeLinks } from "@/core/merge-content";
import { escapeHtml } from "@/core/merge-write";
import type { OutgoingMail } from "@/server/mail/port";
import { actionUrl, replyAddress, signAction, TRAP_LINK, verifyUrl } from "@/server/mail/tracking-token";

/** Everything a message says besides its text: who stands behind it, where it goes, what it continues. */
export interface Envelope {
  touchId: string;
  workspaceId: string;
  class: "marketing" | "sales" | "transactional";
  /** Written by a member to this one person: nothing is added or measured. */
  byHand?: boolean;
  from: { name: string; address: string };
  /** Given: replies go there as it is. Null: to the sender's own address. */
  replyTo: string | null;
  /** The sender's host delivers `ann+anything@`: replies come back with a token that names the touch (EMAIL §1.2). */
  plusAddressing: boolean;
  to: string;
  code: string;
  messageId: string;
  thread: { subject: string; messageIds: readonly string[] } | null;
  legalName: string | null;
  postalAddress: string | null;
  /** How the mail looks; null or left out: plain. */
  look?: BrandLook | null;
  trackOpens: boolean;
  trackClicks: boolean;
  /** Where pixel and links lead; null or left out: where Heed itself is reached. */
  trackingHost?: string | null;
  date: Date;
}

/**
 * The message as it leaves: merged text between what the sender adds and the author cannot leave out (footer, one-click
 * headers of RFC 8058, code), with links and pixel of ours. The same input gives the same bytes: that is how a sent mail is
 * shown again.
 */
export function composeMail(merged: MergedEmail, envelope: Envelope): OutgoingMail {
  const { touchId, thread } = envelope;
  const url = (linkId: string) =>
    envelope.trackClicks
      ? actionUrl("c", { do: "click", touchId, linkId }, envelope.trackingHost)
      : (merged.links.find(({ id }) => id === linkId)?.url ?? "");
  const footer = envelope.byHand === true ? [] : footerOf(envelope);
  const below = footer.length === 0 ? "" : `-- \n${footer.map(({ text }) => text).join("\n")}\n`;
  return {
    touchId,
    workspaceId: envelope.workspaceId,
    from: envelope.from,
    to: envelope.to,
    replyTo: envelope.replyTo ?? (envelope.plusAddressing ? replyAddress(envelope.from.address, touchId) : null),
    envelopeFrom: null,
    subject: thread ? replySubject(thread.subject) : merged.subject,
    html: htmlDocument(merged, placeLinks(merged.html, url, { html: true }), footer, envelope),
    text: `${placeLinks(merged.text, url, { html: false })}\n${below}`,
    messageId: envelope.messageId,
    inReplyTo: thread?.messageIds.at(-1) ?? null,
    // ours last: it comes back even where a provider puts its own Message-ID (EMAIL §1.2)
    references: [...new Set([...(thread?.messageIds ?? []), envelope.messageId])],
    headers: headersOf(envelope),
    date: envelope.date,
  };
}

const replySubject = (subject: string): string => (/^re:/i.test(subject) ? subject : `Re: ${subject}`);

function headersOf(envelope: Envelope): Record<string, string> {
  const { touchId, class: kind, byHand } = envelope;
  const headers: Record<string, string> = { "X-Heed-Id": signAction({ do: "open", touchId }) };
  if (kind === "transactional" || byHand === true) return headers;
  // an address only where somebody hears it: the sender's own mailbox, by the token in it (EMAIL §5)
  const heard = envelope.plusAddressing ? replyAddress(envelope.from.address, touchId) : null;
  const ways = [
    actionUrl("unsubscribe", { do: "leave", touchId }),
    ...(heard ? [`mailto:${heard}?subject=unsubscribe`] : []),
  ];
  headers["List-Unsubscribe"] = ways.map((way) => `<${way}>`).join(", ");
  headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
  return headers;
}

interface FooterLine {
  text: string;
  html: string;
}

function footerOf(envelope: Envelope): FooterLine[] {
  const { touchId, code, legalName, postalAddress } = envelope;
  const who = [legalName ?? envelope.from.name, postalAddress].filter(Boolean).join(" · ");
  const link = (url: string, label: string): FooterLine => ({
    text: `${label}: ${url}`,
    html: `<a href="${escapeHtml(url)}" style="color:#66716a">${escapeHtml(label)}</a>`,
  });
  const own = envelope.look?.footer ?? "";
  const lines: FooterLine[] = [
    ...(own === "" ? [] : [{ text: own, html: escapeHtml(own) }]),
    { text: who, html: escapeHtml(who) },
  ];
  if (envelope.class !== "transactional") {
    lines.push(link(actionUrl("unsubscribe", { do: "leave", touchId }), "Unsubscribe"));
    lines.push(link(actionUrl("preferences", { do: "prefer", touchId }), "Choose what you get"));
  }
  lines.push(link(verifyUrl(code), `Is this mail really ours? Code ${code}`));
  return lines;
}

/** Mail programs drop style sheets: blocks of the body carry their look themselves. Data cannot look like these tags, it is escaped. */
const LOOKS: readonly (readonly [string, string])[] = [
  ["<h2>", '<h2 style="margin:24px 0 8px;font-size:20px;line-height:1.3">'],
  ["<hr>", '<hr style="margin:24px 0;border:0;border-top:1px solid #e4e0d5">'],
  ["<p><img ", '<p style="margin:16px 0"><img style="display:block;max-width:100%;height:auto;border:0" '],
  [
    '<p class="button"><a ',
    '<p style="margin:20px 0"><a style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1f6b52;color:#ffffff;font-weight:600;text-decoration:none" ',
  ],
];

const dressBody = (html: string, accent: string | null): string => {
  const dressed = LOOKS.reduce((body, [plain, look]) => body.replaceAll(plain, look), html);
  if (accent === null) return dressed;
  return dressed
    .replaceAll("background:#1f6b52", `background:${accent}`)
    .replaceAll("<a href=", `<a style="color:${accent}" href=`);
};

function logoOf(look: BrandLook | null): string {
  if (!look?.logoUrl) return "";
  return `<div style="max-width:600px;margin-bottom:20px"><img src="${escapeHtml(look.logoUrl)}" alt="${escapeHtml(look.logoAlt)}" style="display:block;max-height:48px;max-width:240px;border:0"></div>\n`;
}

function htmlDocument(merged: MergedEmail, body: string, footer: readonly FooterLine[], envelope: Envelope): string {
  const { touchId, look = null } = envelope;
  const preview =
    merged.preview === ""
      ? ""
      : `<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(merged.preview)}</div>\n`;
  const trap = envelope.trackClicks
    ? `<div style="display:none;max-height:0;overflow:hidden"><a href="${escapeHtml(actionUrl("c", { do: "click", touchId, linkId: TRAP_LINK }, envelope.trackingHost))}" rel="nofollow" tabindex="-1">&#8203;</a></div>\n`
    : "";
  const pixel = envelope.trackOpens
    ? `<img src="${escapeHtml(actionUrl("o", { do: "open", touchId }, envelope.trackingHost))}" width="1" height="1" alt="">\n`
    : "";
  const footerHtml = `<div style="max-width:600px;margin-top:32px;padding-top:12px;border-top:1px solid #e4e0d5;font-size:12px;line-height:1.6;color:#66716a">
${footer.map(({ html }) => html).join("<br>\n")}
</div>
`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(merged.subject)}</title>
</head>
<body style="margin:0;padding:16px;font:15px/1.55 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:${look?.text ?? "#1c2621"};background:${look?.background ?? "#ffffff"}">
${preview}${logoOf(look)}<div style="max-width:600px">
${dressBody(body, look?.accent ?? null)}</div>
${footer.length === 0 ? "" : footerHtml}${trap}${pixel}</body>
</html>
`;
}
