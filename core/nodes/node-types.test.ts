import { describe, expect, it } from "vitest";
import { readConfig } from "@/core/config";
import { controlNames } from "@/core/field";
import { isJsonObject, jsonAt } from "@/core/json";
import { noNames } from "@/core/names";
import { addableNodeTypes, nodeTypeOf, nodeTypes } from "@/core/nodes";
import { toJsonObject } from "@/core/testing/graph";

/** What every kind of node owes to canvas, validation and interpreter. */
describe.each(Object.entries(nodeTypes))("%s", (kind, typed) => {
  const type = nodeTypeOf(kind);
  if (type === null) throw new Error(`${kind} is not in the registry`);
  const defaults = type.defaults();

  it("stands under its own name", () => {
    expect(typed.kind).toBe(kind);
  });

  it("has defaults that are JSON, that its card can show, and that fail only where somebody must choose", () => {
    expect(JSON.parse(JSON.stringify(defaults))).toEqual(defaults);
    expect(type.summary(defaults, noNames)).toMatch(/^[A-Z].*[^.]$/s);
    const issues = type.schema.safeParse(defaults).error?.issues ?? [];
    for (const issue of issues) expect(issue.message).toMatch(/^(Add|Choose|Write|Say|Give|Name) /);
  });

  it("has a field for every value of its config, with a control that exists", () => {
    const paths = type.fields.map((field) => field.path.split(".")[0]);
    const hidden = new Set(["links", "templateFamily"]);
    expect(
      Object.keys(toJsonObject(defaults as object)).filter((key) => !hidden.has(key) && !paths.includes(key)),
    ).toEqual([]);
    for (const field of type.fields) {
      expect(controlNames).toContain(field.control);
      expect(isJsonObject(defaults) && jsonAt(defaults, field.path)).not.toBeUndefined();
      for (const value of field.visibleWhen?.in ?? []) expect(typeof value).toBe("string");
    }
  });

  it("has outlets with distinct ids and words, none called done", () => {
    const outlets = type.outlets(defaults);
    const ids = outlets.map((outlet) => outlet.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain("done");
    for (const outlet of outlets) {
      expect(outlet.label).not.toBe("");
      if (outlet.fallsTo !== undefined) expect(ids).toContain(outlet.fallsTo);
    }
  });

  it("reads a config that is nonsense as its defaults, and says so", () => {
    const read = readConfig(
      {
        id: "x",
        step: 1,
        kind,
        config: {
          subject: 1,
          outcomes: "no",
          arms: null,
          changes: 3,
          entrance: [],
          url: {},
          title: 4,
          text: [],
          sequenceId: 1,
          mode: "x",
          by: 2,
          reason: 1,
        },
        next: {},
      },
      type,
    );
    expect(read.issues.length).toBeGreaterThan(0);
    expect(() => type.summary(read.config, noNames)).not.toThrow();
    expect(() => type.outlets(read.config)).not.toThrow();
  });
});

describe("the add menu", () => {
  it("has one key for each kind", () => {
    const keys = addableNodeTypes.map((type) => type.key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[A-Z]$/);
    expect(addableNodeTypes.map((type) => type.kind)).not.toContain("trigger");
  });

  it("an unknown kind is null, also a clever one", () => {
    expect([nodeTypeOf("sms"), nodeTypeOf("constructor"), nodeTypeOf("__proto__")]).toEqual([null, null, null]);
  });
});
