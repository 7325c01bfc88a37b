import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createVault, SealBroken } from "@/server/crypto";

const k1 = { id: "k1", secret: Buffer.alloc(32, 1) };
const k2 = { id: "k2", secret: Buffer.alloc(32, 2) };
const place = { table: "sender", column: "credentials", rowId: "snd_1" };
const vault = createVault([k1]);

describe("sealed values", () => {
  test("open to what was sealed, whatever it was, and never look the same twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const sealed = vault.seal("sender", place, text);
        expect(sealed).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]*\.[\w-]{22}$/);
        expect(vault.open("sender", place, sealed)).toBe(text);
        expect(vault.seal("sender", place, text)).not.toBe(sealed);
      }),
    );
  });

  test("do not open in another row, column or table, nor for another purpose", () => {
    const sealed = vault.seal("sender", place, "hunter2");
    for (const other of [{ rowId: "snd_2" }, { column: "token" }, { table: "mailbox" }]) {
      expect(() => vault.open("sender", { ...place, ...other }, sealed)).toThrow(SealBroken);
    }
    expect(() => vault.open("mailbox", place, sealed)).toThrow(SealBroken);
  });

  test("do not open when any character of them was changed", () => {
    const sealed = vault.seal("sender", place, "hunter2");
    for (let i = 6; i < sealed.length; i++) {
      const swapped = sealed[i] === "A" ? "B" : "A";
      if (sealed[i] === ".") continue;
      const broken = sealed.slice(0, i) + swapped + sealed.slice(i + 1);
      const same = broken
        .split(".")
        .every((part, n) =>
          Buffer.from(part, "base64url").equals(Buffer.from(sealed.split(".")[n] ?? "", "base64url")),
        );
      if (!same) expect(() => vault.open("sender", place, broken), broken).toThrow(SealBroken);
    }
    for (const not of ["", "hunter2", "v2.k1.a.b.c", "v1.k1.a.b"])
      expect(() => vault.open("sender", place, not)).toThrow(SealBroken);
  });

  test("survive a change of keys, are known as old, and stop opening when the key is gone", () => {
    const sealed = vault.seal("sender", place, "x");
    const rotated = createVault([k2, k1]);
    expect(rotated.open("sender", place, sealed)).toBe("x");
    expect(rotated.seal("sender", place, "x").split(".")[1]).toBe(rotated.keyId);
    expect(sealed.split(".")[1]).not.toBe(rotated.keyId);
    expect(() => createVault([k2]).open("sender", place, sealed)).toThrow(/k1, which is not in APP_ENCRYPTION_KEYS/);
  });
});

describe("signed tokens", () => {
  test("verify to their payload, dots and all, with old keys too", () => {
    for (const payload of ["tch_1", "tch_1.lnk_2", "a.b.c"]) {
      const token = vault.sign("public-token", payload);
      expect(vault.verify("public-token", token)).toBe(payload);
      expect(createVault([k2, k1]).verify("public-token", token)).toBe(payload);
    }
  });

  test("are refused for another purpose, key or payload, cut, padded or bare", () => {
    const token = vault.sign("public-token", "tch_1");
    const mac = token.slice("tch_1.".length);
    expect(vault.verify("reply-token", token)).toBeUndefined();
    expect(createVault([k2]).verify("public-token", token)).toBeUndefined();
    for (const bad of [`tch_2.${mac}`, token.slice(0, -1), `${token}A`, `${token}=`, "tch_1", "", ".", `.${mac}`]) {
      expect(vault.verify("public-token", bad), bad).toBeUndefined();
    }
  });

  test("derived secrets differ by purpose and are stable", () => {
    expect(vault.derive("session").equals(createVault([k1]).derive("session"))).toBe(true);
    expect(vault.derive("session").equals(vault.derive("database"))).toBe(false);
  });
});
