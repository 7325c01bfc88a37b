import { expect, test } from "vitest";
import { systemMailWords } from "@/server/auth/system-mail-words";
import { renderSystemMail } from "@/server/mail/templates/system-mail";

const url = 'https://heed.example/verify?token=a&b="<c>';

test.each([
  { kind: "verify", to: "a@b.example", name: "Zoë <i>", url },
  { kind: "reset", to: "a@b.example", name: "", url },
  { kind: "exists", to: "a@b.example", name: "Zoë", url },
  { kind: "invitation", to: "a@b.example", workspaceName: "A & B", inviterName: '"Ana"', role: "marketer", url },
] as const)("$kind says the same in both parts, and nothing it was given becomes markup", (mail) => {
  const words = systemMailWords(mail);
  const { html, text } = renderSystemMail(words, url);
  expect(text).toContain(url);
  expect(html).toContain('href="https://heed.example/verify?token=a&#38;b=&#34;&#60;c&#62;"');
  expect(html).not.toMatch(/<i>|src=/);
  const shown = html
    .replace(/<[^>]+>/g, " ")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  for (const line of [...words.before, words.button, ...words.after]) {
    expect(text).toContain(line);
    expect(shown).toContain(line);
  }
});

test.each(["Win now: http://evil.example/x", "www.evil", "evil.example", "a@evil", "Free evil.example/prize for you"])(
  "a name that leads somewhere (%s) is not sent to whoever's address was given",
  (name) => {
    for (const kind of ["verify", "reset", "exists"] as const)
      expect(systemMailWords({ kind, to: "a@b.example", name, url }).before[0]).toBe("Hello there,");
  },
);

test.each(["J. R. Smith", "Zoë", "Dr. Ana Ruiz, Jr."])("%s is greeted by name", (name) => {
  expect(systemMailWords({ kind: "verify", to: "a@b.example", name, url }).before[0]).toBe(`Hello ${name},`);
});
