"use client";

import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { PropertyTest } from "@/core/signal-filter";
import { RowList } from "./row-list";

const operators = [
  { value: "is" as const, label: "is" },
  { value: "is-not" as const, label: "is not" },
  { value: "contains" as const, label: "contains" },
  { value: "at-least" as const, label: "is at least" },
  { value: "at-most" as const, label: "is at most" },
  { value: "exists" as const, label: "is there" },
];

/** What the event or purchase must say of itself: its properties by name. */
export function PropertyTests({
  tests,
  onChange,
  label,
}: {
  tests: readonly PropertyTest[];
  onChange: (tests: PropertyTest[]) => void;
  label: string;
}) {
  return (
    <RowList<PropertyTest>
      rows={tests}
      keyOf={(_, index) => `${index}`}
      onChange={onChange}
      make={() => ({ path: "plan", op: "is", value: "" })}
      addLabel="Only with a property…"
      rowLabel={(_, index) => (index === 0 ? "Only if" : "and if")}
    >
      {(test, change, index) => (
        <>
          <div className="flex gap-2">
            <Input
              aria-label={`${label}, property ${index + 1}: name`}
              placeholder="Property, like plan or items.0.sku"
              value={test.path}
              onValueChange={(path) => change({ ...test, path })}
            />
            <Select
              aria-label={`${label}, property ${index + 1}: how to compare`}
              options={operators}
              value={test.op}
              onValueChange={(op) => change({ ...test, op })}
            />
          </div>
          {test.op === "exists" ? null : (
            <Input
              aria-label={`${label}, property ${index + 1}: with`}
              placeholder="Value"
              value={String(test.value ?? "")}
              onValueChange={(value) => change({ ...test, value })}
            />
          )}
        </>
      )}
    </RowList>
  );
}
