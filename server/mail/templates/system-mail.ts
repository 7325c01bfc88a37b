import { escapeHtml } from "@/core/merge-write";

export interface SystemMailText {
  readonly subject: string;
  /** Paragraphs before and after the button. */
  readonly before: readonly string[];
  readonly button: string;
  readonly after: readonly string[];
}

const FONT = "font:16px/1.55 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** How Heed's own mails look: paper, ink, one button; nothing is loaded from anywhere. Both parts say the same. */
export function renderSystemMail(text: SystemMailText, url: string): { html: string; text: string } {
  const paragraph = (line: string, style = "") => `<p style="margin:0 0 16px${style}">${escapeHtml(line)}</p>`;
  const link = escapeHtml(url);
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(text.subject)}</title>
</head>
<body style="margin:0;padding:32px 16px;background:#f6f3ea;color:#1c2621;${FONT}">
<div style="max-width:480px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #e4e0d5;border-radius:12px">
${text.before.map((line) => paragraph(line)).join("\n")}
<p style="margin:24px 0"><a href="${link}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1f5c46;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(text.button)}</a></p>
${paragraph("If the button does nothing, copy this address into your browser:", ";font-size:13px;color:#66716a")}
<p style="margin:0 0 16px;font-size:13px;word-break:break-all"><a href="${link}" style="color:#1f5c46">${link}</a></p>
${text.after.map((line) => paragraph(line, ";font-size:13px;color:#66716a")).join("\n")}
</div>
</body>
</html>
`;
  return { html, text: `${[...text.before, `${text.button}:\n${url}`, ...text.after].join("\n\n")}\n` };
}
