import { describe, expect, test } from "vitest";
import { classifyBounce } from "@/core/reply-bounce";
import { readDeliveryStatus } from "@/core/reply-report";

describe("hard, soft or block", () => {
  test.each<[string, string | null, string]>([
    ["550 5.1.1 <x@y.example>: Recipient address rejected: User unknown in virtual mailbox table", "5.1.1", "hard"],
    ["550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking", null, "hard"],
    ["550 5.4.1 Recipient address rejected: Access denied. [AM6EUR05.prod.protection.outlook.com]", null, "hard"],
    [
      "smtp;550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [DB5EUR01FT012.eop-EUR01.prod.protection.outlook.com]",
      "5.4.1",
      "hard",
    ],
    ["550 #5.1.0 Address rejected.", null, "hard"],
    ["550 5.7.17 Mailbox owner has changed", "5.7.17", "hard"],
    ["User tom.reed (tom.reed@acme.example) not listed in Domino Directory", null, "hard"],
    ["No se encontró la dirección de correo.", null, "hard"],
    ["550 Your IP is listed in our database", null, "block"],
    ["550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup", null, "hard"],
    ["553 sorry, no mailbox here by that name (#5.7.1)", null, "hard"],
    [
      "Host or domain name not found. Name service error for name=nowhere.example type=A: Host not found",
      "5.4.4",
      "hard",
    ],
    ["554 5.7.1 <x@y.example>: user unknown; rejected by policy", null, "hard"],
    ["450 4.1.1 <x@y.example>: Recipient address rejected: User unknown in local recipient table", null, "hard"],
    ["Das Postfach des Empfängers existiert nicht", null, "hard"],
    ["552 5.2.2 The email account that you tried to reach is over quota", null, "soft"],
    ["550 5.1.1 mailbox full", "5.1.1", "soft"],
    [
      "450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages",
      null,
      "soft",
    ],
    ["550 5.2.1 The user you are trying to contact is receiving mail at a rate that", null, "soft"],
    ["451 4.7.1 Greylisting in action, please come back later", null, "soft"],
    ["421 4.4.2 Connection timed out", null, "soft"],
    ["Host not found, try again", null, "soft"],
    ['procmail: Couldn\'t create "/var/mail/x"', "5.1.1", "soft"],
    ["550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", null, "block"],
    ["550 5.1.1 message rejected as spam, see our blacklist", "5.1.1", "block"],
    ["550 5.7.26 This mail is unauthenticated, which poses a security risk: SPF and DKIM did not pass", null, "block"],
    ["553 5.1.8 <a@ours.example>: Sender address rejected: Domain not found", null, "block"],
    ["552 5.3.4 Message size exceeds fixed limit", null, "block"],
    ["550 5.7.515 Access denied, sending domain does not meet the required authentication level", null, "block"],
    ["550-Requested action not taken: mailbox unavailable 550-Reject due to SPF policy.", null, "block"],
    ["550-Requested action not taken: mailbox unavailable 550 For explanation visit our site", null, "hard"],
    ["550 permanent failure for one or more recipients (x@y.example:blocked)", null, "block"],
    ["550 5.2.0 Mail rejete. Mail rejected. OFR_506 [506]", "5.2.0", "block"],
    ["550 5.5.0 Service refuse. Veuillez essayer plus tard. service refused, please try later", "5.5.0", "soft"],
    ["550 casella inesistente", null, "hard"],
    ["Motivo: casella di posta piena", null, "soft"],
    ["Motivo: usuário inexistente", null, "hard"],
    ["Reden: onbekende gebruiker (550)", null, "hard"],
    ["Powód: skrzynka odbiorcy jest pełna", null, "soft"],
    ["Adresat nie istnieje", null, "hard"],
    ["something odd", null, "soft"],
    ["", "5.3.0", "soft"],
  ])("%s", (diagnostic, status, kind) => {
    const verdict = classifyBounce({ diagnostic, status });
    expect(verdict.kind, verdict.rule).toBe(kind);
    expect(verdict.rule).not.toBe("");
  });

  test("an address is no status, and an IP address is none", () => {
    expect(classifyBounce({ diagnostic: "host 5.1.1.7 said nothing to 5.1.1@x.example" }).status).toBeNull();
  });
});

describe("delivery reports", () => {
  const report = `Reporting-MTA: dns; mx.example\nArrival-Date: Mon, 2 Mar 2026 09:00:00 +0100\n\nFinal-Recipient: rfc822; A@x.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1\n  no such user\n\nOriginal-Recipient: rfc822;b@x.example\nAction: delayed\nStatus: 4.4.1\n`;

  test("blocks are never merged", () => {
    expect(readDeliveryStatus(report)).toEqual([
      { address: "a@x.example", action: "failed", status: "5.1.1", diagnostic: "smtp; 550 5.1.1 no such user" },
      { address: "b@x.example", action: "delayed", status: "4.4.1", diagnostic: "" },
    ]);
  });

  test("an action nobody standardised follows its status", () => {
    expect(
      readDeliveryStatus("Final-Recipient: rfc822; a@x.example\nAction: deliverable\nStatus: 2.1.5\n")[0]?.action,
    ).toBe("delivered");
    expect(readDeliveryStatus("Final-Recipient: rfc822; a@x.example\nStatus: 5.0.0\n")[0]?.action).toBe("failed");
  });

  test("fields of the message are no recipient", () => {
    expect(readDeliveryStatus("Reporting-MTA: dns; mx.example\n\n")).toEqual([]);
  });
});
