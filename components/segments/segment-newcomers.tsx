"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/react";
import { RadioGroup } from "@/components/ui/radio-group";
import { useSettled } from "@/components/ui/use-settled";
import { type Condition, checkCondition } from "@/core/audience";

export type Newcomers = "stay-out" | "let-in";

export interface SegmentNewcomersProps {
  readonly id: string;
  readonly condition: Condition;
  readonly value: Newcomers;
  readonly onChange: (value: Newcomers) => void;
}

/** Whom the edit of a segment brings in that lets people into live sequences, and whether they enter. Nothing where it brings nobody. */
export function SegmentNewcomers({ id, condition, value, onChange }: SegmentNewcomersProps) {
  const trpc = useTRPC();
  const settled = useSettled(condition);
  const { data } = useQuery({
    ...trpc.segments.newcomers.queryOptions({ id, condition: settled }),
    enabled: checkCondition(settled).length === 0,
    placeholderData: keepPreviousData,
  });
  if (!data || data.people === 0) return null;
  const { people, sequences } = data;
  const who = people === 1 ? "1 person comes" : `${people.toLocaleString("en")} people come`;
  return (
    <RadioGroup<Newcomers>
      legend={`${who} in by this change. The segment lets people into ${sequences.map((name) => `“${name}”`).join(", ")}.`}
      look="card"
      value={value}
      onValueChange={onChange}
      options={[
        {
          value: "stay-out",
          label: people === 1 ? "They do not enter" : "None of them enters",
          hint: "Only who comes to fit by a change of their own, from now on.",
        },
        { value: "let-in", label: "Let them in", hint: "They enter now, as if each had just come to fit." },
      ]}
    />
  );
}
