import { expect, test } from "vitest";
import { noNames } from "@/core/names";
import { decidePerson } from "./decide-person";
import { remediesInWords } from "./remedy";
import { capRule, handWritten, hoursFrom, ledgerTouch, NOON, personFacts, waitingTouch } from "./testing/ledger";

const wording = { names: noNames, touchName: (id: string) => `“${id}”`, zone: "UTC" };

function heldBy(over: Parameters<typeof personFacts>[0], rules = [capRule("One a day")]) {
  const [decision] = decidePerson(
    personFacts(over),
    [ledgerTouch("news", hoursFrom(NOON, -2))],
    [waitingTouch("offer", NOON)],
    rules,
    NOON,
  );
  return decision?.explanation;
}

test("a full rule: time, the rule itself, or a member", () => {
  const explanation = heldBy({});
  expect(explanation && remediesInWords(explanation, wording)).toEqual([
    expect.stringMatching(/^A slot opens .*, when “news” no longer counts\.$/),
    "“One a day” would have to allow two instead of one.",
    "Or whoever may override a hold lets it go now, with a reason.",
  ]);
});

test("over the limit the one is named whose age makes the room", () => {
  const left = [handWritten("first", hoursFrom(NOON, -20)), ledgerTouch("second", hoursFrom(NOON, -2))];
  const [decision] = decidePerson(personFacts(), left, [waitingTouch("offer", NOON)], [capRule("One a day")], NOON);
  expect(decision && remediesInWords(decision.explanation, wording)[0]).toMatch(/when “second” no longer counts\.$/);
});

test("their own choice: nobody but they", () => {
  const explanation = heldBy({ choice: { pace: "weekly", pausedUntil: null } }, []);
  const said = explanation ? remediesInWords(explanation, wording) : [];
  expect(said.at(-1)).toBe("Only the person can choose more: their wish beats every rule.");
  expect(said.join(" ")).not.toContain("override");
});

test("several reasons are said one after the other; what leaves needs nothing", () => {
  const exchanges = [{ memberId: "mem_a", lastAt: hoursFrom(NOON, -5), replyId: null }];
  const explanation = heldBy({ exchanges });
  const said = explanation ? remediesInWords(explanation, wording) : [];
  expect(said[0]).toMatch(/^The conversation rests for a week/);
  expect(said.some((way) => way.startsWith("And besides: a slot opens"))).toBe(true);
  const free = heldBy({}, []);
  expect(free && remediesInWords(free, wording)).toEqual([]);
});
