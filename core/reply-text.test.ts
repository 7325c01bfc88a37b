import { describe, expect, test } from "vitest";
import { extractNewText } from "@/core/reply-text";

describe("where a quote begins", () => {
  test.each<[string, string]>([
    ["a name", "Bob Miller wrote:\n\n> please go on."],
    [
      "T-Online",
      "-----Original-Nachricht-----\nBetreff: Ihr Test\nDatum: 2026-03-02T09:00:00+0100\nVon: Ana\n\nHi Tom",
    ],
    ["Horde", "Quoting Ana Ruiz <ana@x.example>:\n\n> Hi"],
    ["Horde, German", "Zitat von Ana Ruiz <ana@x.example>:\n\n> Hallo"],
    ["GroupWise", ">>> Ana Ruiz <ana@x.example> 02.03.2026 09:00 >>>\nHi Tom,\n\nhow are you?"],
    ["Hotmail", "Date: Mon, 2 Mar 2026\nSubject: Hi\nFrom: ana@x.example\nTo: tom@acme.example\n\nHi Tom"],
    ["Zoho", "Sent using Zoho Mail\n\n---- On Mon, 02 Mar 2026 ana@x.example wrote ----\n\nHi Tom"],
    [
      "a French telephone",
      "Télécharger BlueMail pour Android\n\nLe 2 mars 2026 à 9:00, Ana <ana@x.example> a écrit :\n> Hi",
    ],
  ])("%s", (_, quote) => {
    expect(extractNewText(`Thursday works.\n\n${quote}`)).toBe("Thursday works.");
  });

  test.each<[string, string]>([
    ["a letter that tells what he wrote", "On Tuesday we met Bob.\n\nHe wrote:\n\nplease go on."],
    ["words quoted by hand and answered", "I quote your offer:\n\n> 200 seats for 2k\n\nIs that per month?"],
    ["labels in a letter", "Two ways:\n\nOption A: Monday\nOption B: Tuesday\n\nSubject: to approval."],
    ["an address", "Our address is:\nTo: Main St 1\n\nFrom Monday on we are closed."],
  ])("not in %s", (_, text) => {
    expect(extractNewText(text)).toBe(text);
  });
});
