"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { Select, type SelectGroup, type SelectOption } from "@/components/ui/select";
import { importFields, toAttributeKey } from "@/core/import-field";
import type { AppRouter } from "@/server/api/root";

export type ReadFile = inferRouterOutputs<AppRouter>["imports"]["read"];

/** Where each column goes, beside what stands in it. */
export function ImportColumns({
  columns,
  mapping,
  onChange,
  known,
  errors,
}: {
  columns: ReadFile["columns"];
  mapping: Readonly<Record<string, string>>;
  onChange: (mapping: Record<string, string>) => void;
  /** Fields of its own that the workspace has. */
  known: readonly { readonly key: string; readonly label: string }[];
  errors: Readonly<Record<string, string>>;
}) {
  return (
    <div className="overflow-x-auto rounded-card border border-line">
      <table className="w-full border-separate border-spacing-0" aria-label="Columns of the file">
        <thead>
          <tr className="text-left text-caption text-ink2 [&>th]:border-line [&>th]:border-b [&>th]:bg-surface2 [&>th]:px-4 [&>th]:py-2 [&>th]:font-medium">
            <th scope="col">In the file</th>
            <th scope="col" className="max-sm:hidden">
              For example
            </th>
            <th scope="col">Becomes</th>
          </tr>
        </thead>
        <tbody className="[&_td]:border-line [&_td]:border-b [&_td]:px-4 [&_td]:py-2 [&_tr:last-child>td]:border-b-0">
          {columns.map(({ name, samples }) => (
            <tr key={name}>
              <td className="font-medium">{name}</td>
              <td className="max-w-64 truncate text-ink2 text-sm max-sm:hidden">{samples.slice(0, 3).join(" · ")}</td>
              <td className="w-64">
                <Select
                  aria-label={`Column ${name} becomes`}
                  options={targetsFor(name, known)}
                  value={mapping[name] ?? "skip"}
                  onValueChange={(target) => onChange({ ...mapping, [name]: target })}
                />
                {errors[`mapping.${name}`] ? (
                  <p role="alert" className="mt-1 text-rust text-sm">
                    {errors[`mapping.${name}`]}
                  </p>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function targetsFor(
  column: string,
  known: readonly { readonly key: string; readonly label: string }[],
): (SelectOption<string> | SelectGroup<string>)[] {
  const own = toAttributeKey(column);
  const isNew = own !== "" && !known.some(({ key }) => key === own);
  return [
    ...importFields.map(({ id, label }) => ({ value: id as string, label })),
    {
      heading: "Fields of your own",
      options: [
        ...(isNew ? [{ value: `attribute:${own}`, label: own, hint: "New field" }] : []),
        ...known.map(({ key, label }) => ({ value: `attribute:${key}`, label })),
      ],
    },
  ];
}
