"use client";

import { z } from "zod";
import { Input } from "@/components/ui/input";
import type { ControlProps } from "./control";
import { LabelledGroup } from "./labelled";
import { readRows, toJson } from "./read-rows";
import { RowList } from "./row-list";

const pairSchema = z.object({ name: z.string(), value: z.string() });

/** Names with values, as many as one likes. */
export function HeadersControl(props: ControlProps) {
  return (
    <LabelledGroup props={props}>
      <RowList<z.infer<typeof pairSchema>>
        rows={readRows(pairSchema, props.value)}
        keyOf={(_, index) => `${index}`}
        onChange={(rows) => props.onChange(toJson(rows))}
        make={() => ({ name: "", value: "" })}
        addLabel="Add"
        rowLabel={(pair, index) => pair.name || `Number ${index + 1}`}
      >
        {(pair, change, index) => (
          <div className="flex gap-2">
            <Input
              aria-label={`Name ${index + 1}`}
              placeholder="Name"
              value={pair.name}
              onValueChange={(name) => change({ ...pair, name })}
            />
            <Input
              aria-label={`Value ${index + 1}`}
              placeholder="Value"
              value={pair.value}
              onValueChange={(value) => change({ ...pair, value })}
            />
          </div>
        )}
      </RowList>
    </LabelledGroup>
  );
}
