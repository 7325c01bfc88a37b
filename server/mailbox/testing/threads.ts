import { escapeHtml } from "@/core/merge-write";

/** Answers to one mail of ours, as mail programs quote it. */
export interface Thread {
  readonly program: string;
  readonly plain: string;
  readonly html?: string;
  /** What the person newly wrote. */
  readonly wanted: string;
}

export const SENT = `Hi Tom,

your trial of Orbit ends on Friday. Twelve of your colleagues have used it
since Monday, most of them the shared calendar.

Shall we talk about what happens next? I have time on Thursday:
https://mail.ours.example/c/abc

- keep what you have, 12 seats
- or start smaller, 5 seats

Best regards
Ana Ruiz

--
Ours GmbH, Hauptstrasse 1, 10115 Berlin
Unsubscribe: https://mail.ours.example/u/abc
`;

const TEXTS = [
  "Thursday works for me.\n\nTom",
  "No thanks, we went with another vendor.",
  "Hi Ana,\n\nwhat does it cost for 20 people?\nAnd is there a yearly plan?\n\nBest,\nTom Reed",
  "Bitte melden Sie sich im September noch einmal.\n\nMit freundlichen Grüßen\nJan Weber",
  "Merci, mais nous avons déjà un prestataire.\n\nCordialement,\nLuc",
  "Sí, envíeme una propuesta.\nGracias",
  "ok",
  "Please remove me from your list.",
  "Two things:\n\n1. who owns the data?\n2. where is it stored?\n\nOtherwise fine with me.",
  "I am forwarding this to Jo, she decides.\nJo, please answer Ana.",
];

const quote = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => (line ? `> ${line}` : ">"))
    .join("\n");
const html = (text: string) =>
  text
    .trimEnd()
    .split(/\n\n+/)
    .map((p) => `<p>${escapeHtml(p).replace(/\n/g, "<br>")}</p>`)
    .join("");
const div = (text: string) =>
  text
    .split("\n")
    .map((line) => `<div>${escapeHtml(line) || "<br>"}</div>`)
    .join("");

type Program = (text: string) => Pick<Thread, "plain" | "html">;

const programs: Readonly<Record<string, Program>> = {
  "Gmail, English": (text) => ({
    plain: `${text}\n\nOn Mon, Mar 2, 2026 at 9:00 AM Ana Ruiz <ana@ours.example>\nwrote:\n\n${quote(SENT)}\n`,
    html: `<div dir="ltr">${div(text)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Mar 2, 2026 at 9:00 AM Ana Ruiz &lt;<a href="mailto:ana@ours.example">ana@ours.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote">${html(SENT)}</blockquote></div>`,
  }),
  "Gmail, German": (text) => ({
    plain: `${text}\n\nAm Mo., 2. März 2026 um 09:00 Uhr schrieb Ana Ruiz <ana@ours.example>:\n\n${quote(SENT)}\n`,
  }),
  "Outlook for Windows": (text) => ({
    plain: `${text}\n\nFrom: Ana Ruiz <ana@ours.example> \nSent: Monday, March 2, 2026 9:00 AM\nTo: Tom Reed <tom@acme.example>\nSubject: Your trial ends soon\n\n${SENT}`,
    html: `<html><body><div class="WordSection1">${html(text)}<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p><b>From:</b> Ana Ruiz &lt;ana@ours.example&gt;<br><b>Sent:</b> Monday, March 2, 2026 9:00 AM<br><b>To:</b> Tom<br><b>Subject:</b> Your trial ends soon</p></div></div>${html(SENT)}</div></body></html>`,
  }),
  "Outlook on the web": (text) => ({
    plain: `${text}\n\n________________________________\nVon: Ana Ruiz <ana@ours.example>\nGesendet: Montag, 2. März 2026 09:00\nAn: Tom Reed <tom@acme.example>\nBetreff: Your trial ends soon\n\n${SENT}`,
    html: `<html><body>${html(text)}<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Von:</b> Ana Ruiz<br></div>${html(SENT)}</body></html>`,
  }),
  "Outlook, old plain text": (text) => ({
    plain: `${text}\n\n-----Original Message-----\nFrom: Ana Ruiz [mailto:ana@ours.example] \nSent: Monday, March 02, 2026 9:00 AM\nTo: Tom Reed\nSubject: Your trial ends soon\n\n${SENT}`,
  }),
  "Apple Mail": (text) => ({
    plain: `${text}\n\n\n> On 2. Mar 2026, at 09:00, Ana Ruiz <ana@ours.example> wrote:\n> \n${quote(SENT)}\n\n`,
    html: `<html><body>${div(text)}<div><br><blockquote type="cite"><div>On 2. Mar 2026, at 09:00, Ana Ruiz &lt;ana@ours.example&gt; wrote:</div><br>${html(SENT)}</blockquote></div></body></html>`,
  }),
  "iPhone, French": (text) => ({
    plain: `${text}\n\nEnvoyé de mon iPhone\n\n> Le 2 mars 2026 à 09:00, Ana Ruiz <ana@ours.example> a écrit :\n> \n${quote(SENT)}\n`,
  }),
  Thunderbird: (text) => ({
    plain: `${text}\n\nAm 02.03.26 um 09:00 schrieb Ana Ruiz:\n${quote(SENT)}\n`,
    html: `<html><body>${html(text)}<div class="moz-cite-prefix">Am 02.03.26 um 09:00 schrieb Ana Ruiz:<br></div><blockquote type="cite">${html(SENT)}</blockquote></body></html>`,
  }),
  "Thunderbird, answer below": (text) => ({
    plain: `On 02/03/2026 09:00, Ana Ruiz wrote:\n${quote(SENT)}\n\n${text}\n`,
  }),
  "Yahoo Mail": (text) => ({
    plain: `${text}\n\n    On Monday, March 2, 2026 at 09:00:00 AM GMT+1, Ana Ruiz <ana@ours.example> wrote:  \n \n ${SENT.replace(/\n/g, "\n ")}`,
    html: `<html><body><div class="yahoo-style-wrap">${div(text)}</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>On Monday, March 2, 2026, Ana Ruiz wrote:</div>${html(SENT)}</div></body></html>`,
  }),
  GMX: (text) => ({
    plain: `${text}\n\nGesendet: Montag, 02. März 2026 um 09:00 Uhr\nVon: "Ana Ruiz" <ana@ours.example>\nAn: tom@acme.example\nBetreff: Your trial ends soon\n\n${SENT}`,
  }),
  "Notes: no marks at all": (text) => ({ plain: `${text}\n\n\n\n${SENT}` }),
  "K-9 Mail": (text) => ({
    plain: `${text}\n-- \nSent from my Android device with K-9 Mail. Please excuse my brevity.\n\nAm 2. März 2026 09:00:00 MEZ schrieb Ana Ruiz <ana@ours.example>:\n${quote(SENT).replace(/> /g, ">")}\n`,
  }),
  "Spanish webmail": (text) => ({
    plain: `${text}\n\nEl lun, 2 mar 2026 a las 9:00, Ana Ruiz (<ana@ours.example>) escribió:\n\n${quote(SENT)}\n`,
  }),
};

/** Every text in every program. */
export const threads: readonly Thread[] = Object.entries(programs).flatMap(([program, write]) =>
  TEXTS.map((wanted) => ({ program, wanted, ...write(wanted) })),
);
