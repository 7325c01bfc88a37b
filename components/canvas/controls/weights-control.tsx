"use client";

import { z } from "zod";
import { Input } from "@/components/ui/input";
import type { ControlProps } from "./control";
import { LabelledGroup } from "./labelled";
import { newRowId, readRows, toJson } from "./read-rows";
import { RowList } from "./row-list";
import { toNumber } from "./value-controls";

/** As a split's arm, with a weight that may be empty while it is typed. */
const rowSchema = z.object({ id: z.string(), label: z.string(), weight: z.number().nullable() });
type Row = z.infer<typeof rowSchema>;

/** Ways of a split with their weights; the shares are computed and shown. */
export function WeightsControl(props: ControlProps) {
  const rows = readRows(rowSchema, props.value);
  const total = rows.reduce((sum, row) => sum + (row.weight ?? 0), 0);
  return (
    <LabelledGroup props={props}>
      <RowList<Row>
        path={props.field.path}
        rows={rows}
        keyOf={(row) => row.id}
        onChange={(next) => props.onChange(toJson(next))}
        make={() => ({ id: newRowId(), label: String.fromCharCode(65 + rows.length), weight: 1 })}
        addLabel="Add a way"
        rowLabel={(row) =>
          `${row.label || row.id}: ${total === 0 ? 0 : Math.round(((row.weight ?? 0) / total) * 100)} %`
        }
      >
        {(row, change, index) => (
          <div className="flex gap-2">
            <Input
              aria-label={`Way ${index + 1}: name`}
              value={row.label}
              onValueChange={(label) => change({ ...row, label })}
            />
            <Input
              type="number"
              min={0}
              className="w-24"
              aria-label={`Way ${index + 1}: weight`}
              value={row.weight ?? ""}
              onValueChange={(text) => change({ ...row, weight: toNumber(text) })}
            />
          </div>
        )}
      </RowList>
    </LabelledGroup>
  );
}
