"use client";

import { useMemo } from "react";
import { BriefingFields } from "@/components/briefing/briefing-fields";
import { briefingSchema, emptyBriefing } from "@/core/briefing";
import { nodeOf } from "@/core/graph";
import { namedIn } from "@/core/named-in-text";
import { asText, type ControlProps } from "./control";
import { toJson } from "./read-rows";

/** What support will be told of this mail; what its text names is read from the other tab. */
export function BriefingControl({ value, onChange, problems, graph, nodeId }: ControlProps) {
  const config = nodeOf(graph, nodeId)?.config;
  const subject = asText(config?.subject);
  const preview = asText(config?.preview);
  const body = asText(config?.body);
  const named = useMemo(() => namedIn({ subject, preview, body }), [subject, preview, body]);
  const read = briefingSchema.safeParse(value);
  return (
    <BriefingFields
      value={read.success ? read.data : emptyBriefing}
      onChange={(next, typing) => onChange(toJson(next), typing)}
      problems={problems}
      named={named}
    />
  );
}
