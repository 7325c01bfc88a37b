import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { domainOf, isFreeMail, toEmailKey } from "./address";

describe("toEmailKey", () => {
  test.each([
    [" Ana.Ruiz@Example.COM ", "ana.ruiz@example.com"],
    ["a+tag@sub.example.co.uk", "a+tag@sub.example.co.uk"],
    ["o'brien@example.ie", "o'brien@example.ie"],
    ["jörg@müller.example", "jörg@müller.example"],
  ])("%s is %s", (given, key) => {
    expect(toEmailKey(given)).toBe(key);
  });

  test.each([
    "",
    "ana",
    "@example.com",
    "ana@",
    "ana@localhost",
    "a b@example.com",
    "a@b@example.com",
    ".a@example.com",
  ])("%s is no address", (given) => {
    expect(toEmailKey(given)).toBeNull();
  });

  test.each([
    "ana@example..com",
    "ana@-example.com",
    "ana@1.2.3.4",
    `${"a".repeat(65)}@example.com`,
    "a..b@example.com",
  ])("%s is no address either", (given) => {
    expect(toEmailKey(given)).toBeNull();
  });

  test("a key is its own key", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const key = toEmailKey(address);
        if (key !== null) expect(toEmailKey(key)).toBe(key);
      }),
    );
  });
});

test("free mail says nothing about an employer", () => {
  expect(isFreeMail(domainOf("ana@gmail.com"))).toBe(true);
  expect(isFreeMail("GMAIL.com")).toBe(true);
  expect(isFreeMail(domainOf("ana@acme.example"))).toBe(false);
  for (const host of ["yahoo.ca", "hotmail.com.br", "outlook.fr", "gmx.fr", "live.com.au"])
    expect(isFreeMail(host)).toBe(true);
  for (const host of ["live.acme.example", "outlook.partners", "mygmx.de", "yahoo.com.acme.de"])
    expect(isFreeMail(host)).toBe(false);
});
