/** Raw RFC 5322 mails in the header shapes of EMAIL.md §2.5, for tests. */
export const OUR_ID = "<s.tch_01jabc@mail.ours.example>";
export const WRITTEN = "Mon, 2 Mar 2026 09:00:00 +0100";

export interface RawMail {
  readonly headers: readonly string[];
  readonly body: string;
  /** Given: the mail is multipart/alternative. */
  readonly html?: string;
}

const COMMON = [
  "From: Tom Reed <tom.reed@acme.example>",
  "To: Ana Ruiz <ana@ours.example>",
  `Date: ${WRITTEN}`,
  "Message-ID: <CAF1234@mail.acme.example>",
];

/** Puts a mail together; `headers` replace common ones of the same name. */
export function toRaw({ headers, body, html }: RawMail): Buffer {
  const names = new Set(headers.map((line) => line.split(":")[0]?.toLowerCase()));
  const top = [
    ...COMMON.filter((line) => !names.has(line.split(":")[0]?.toLowerCase())),
    ...headers,
    "MIME-Version: 1.0",
  ];
  const part = (type: string, text: string) =>
    `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString("base64").replace(/.{76}/g, "$&\r\n")}\r\n`;
  const content =
    html === undefined
      ? part("plain", body)
      : `Content-Type: multipart/alternative; boundary="b1"\r\n\r\n--b1\r\n${part("plain", body)}--b1\r\n${part("html", html)}--b1--\r\n`;
  return Buffer.from(`${top.join("\r\n")}\r\n${content}`);
}

const threaded = [`In-Reply-To: ${OUR_ID}`, `References: ${OUR_ID}`];

/** What vacation programs put on their mails; the subject is theirs where they have one. */
export const absenceShapes: readonly { readonly name: string; readonly headers: (subject: string) => string[] }[] = [
  {
    name: "Microsoft 365",
    headers: (subject) => [
      `Subject: Automatic reply: ${subject}`,
      "Auto-Submitted: auto-generated",
      "X-Auto-Response-Suppress: All",
      ...threaded,
    ],
  },
  {
    name: "old Exchange",
    headers: (subject) => [
      `Subject: Out of Office: ${subject}`,
      "X-Auto-Response-Suppress: All",
      "X-MS-Exchange-Inbox-Rules-Loop: tom.reed@acme.example",
    ],
  },
  {
    name: "Gmail vacation",
    headers: (subject) => [
      `Subject: Re: ${subject}`,
      "Auto-Submitted: auto-replied",
      "Precedence: bulk",
      "X-Autoreply: yes",
      ...threaded,
    ],
  },
  {
    name: "Sieve",
    headers: (subject) => [`Subject: Auto: ${subject}`, "Auto-Submitted: auto-replied (vacation)", ...threaded],
  },
  {
    name: "cPanel",
    headers: (subject) => [
      `Subject: Re: ${subject}`,
      `X-Autorespond: ${subject}`,
      "Precedence: auto_reply",
      "X-Loop: tom.reed@acme.example",
    ],
  },
  { name: "Apple server: the subject only", headers: (subject) => [`Subject: Out of office: Re: ${subject}`] },
  { name: "no return path", headers: (subject) => ["Return-Path: <>", `Subject: Re: ${subject}`, ...threaded] },
];

/** What mail programs put on the mails of people. */
export const personShapes: readonly { readonly name: string; readonly headers: (subject: string) => string[] }[] = [
  { name: "Gmail", headers: (subject) => [`Subject: Re: ${subject}`, ...threaded, "X-Gm-Message-State: AOJu0Yz"] },
  {
    name: "Outlook",
    headers: (subject) => [
      `Subject: RE: ${subject}`,
      ...threaded,
      "Thread-Index: AQHb",
      "X-MS-Has-Attach:",
      "Auto-Submitted: no",
    ],
  },
  {
    name: "Apple Mail",
    headers: (subject) => [`Subject: Re: ${subject}`, ...threaded, "X-Mailer: Apple Mail (2.3826.200.121)"],
  },
  {
    name: "a help desk's agent",
    headers: (subject) => [
      `Subject: Re: ${subject}`,
      `In-Reply-To: ${OUR_ID}`,
      "X-Auto-Response-Suppress: OOF, AutoReply",
    ],
  },
  { name: "German Outlook", headers: (subject) => [`Subject: AW: ${subject}`, ...threaded, "Importance: high"] },
  {
    name: "iPhone without references",
    headers: (subject) => [`Subject: Re: ${subject}`, "X-Mailer: iPhone Mail (22D72)"],
  },
];
