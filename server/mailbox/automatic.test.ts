import { describe, expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import { classifyReply } from "@/core/reply";
import { extractNewText } from "@/core/reply-text";
import { parseMail } from "@/server/mailbox/parse-mail";
import { OUR_ID, toRaw } from "@/server/mailbox/testing/raw-mail";

async function classify(headers: readonly string[], body: string) {
  const mail = await parseMail(toRaw({ headers, body }));
  const receivedAt = toEpochMs("2026-03-02T08:01:00Z");
  return classifyReply(mail, { newText: extractNewText(mail.text), receivedAt });
}

const ANSWER = [`In-Reply-To: ${OUR_ID}`];
const RE = ["Subject: Re: Your trial", ...ANSWER];

describe("without a header that says so for sure", () => {
  test.each<[string, readonly string[], string, string]>([
    ["says so itself", RE, "Thank you! This is an automated reply: we have received your email.", "ticket_ack"],
    [
      "a person asks whether it is one",
      RE,
      "Is this an automated message? If not, does it work with Workday?",
      "question",
    ],
    [
      "a confirmation",
      ["Subject: =?utf-8?Q?Eingangsbest=C3=A4tigung?="],
      "Wir haben Ihre Nachricht erhalten.",
      "ticket_ack",
    ],
    ["a case number", ["Subject: Case 00583412 created: Your trial"], "Your case number is 00583412.", "ticket_ack"],
    ["an answer to one", ["Subject: Re: Case 00583412 created", ...ANSWER], "We will be there at ten.", "neutral"],
    [
      "French",
      RE,
      "Nous avons bien reçu votre demande.\n\nCeci est un message automatique, merci de ne pas y répondre.",
      "ticket_ack",
    ],
    ["Spanish", RE, "Hemos recibido tu mensaje.\n\nNo respondas a este correo automático.", "ticket_ack"],
    [
      "bulk and a riddle",
      ["Precedence: bulk", ...RE],
      "Please click the link below to complete the verification process.",
      "challenge",
    ],
    ["bulk and a person", ["Precedence: bulk", ...RE], "Thursday at ten works for me.", "interested"],
    [
      "help desk, a person",
      ["X-Auto-Response-Suppress: All", "From: support@acme.example", ...RE],
      "This is Sara. Thank you for your message, the team liked it.",
      "neutral",
    ],
    [
      "help desk, the machine",
      ["X-Auto-Response-Suppress: All", "From: support@acme.example", ...RE],
      "We have received your request and opened a ticket.",
      "ticket_ack",
    ],
    [
      "answers an absence",
      ["Subject: RE: Automatic reply: Your trial", ...ANSWER],
      "I'm back now. Let's talk on Friday.",
      "interested",
    ],
    ["absent again", ["Subject: Re: Out of office", ...ANSWER], "I am out of office until 9 March.", "out_of_office"],
    [
      "a newsletter about absence",
      ["Subject: Tuesday: out of office, out of mind", "List-Id: <brew.example>"],
      "Read on.",
      "bulk",
    ],
    ["Italian", RE, "Sarò assente dall'ufficio fino al 24 marzo. Per urgenze scrivere a Marta.", "out_of_office"],
    ["Dutch", RE, "Ik ben tot en met 24 maart met vakantie.", "out_of_office"],
    ["Polish", RE, "Jestem na urlopie do 24 marca.", "out_of_office"],
    ["away and urgent", RE, "I am out of the office until 9 March. Urgent request? Call Jo.", "out_of_office"],
    [
      "German, with a date between",
      RE,
      "Hallo! Ich bin vom 2.3. bis 13.3. im wohlverdienten Urlaub und lese keine Mails.",
      "out_of_office",
    ],
    ["opened by itself", RE, "Hello,\n\na ticket (#55231) has been opened for your request.", "ticket_ack"],
    ["opened by a person", RE, "I opened a ticket (#55231) for our IT, they will look at it.", "neutral"],
    ["away, but yes", RE, "I am out of the office next week, but let's schedule a call on the 28th.", "interested"],
    ["away, but on the mobile", RE, "I am out of the office, but call me on my mobile if needed.", "out_of_office"],
    ["Italian, leaves", RE, "Cancellatemi dalla lista.", "unsubscribe"],
    ["Dutch, leaves", RE, "Verwijder mij uit uw bestand.", "unsubscribe"],
    ["Portuguese, leaves", RE, "Não quero receber mais e-mails.", "unsubscribe"],
    ["Portuguese, does not", RE, "Não me enviaram o contrato.", "neutral"],
    ["Polish, leaves", RE, "Proszę o usunięcie mojego adresu.", "unsubscribe"],
  ])("%s", async (_, headers, body, expected) => {
    const verdict = await classify(headers, body);
    expect(verdict.class, JSON.stringify(verdict.evidence)).toBe(expected);
  });
});

describe("a mail system in any language", () => {
  const DAEMON = "From: MAILER-DAEMON@mx.example";
  test.each<[string, readonly string[], string, string]>([
    [
      "its own words only",
      [DAEMON, "Return-Path: <>", "Subject: Sporočilo"],
      "Sporočilo ni bilo dostavljeno.",
      "bounce_soft",
    ],
    [
      "Portuguese",
      [DAEMON, "Return-Path: <>", "Subject: Falha na entrega"],
      "Motivo: usuário inexistente",
      "bounce_hard",
    ],
    ["a postmaster writes", ["From: postmaster@acme.example", ...RE], "Bitte nutzen Sie die neue Adresse.", "referral"],
    [
      "certified mail",
      ["From: posta-certificata@pec.example", "X-Ricevuta: errore-consegna", "Subject: AVVISO"],
      "5.1.1 - indirizzo non valido",
      "bounce_hard",
    ],
    [
      "a warning",
      [DAEMON, "Return-Path: <>", "Subject: Delivery status notification: warning"],
      "A message is delayed for more than 4 hours for tom@acme.example: 450 greylisted\nThis is only a temporary failure report.",
      "delay_notice",
    ],
    [
      "James",
      [DAEMON, "Return-Path: <>", ...RE],
      "I'm afraid I wasn't able to deliver\nyour message.\n\nFailed recipient(s):\ntom@acme.example\n\n550 5.1.1 unknown user",
      "bounce_hard",
    ],
  ])("%s", async (_, headers, body, expected) => {
    const verdict = await classify(headers, body);
    expect(verdict.class, JSON.stringify(verdict.evidence)).toBe(expected);
  });
});
