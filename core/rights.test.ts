import { describe, expect, test } from "vitest";
import { isRole, mayGiveRole, rights, rightsOf, roles, worksForTeam } from "./rights";

describe("rights", () => {
  test("owner and admin have every right", () => {
    expect([...rightsOf("owner")].sort()).toEqual([...rights].sort());
    expect([...rightsOf("admin")].sort()).toEqual([...rights].sort());
  });

  test("a viewer only reads", () => {
    expect([...rightsOf("viewer")]).toEqual(["read"]);
  });

  test.each(["hold.override", "caps.exempt", "sender.of-others", "members.write", "keys.write"] as const)(
    "%s belongs to owner and admin alone",
    (right) => {
      expect(roles.filter((role) => rightsOf(role).has(right))).toEqual(["owner", "admin"]);
    },
  );

  test("reply bodies are read by sales and support, not by marketing", () => {
    expect(rightsOf("sales").has("replies.read")).toBe(true);
    expect(rightsOf("support").has("replies.read")).toBe(true);
    expect(rightsOf("marketer").has("replies.read")).toBe(false);
  });

  test("everybody may read", () => {
    for (const role of roles) expect(rightsOf(role).has("read")).toBe(true);
  });

  test("teams narrow marketer and sales, and nobody else", () => {
    expect(worksForTeam("marketer", ["tea_a"], "tea_a")).toBe(true);
    expect(worksForTeam("marketer", ["tea_a"], "tea_b")).toBe(false);
    expect(worksForTeam("sales", ["tea_a"], "tea_b")).toBe(false);
    expect(worksForTeam("marketer", ["tea_a"], null)).toBe(true);
    expect(worksForTeam("marketer", [], "tea_b")).toBe(true);
    expect(worksForTeam("admin", ["tea_a"], "tea_b")).toBe(true);
  });

  test("an admin cannot make an owner, a marketer nobody", () => {
    expect(mayGiveRole("owner", "owner")).toBe(true);
    expect(mayGiveRole("admin", "owner")).toBe(false);
    expect(mayGiveRole("admin", "admin")).toBe(true);
    expect(mayGiveRole("marketer", "viewer")).toBe(false);
  });

  test("a role is one of the six words", () => {
    expect(isRole("sales")).toBe(true);
    expect(isRole("member")).toBe(false);
    expect(isRole(undefined)).toBe(false);
  });
});
