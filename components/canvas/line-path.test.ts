import { describe, expect, it } from "vitest";
import { linePath } from "./line-path";

const ends = { fromX: 0, fromY: 100, toX: 0, toY: 148, lane: 0, alone: true, viaX: null };

describe("linePath", () => {
  it("goes straight down with its plus half-way", () => {
    expect(linePath(ends)).toEqual({ path: "M0,100L0,148", plusX: 0, plusY: 124 });
  });

  it("runs just under the source to a branch's first step and puts the plus above that step", () => {
    const line = linePath({ ...ends, toX: 300, toY: 172, lane: 1 });
    expect(line.path).toContain(",126 ");
    expect(line).toMatchObject({ plusX: 300, plusY: 152 });
  });

  it("goes down its lane past what stands between", () => {
    const line = linePath({ ...ends, toX: 200, toY: 600, alone: false, viaX: -150 });
    expect(line.path).toContain("Q-150,");
    expect(line.path.endsWith("L200,600")).toBe(true);
    expect(line.plusX).toBe(-150);
  });

  it("runs just above a step several lines meet at and keeps the plus under its own step", () => {
    const line = linePath({ ...ends, toX: 300, toY: 400, alone: false });
    expect(line.path).toContain("Q0,364");
    expect(line).toMatchObject({ plusX: 0, plusY: 120 });
  });
});
