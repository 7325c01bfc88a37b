import { describe, expect, test } from "vitest";
import { addressInWords, chooseAddress, type PersonAddress } from "./choose-address";

const address = (contactId: string, given: Partial<PersonAddress> = {}): PersonAddress => ({
  contactId,
  companyId: null,
  hasMail: true,
  isArchived: false,
  dead: null,
  ...given,
});

describe("the address of a person that is written to", () => {
  test("is the one that was meant as long as it lives", () => {
    expect(chooseAddress("b", [address("a"), address("b")])).toBeNull();
    expect(chooseAddress("gone", [address("a")])).toBeNull();
  });

  test("is another living one where that is dead, or has none", () => {
    expect(chooseAddress("a", [address("a", { dead: "bounce_hard" }), address("b")])).toEqual({
      contactId: "b",
      instead: { contactId: "a", because: "bounce_hard" },
    });
    expect(chooseAddress("a", [address("a", { hasMail: false }), address("b")])?.instead.because).toBe("no_address");
  });

  test("is one of the same company before one that is known longer", () => {
    const dead = address("a", { companyId: "acme", dead: "bounce_soft" });
    expect(chooseAddress("a", [address("old"), dead, address("work", { companyId: "acme" })])?.contactId).toBe("work");
    expect(chooseAddress("a", [address("old"), dead, address("new")])?.contactId).toBe("old");
    expect(chooseAddress("a", [address("x"), address("a", { dead: "left_company" })])?.contactId).toBe("x");
  });

  test("is never a dead, missing or archived one, and an archived contact is not got round", () => {
    const dead = address("a", { dead: "bounce_hard" });
    const others = [
      address("b", { dead: "bounce_hard" }),
      address("c", { hasMail: false }),
      address("d", { isArchived: true }),
    ];
    expect(chooseAddress("a", [dead, ...others])).toBeNull();
    expect(chooseAddress("a", [address("a", { isArchived: true, dead: "bounce_hard" }), address("b")])).toBeNull();
  });

  test("is explained", () => {
    expect(addressInWords({ contactId: "a", because: "bounce_hard" })).toBe(
      "Another address of theirs is used: the one that was meant does not exist.",
    );
  });
});
