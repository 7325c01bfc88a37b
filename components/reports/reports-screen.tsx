"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { BarChart3 } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { downloadText } from "@/components/settings/audit-filters";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { dayIn } from "@/components/ui/date-format";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TableSkeleton } from "@/components/ui/page-skeleton";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { PerPerson } from "./per-person";
import { RangeFields } from "./range-fields";
import { daysOfSpan, spanKeys } from "./report-range";
import { ReportReasons } from "./report-reasons";
import { ReportTable } from "./report-table";
import { ReportTotals } from "./report-totals";

const EVERY = "every";

/** What was sent, held back and skipped in a range of days, by sequence or team, and what came of it. */
export function ReportsScreen({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { zone, workspace: here } = useWorkspace();
  const { vocabulary } = useVocabulary();
  const today = dayIn(here?.now ?? new Date(), zone);
  const [asked, set] = useQueryStates(
    {
      span: parseAsStringLiteral(spanKeys).withDefault("30"),
      from: parseAsString.withDefault(""),
      to: parseAsString.withDefault(""),
      by: parseAsStringLiteral(["sequence", "team"]).withDefault("sequence"),
      team: parseAsString,
    },
    { history: "replace", shallow: true },
  );
  const own = { from: asked.from || today, to: asked.to || today };
  const range = asked.span === "own" ? own : daysOfSpan(asked.span, today);
  const input = { ...range, by: asked.by, ...(asked.team ? { teamId: asked.team } : {}) };
  const report = useQuery({
    ...trpc.reports.get.queryOptions(input),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
  const save = async () => {
    const { csv } = await queries.fetchQuery(trpc.reports.export.queryOptions(input));
    downloadText(`report-${range.from}-${range.to}.csv`, csv);
  };
  const teams = vocabulary?.teams ?? [];
  return (
    <Page>
      <PageHeader
        title="Reports"
        description="What went out, what was held back, and what people did. People are counted once, and only what humans did."
        actions={<Button onClick={() => void save().catch(notifyFailure)}>Export as CSV</Button>}
      >
        <search className="flex flex-wrap items-end gap-3" aria-label="Days and rows">
          <RangeFields span={asked.span} range={range} today={today} onChange={(next) => void set(next)} />
          <Segmented
            label="Rows"
            options={[
              { value: "sequence", label: "By sequence" },
              { value: "team", label: "By team" },
            ]}
            value={asked.by}
            onValueChange={(by) => void set({ by })}
          />
          {teams.length > 0 ? (
            <Select
              aria-label="Team"
              className="w-48"
              options={[
                { value: EVERY, label: "Every team" },
                ...teams.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={asked.team ?? EVERY}
              onValueChange={(team) => void set({ team: team === EVERY ? null : team })}
            />
          ) : null}
        </search>
      </PageHeader>
      {report.error && !report.data ? (
        <Failure onRetry={() => void report.refetch()}>{errorMessage(report.error)}</Failure>
      ) : !report.data ? (
        <TableSkeleton rows={8} />
      ) : report.data.rows.length === 0 ? (
        <EmptyState icon={<BarChart3 />} title="Nothing happened in these days">
          Nothing was sent, held or skipped. Choose other days, or another team.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-5" aria-busy={report.isPlaceholderData}>
          <ReportTotals rows={report.data.rows} />
          <ReportTable rows={report.data.rows} by={asked.by} workspace={workspace} />
          <div className="grid items-start gap-5 lg:grid-cols-3">
            <PerPerson counts={report.data.perPerson} />
            <ReportReasons rows={report.data.rows} />
          </div>
        </div>
      )}
    </Page>
  );
}
