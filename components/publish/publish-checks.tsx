"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { runChecks } from "@/components/try/check-trials";
import { CheckMark } from "@/components/try/try-checks";
import type { Graph } from "@/core/graph";

/** The kept cases, run with this draft and today's rules. Loaded apart: it brings the simulator. */
export function PublishChecks({ sequenceId, graph }: { sequenceId: string; graph: Graph }) {
  const trpc = useTRPC();
  const checks = useQuery(trpc.trials.checks.queryOptions({ id: sequenceId }));
  const some = (checks.data?.length ?? 0) > 0;
  const scene = useQuery({ ...trpc.trials.person.queryOptions({ id: sequenceId }), enabled: some });
  const results = useMemo(
    () => (checks.data && scene.data ? runChecks(checks.data, graph, scene.data) : []),
    [checks.data, scene.data, graph],
  );
  if (some && scene.error && results.length === 0)
    return (
      <p className="text-amber text-sm">The checks that were kept could not be run: {errorMessage(scene.error)}</p>
    );
  if (results.length === 0) return null;
  const broken = results.filter(({ holds }) => !holds).length;
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="font-medium text-ink2 text-sm">
        {broken === 0
          ? `${results.length === 1 ? "The check holds" : `All ${results.length} checks hold`}`
          : `${broken} of ${results.length} checks go another way now`}
      </h3>
      <ul className="flex flex-col gap-1 text-sm">
        {results.map(({ check, holds, words }) => (
          <li key={check.id} className="flex items-center gap-2">
            <CheckMark holds={holds} />
            <span>
              {check.name} <span className={holds ? "text-ink2" : "text-rust"}>{words}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
