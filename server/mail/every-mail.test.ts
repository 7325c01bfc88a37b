import { describe, expect, test } from "vitest";
import { type BrandRules, noBrand } from "@/core/brand";
import { configOf } from "@/core/compile";
import { nodesOf } from "@/core/graph";
import { renderEmailText } from "@/core/merge-content";
import { isTrackableUrl } from "@/core/merge-link";
import { emailNode } from "@/core/nodes/email";
import { sequenceTemplates } from "@/core/sequence-templates/all-templates";
import { drawTemplate } from "@/core/sequence-templates/template";
import { env } from "@/server/env";
import { checkMime } from "@/server/mail/check-mime";
import { composeMail, type Envelope } from "@/server/mail/compose";
import { toMime } from "@/server/mail/mime";

const TOUCH = "tch_01jcqk3v7zabcdefghjkmnpqrs";
const answers = {
  sender: "snd_1",
  topic: "top_1",
  form: "frm_1",
  segment: "seg_1",
  url: "https://acme.example/x?a=1&b=2",
  review: "https://acme.example/review",
};
const brand: BrandRules = {
  ...noBrand,
  logoUrl: "https://acme.example/logo.png",
  logoAlt: "Acme",
  accent: "#8a2c0d",
  text: "#201810",
  background: "#fffdf8",
  footer: "Acme: lamps & more <since 1958>",
};
const sender = { name: "Ana Ruiz" };
/** Somebody we know well, somebody of whom nothing is known, and one whose name wants to be markup. */
const people = {
  known: {
    first_name: "Tom",
    last_name: "Béranger",
    email: "tom@acme.example",
    company: { name: "Acme & Söhne" },
    attributes: { renewal_date: "2026-03-10" },
    entry: { cart_id: "c1" },
    sender,
  },
  unknown: { email: "x@acme.example", attributes: {}, company: {}, entry: {}, sender },
  hostile: {
    first_name: '"><script>alert(1)</script>',
    email: "y@acme.example",
    attributes: {},
    company: { name: "& <b> Söhne" },
    entry: {},
    sender,
  },
};
const kinds: readonly (readonly [string, Partial<Envelope>])[] = [
  ["a brand's sequence", { class: "marketing", look: brand }],
  ["a salesperson's sequence, as an answer", { thread: { subject: "Your trial", messageIds: ["<a@ours.example>"] } }],
  ["a broadcast without tracking", { class: "marketing", trackOpens: false, trackClicks: false }],
  ["one by the API over a host of one's own", { class: "marketing", trackingHost: "https://go.acme.example" }],
  ["a receipt", { class: "transactional", trackOpens: false }],
];
const base: Envelope = {
  touchId: TOUCH,
  workspaceId: "wsp_1",
  class: "sales",
  from: { name: "Ana Ruiz", address: "ana@ours.example" },
  replyTo: null,
  plusAddressing: true,
  to: "tom@acme.example",
  code: "7kq2mfx9d",
  messageId: `<s.${TOUCH}@ours.example>`,
  thread: null,
  legalName: "Ours GmbH",
  postalAddress: "Hauptstraße 1, 10115 Berlin",
  trackOpens: true,
  trackClicks: true,
  date: new Date("2026-03-02T08:00:00Z"),
};

describe.each(sequenceTemplates.map((template) => [template.id, template] as const))("%s", (_, template) => {
  const ids = Array.from({ length: 60 }, (_id, n) => `nod_${n}`);
  const graph = drawTemplate(template, answers, () => ids.shift() ?? "");
  const emails = nodesOf(graph).flatMap(({ id }) => configOf(graph, id, emailNode) ?? []);

  test.each(kinds)("every mail of it passes on its bytes as %s", async (_kind, more) => {
    expect(emails.length).toBeGreaterThan(1);
    for (const email of emails) {
      for (const data of Object.values(people)) {
        const merged = renderEmailText(email, data);
        expect({ missing: merged.missing, badLinks: merged.badLinks }).toEqual({ missing: [], badLinks: [] });
        const envelope = { ...base, ...more };
        const mail = composeMail(merged, envelope);
        const raw = await toMime(mail);
        const authorUrls = merged.links.map(({ url }) => url).filter(isTrackableUrl);
        const problems = await checkMime(raw, {
          class: envelope.class,
          origin: envelope.trackingHost ?? env().APP_URL,
          ...(envelope.trackClicks ? { authorUrls } : {}),
        });
        expect(problems).toEqual([]);
        expect(mail.html).not.toMatch(/<script/i);
      }
    }
  });
});
