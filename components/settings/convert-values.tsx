"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/react";
import { Checkbox } from "@/components/ui/checkbox";
import { useSettled } from "@/components/ui/use-settled";
import type { AttributeDefinition } from "@/core/attribute";

const contacts = (n: number): string => `${n.toLocaleString("en")} ${n === 1 ? "contact" : "contacts"}`;

/** Offers to write the values contacts have in the type that is chosen, with how many fit and what stays as it is. */
export function ConvertValues({
  of,
  value,
  onChange,
}: {
  of: Pick<AttributeDefinition, "key" | "type" | "options">;
  value: boolean;
  onChange: (convert: boolean) => void;
}) {
  const trpc = useTRPC();
  const { key, type } = of;
  const options = useSettled(of.options.join("\n")).split("\n").filter(Boolean);
  const foreseen = useQuery({
    ...trpc.attributes.foresee.queryOptions({ key, label: key, type, options }),
    enabled: type !== "option" || options.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (!foreseen.data) return null;
  const { converts, misfits, examples } = foreseen.data;
  return (
    <div className="flex flex-col gap-2">
      {converts > 0 ? (
        <Checkbox
          label={`Convert what ${contacts(converts)} have`}
          hint="Written as this type in the same step; else it stays until somebody changes it."
          checked={value}
          onCheckedChange={onChange}
        />
      ) : null}
      {misfits > 0 ? (
        <p className="text-amber text-sm">
          Of {contacts(misfits)} it does not fit and stays as it is: {examples.map((one) => `“${one}”`).join(", ")}
          {examples.length < misfits ? " …" : ""}
        </p>
      ) : null}
    </div>
  );
}
