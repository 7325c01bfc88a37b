import { describe, expect, test } from "vitest";
import { toEpochMs, toIso } from "@/core/instant";
import { isOpen, nextOpen, resolveHours, resolveZone } from "./schedule";
import { type HoursLayer, type HoursLayers, hoursLayerSchema, toOpenHours, weeklyHoursSchema } from "./schedule-hours";
import { zoneCalendar } from "./schedule-zone";

const none: HoursLayers = { workspace: null, topic: null, sequence: null, node: null };
const night: HoursLayer = { weekly: toOpenHours({ fromMinute: 1200, toMinute: 480, quietDays: [6] }), dates: [] };
const daily = (fromMinute: number, toMinute: number): HoursLayer => ({
  weekly: weeklyHoursSchema.parse(Array.from({ length: 7 }, () => [{ fromMinute, toMinute }])),
  dates: [],
});
const opening = (layers: Partial<HoursLayers>, zone: string, at: string) => {
  const hours = resolveHours({ ...none, ...layers });
  if (hours === null) throw new Error("no hours");
  const found = nextOpen(hours, zoneCalendar(zone), toEpochMs(at));
  return found === null ? null : { at: toIso(found.at), level: found.level };
};

describe("quiet hours", () => {
  test("open during the day, at 8:00 sharp, not at 20:00", () => {
    const hours = resolveHours({ ...none, workspace: night });
    const berlin = zoneCalendar("Europe/Berlin");
    if (hours === null) throw new Error("no hours");
    expect(isOpen(hours, berlin, toEpochMs("2026-05-20T08:00:00+02:00"))).toBe(true);
    expect(isOpen(hours, berlin, toEpochMs("2026-05-20T07:59:59.999+02:00"))).toBe(false);
    expect(isOpen(hours, berlin, toEpochMs("2026-05-20T19:59:59.999+02:00"))).toBe(true);
    expect(isOpen(hours, berlin, toEpochMs("2026-05-20T20:00:00+02:00"))).toBe(false);
  });

  test("Saturday evening waits over Sunday to Monday morning", () => {
    expect(opening({ workspace: night }, "Europe/Berlin", "2026-05-23T20:30:00+02:00")).toEqual({
      at: "2026-05-25T06:00:00.000Z",
      level: "workspace",
    });
  });

  test("the inner week wins whole, and says so", () => {
    const layers = { workspace: night, node: daily(540, 660) };
    expect(opening(layers, "Europe/Berlin", "2026-05-24T00:00:00+02:00")).toEqual({
      at: "2026-05-24T07:00:00.000Z",
      level: "node",
    });
    const topicOnly = { workspace: night, topic: daily(0, 1440), sequence: { weekly: null, dates: [] } };
    expect(opening(topicOnly, "Europe/Berlin", "2026-05-24T03:00:00+02:00")?.at).toBe("2026-05-24T01:00:00.000Z");
  });

  test("a closed date of the workspace holds inside a node's week, unless the node opens it", () => {
    const christmas: HoursLayer = { ...night, dates: [{ date: "2026-12-25", open: [] }] };
    const node = daily(540, 660);
    expect(opening({ workspace: christmas, node }, "Europe/Berlin", "2026-12-25T09:30:00+01:00")).toEqual({
      at: "2026-12-26T08:00:00.000Z",
      level: "workspace",
    });
    const opened = { ...node, dates: [{ date: "2026-12-25", open: [{ fromMinute: 600, toMinute: 620 }] }] };
    expect(opening({ workspace: christmas, node: opened }, "Europe/Berlin", "2026-12-25T09:30:00+01:00")?.at).toBe(
      "2026-12-25T09:00:00.000Z",
    );
  });

  test("no level = always open; all days closed = never", () => {
    expect(resolveHours(none)).toBeNull();
    const closed = { weekly: Array.from({ length: 7 }, () => []), dates: [] };
    expect(opening({ workspace: closed }, "UTC", "2026-05-20T00:00:00Z")).toBeNull();
  });

  test("several windows a day, in any order", () => {
    const two: HoursLayer = {
      weekly: Array.from({ length: 7 }, () => [
        { fromMinute: 840, toMinute: 900 },
        { fromMinute: 540, toMinute: 600 },
      ]),
      dates: [],
    };
    expect(opening({ workspace: two }, "UTC", "2026-05-20T00:00:00Z")?.at).toBe("2026-05-20T09:00:00.000Z");
    expect(opening({ workspace: two }, "UTC", "2026-05-20T10:00:00Z")?.at).toBe("2026-05-20T14:00:00.000Z");
    expect(opening({ workspace: two }, "UTC", "2026-05-20T15:00:00Z")?.at).toBe("2026-05-21T09:00:00.000Z");
  });

  test("a closing time before the opening time is refused at its field", () => {
    const bad = { weekly: [[{ fromMinute: 600, toMinute: 600 }], [], [], [], [], [], []], dates: [] };
    expect(hoursLayerSchema.safeParse(bad).error?.issues[0]?.path).toEqual(["weekly", 0, 0, "toMinute"]);
  });
});

describe("changes of clocks", () => {
  test("a time left out opens at the next valid minute", () => {
    // Berlin, 29 March 2026: 02:00 to 03:00 does not exist
    expect(opening({ node: daily(150, 300) }, "Europe/Berlin", "2026-03-29T00:00:00+01:00")?.at).toBe(
      "2026-03-29T01:00:00.000Z",
    );
  });

  test("a window wholly in the hour left out opens after it for its own length", () => {
    const window = { node: daily(130, 160) };
    expect(opening(window, "Europe/Berlin", "2026-03-29T00:00:00+01:00")?.at).toBe("2026-03-29T01:00:00.000Z");
    expect(opening(window, "Europe/Berlin", "2026-03-29T01:29:00Z")?.at).toBe("2026-03-29T01:29:00.000Z");
    expect(opening(window, "Europe/Berlin", "2026-03-29T01:30:00Z")?.at).toBe("2026-03-30T00:10:00.000Z");
  });

  test("a time that exists twice opens once, the first time", () => {
    // Berlin, 25 October 2026: 02:00 to 03:00 twice; 02:30 first at 00:30 UTC, again at 01:30 UTC
    const window = { node: daily(150, 155) };
    expect(opening(window, "Europe/Berlin", "2026-10-25T00:00:00Z")?.at).toBe("2026-10-25T00:30:00.000Z");
    expect(opening(window, "Europe/Berlin", "2026-10-25T00:35:00Z")?.at).toBe("2026-10-26T01:30:00.000Z");
  });

  test("midnight that does not exist (Santiago)", () => {
    expect(opening({ node: daily(0, 60 * 2) }, "America/Santiago", "2026-09-05T22:00:00-04:00")?.at).toBe(
      "2026-09-06T04:00:00.000Z",
    );
  });
});

test("the zone that holds: explicit, inferred, company, workspace; unknown names are passed over", () => {
  const known = { explicit: null, inferred: "Asia/Tokyo", company: "Europe/Rome", workspace: "UTC" };
  expect(resolveZone({ ...known, explicit: "Europe/Berlin" })).toEqual({ id: "Europe/Berlin", source: "explicit" });
  expect(resolveZone(known)).toEqual({ id: "Asia/Tokyo", source: "inferred" });
  expect(resolveZone({ ...known, inferred: "Mars/Base" })).toEqual({ id: "Europe/Rome", source: "company" });
  expect(resolveZone({ ...known, inferred: null, company: null, workspace: "Nowhere" })).toEqual({
    id: "UTC",
    source: "workspace",
  });
});
