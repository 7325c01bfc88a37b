import { renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { type Right, type Role, rightsOf } from "@/core/rights";
import { useSequenceRights } from "./use-sequence-rights";

const member = vi.hoisted(() => ({ role: "viewer", teamIds: [] as string[] }));
vi.mock("@/components/trpc/use-workspace", () => ({
  useWorkspace: () => ({ me: member, can: (right: Right) => rightsOf(member.role as Role).has(right) }),
}));

const rightsTo = (role: Role, teamIds: string[], sequence: { teamId: string | null; state: string }) => {
  Object.assign(member, { role, teamIds });
  const { mayWrite, mayPublish, refusal } = renderHook(() => useSequenceRights(sequence)).result.current;
  return [mayWrite, mayPublish, refusal === null];
};

test("a draft is changed by whoever writes for its team, and not while it is archived", () => {
  const theirs = { teamId: "tea_1", state: "live" };
  expect(rightsTo("viewer", [], theirs)).toEqual([false, false, false]);
  expect(rightsTo("support", [], theirs)).toEqual([false, false, false]);
  expect(rightsTo("marketer", ["tea_2"], theirs)).toEqual([false, false, false]);
  expect(rightsTo("marketer", ["tea_1"], theirs)).toEqual([true, true, true]);
  expect(rightsTo("admin", ["tea_2"], theirs)).toEqual([true, true, true]);
  expect(rightsTo("marketer", ["tea_1"], { ...theirs, state: "archived" })).toEqual([true, true, false]);
});
