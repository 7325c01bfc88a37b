import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkRow } from "./import-csv";
import { isImportTarget, suggestMapping, toAttributeKey } from "./import-field";

const columns = ["Email", "Name", "Country", "Plan", "Seats", "Tags"];
const mapping = ["email", "name", "country", "attribute:plan", "attribute:seats", "tags"] as const;
const check = (...cells: string[]) => checkRow(columns, mapping, cells);

describe("checkRow", () => {
  test("a good row becomes a contact; empty cells say nothing", () => {
    expect(check(" ana@example.com ", "Ana María Ruiz", "España", "pro", "12", "vip; beta;vip")).toEqual({
      ok: true,
      contact: {
        email: "ana@example.com",
        firstName: "Ana",
        lastName: "María Ruiz",
        companyName: null,
        phone: null,
        country: "ES",
        timeZone: null,
        externalId: null,
        tags: ["vip", "beta"],
        attributes: { plan: "pro", seats: 12 },
      },
      facts: [],
    });
    expect(check("bo@example.com", "", "", "", "", "")).toMatchObject({
      ok: true,
      contact: { firstName: null, attributes: {} },
    });
  });

  test("every cause is named with its column", () => {
    expect(check("ana.example.com", "Ana", "Atlantis", "pro", "", "")).toEqual({
      ok: false,
      problems: [
        { column: "Email", cause: "“ana.example.com” is not an e-mail address" },
        { column: "Country", cause: "“Atlantis” is not a country, for example Italy or IT" },
      ],
    });
  });

  test("a row with too few or too many values is refused", () => {
    expect(check("ana@example.com")).toEqual({
      ok: false,
      problems: [{ cause: "The row has 1 value where the first line names 6 columns" }],
    });
  });

  test("nobody can be written to without an address, a number or an id", () => {
    expect(check("", "Ana", "", "", "", "")).toMatchObject({ ok: false });
  });

  test("products are named by their keys; one that is not there is a cause", () => {
    const of = (bought: string, competing: string) =>
      checkRow(
        ["Email", "Bought", "Competing"],
        ["email", "bought", "hasCompeting"],
        ["a@x.example", bought, competing],
        { productKeys: new Set(["pro", "crm"]), definitions: new Map() },
      );
    expect(of("Pro; crm;pro", "")).toMatchObject({
      ok: true,
      facts: [
        { productKey: "pro", fact: "bought" },
        { productKey: "crm", fact: "bought" },
      ],
    });
    expect(of("", "crm")).toMatchObject({ ok: true, facts: [{ productKey: "crm", fact: "has_competing" }] });
    expect(of("mug", "")).toEqual({
      ok: false,
      problems: [{ column: "Bought", cause: "“mug” is no key of your products" }],
    });
  });

  test("a wrong encoding is said, not stored", () => {
    expect(check("ana@example.com", "Jos\uFFFD", "", "", "", "")).toMatchObject({
      ok: false,
      problems: [{ column: "Name" }],
    });
    expect(check("ana@example.com", "Jos\u0000", "", "", "", "")).toMatchObject({
      ok: false,
      problems: [{ column: "Name" }],
    });
  });

  test.each([
    ["12", 12],
    ["-3.5", -3.5],
    ["007", "007"],
    ["2026-05-01", "2026-05-01"],
    ["TRUE", true],
    ["12345678901234567890", "12345678901234567890"],
  ])("a field %s is %s", (text, value) => {
    expect(check("ana@example.com", "", "", text, "", "")).toMatchObject({
      ok: true,
      contact: { attributes: { plan: value } },
    });
  });

  test("any cells give an answer, and a contact only with a way to reach it", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 8 }), (cells) => {
        const row = checkRow(columns, mapping, cells);
        if (row.ok) expect(row.contact.email ?? row.contact.phone ?? row.contact.externalId).not.toBeNull();
        else expect(row.problems.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("columns", () => {
  test("known names find their field once, others become fields of their own", () => {
    expect(suggestMapping(["E-Mail Address", "First_Name", "email", "Plan Name (2024)", "Nachname", "???"])).toEqual([
      "email",
      "firstName",
      "attribute:email",
      "attribute:plan_name_2024",
      "lastName",
      "skip",
    ]);
  });

  test.each([
    [["Correo electrónico", "Nombre", "Apellidos", "Empresa", "Teléfono", "País"]],
    [["E-mailadres", "Voornaam", "Achternaam", "Bedrijf", "Telefoonnummer", "Land"]],
    [["E-mail 1 - Value", "Given Name", "Family Name", "Organization Name", "Phone 1 - Value", "Country/Region"]],
  ])("columns as other programs and languages name them: %j", (names) => {
    expect(suggestMapping(names)).toEqual(["email", "firstName", "lastName", "company", "phone", "country"]);
  });

  test("every suggestion may be used", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 20 }), (names) => {
        for (const target of suggestMapping(names)) expect(isImportTarget(target)).toBe(true);
      }),
    );
    expect(toAttributeKey("  2nd Größe ")).toBe("nd_grosse");
  });
});
