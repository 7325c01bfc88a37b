import { expect, test } from "vitest";
import { collisionAdvice } from "./collision";

const rival = (name: string, over: object = {}) => ({ name, priority: 50, held: 0, skipped: 0, ...over });

test("no harm, no advice", () => {
  expect(collisionAdvice(rival("News"), rival("Trial"), 400)).toEqual([]);
});

test("equal priorities: make one higher; many holds: start later", () => {
  const said = collisionAdvice(rival("News", { held: 40 }), rival("Trial", { held: 2 }), 100);
  expect(said[0]).toMatch(/^Both have priority 50/);
  expect(said[1]).toBe("Start News a few days after Trial, or leave out those who are in it.");
});

test("who loses is told by which the priority is, and a skip weighs more than a hold", () => {
  const said = collisionAdvice(rival("News", { held: 3, priority: 70 }), rival("Trial", { skipped: 2 }), 100);
  expect(said[0]).toBe("News goes first by its priority (70 over 50); raise that of Trial if it matters more.");
  expect(said[1]).toMatch(/^2 of Trial were skipped/);
  const late = collisionAdvice(rival("News", { held: 3, priority: 70 }), rival("Trial"), 100);
  expect(late).toHaveLength(1);
  expect(late[0]).toMatch(/higher priority \(70\) and still waits more/);
});
