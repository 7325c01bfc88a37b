import { expect, test } from "vitest";
import { saveAs } from "./content-disposition";

test("a file is saved under its name, in both spellings", () => {
  expect(saveAs("Offer 12.pdf")).toBe(`attachment; filename="Offer 12.pdf"; filename*=UTF-8''Offer%2012.pdf`);
  expect(saveAs("Übersicht.pdf")).toBe(`attachment; filename="_bersicht.pdf"; filename*=UTF-8''%C3%9Cbersicht.pdf`);
});

test.each([
  ["../../etc/passwd", "passwd"],
  ["C:\\Temp\\a.exe", "a.exe"],
  ['a";\r\nset-cookie: x=1', "a_;set-cookie: x=1"],
  ["photo\u202Egpj.exe", "photogpj.exe"],
  ["", "attachment"],
  ["...", "attachment"],
])("a name that would do harm does none: %j", (name, plain) => {
  expect(saveAs(name).split('"')[1]).toBe(plain);
  expect(saveAs(name)).not.toMatch(/[\r\n]/);
});

test("a very long name keeps what kind it is", () => {
  expect(saveAs(`${"x".repeat(500)}.pdf`).split('"')[1]).toMatch(/^x{116}\.pdf$/);
});
