import { escapeHtml } from "@/core/merge-write";
import type { LookUp } from "@/server/services/support/look-up";

const tones = { yes: "#1d6b47", no: "#a5402d", careful: "#8a6212", ask: "#5b6660" } as const;

/** Kept by nobody, asks for nothing from elsewhere, and is framed only by these origins. */
export const cardHeaders = (origins: readonly string[]) => ({
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
  "content-security-policy":
    `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self' ${origins.join(" ")}`.trim(),
});

/** What a help desk shows whose template was left as it is, or whose ticket has no address. */
export const emptyCardPage = (): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Heed</title></head>
<body style="font:14px/1.5 system-ui,sans-serif;padding:14px">This ticket names no e-mail address.</body></html>`;

/** The support card as a page of its own: no script, no font, nothing from anywhere else. */
export function cardPage(email: string, found: LookUp): string {
  const { answer, person, sent, planned, briefings } = found;
  const rows = sent.slice(0, 5).map(({ subject, when, partOf, step }) => {
    const place = [step === null ? "" : `step ${step}`, partOf ?? ""].filter(Boolean).join(" of ");
    return `<li><b>${escapeHtml(subject ?? "A message")}</b><br><small>${escapeHtml([when, place].filter(Boolean).join(" · "))}</small></li>`;
  });
  const ahead = planned
    .slice(0, 5)
    .map(({ title, state }) => `<li>${escapeHtml(title)} <small>${escapeHtml(state)}</small></li>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Heed: ${escapeHtml(email)}</title><meta name="robots" content="noindex">
<style>body{margin:0;padding:14px;font:14px/1.5 system-ui,sans-serif;color:#1c2621;background:#fff}h1{font-size:16px;margin:0 0 4px;color:${tones[answer.tone]}}
h2{font-size:12px;margin:16px 0 4px;color:#5b6660;font-weight:600}p,ul,dl{margin:0 0 6px}ul{padding-left:18px}small{color:#5b6660}dt{font-weight:600}dd{margin:0 0 6px}
@media (prefers-color-scheme:dark){body{color:#e8ebe6;background:#171d1a}small,h2{color:#a4aea8}h1{filter:brightness(1.6)}}</style></head><body>
<h1>${escapeHtml(answer.line)}</h1>
<p><small>${escapeHtml(person ? [person.name, person.email, person.company].filter(Boolean).join(" · ") : email)}</small></p>
${answer.more.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n")}
${briefings.map(briefingPart).join("\n")}
${rows.length > 0 ? `<h2>What they got</h2><ul>${rows.join("")}</ul>` : ""}
${ahead.length > 0 ? `<h2>What is planned</h2><ul>${ahead.join("")}</ul>` : ""}
</body></html>`;
}

function briefingPart({ subject, briefing: { about, questions } }: LookUp["briefings"][number]): string {
  const asked = questions
    .map(({ ask, answer }) => `<dt>${escapeHtml(ask)}</dt><dd>${escapeHtml(answer)}</dd>`)
    .join("");
  return `<h2>${subject === null ? "What it is about" : `About “${escapeHtml(subject)}”`}</h2><p>${escapeHtml(about)}</p><dl>${asked}</dl>`;
}
