"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Outputs } from "@/components/settings/settings-data";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { Failure } from "@/components/ui/failure";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { DetailPageSkeleton } from "@/components/ui/page-skeleton";
import { CompanyMails } from "./company-mails";
import { CompanyPeople } from "./company-people";
import { RenameDialog } from "./rename-dialog";

export type Company = Outputs["companies"]["get"];

/** A company: its people, the last that was said to them, and how much more may be. */
export function CompanyScreen({ companyId, workspace }: { companyId: string; workspace: string }) {
  const trpc = useTRPC();
  const { can, zone, workspace: here } = useWorkspace();
  const [renaming, setRenaming] = useState(false);
  const { data: company, error, refetch } = useQuery(trpc.companies.get.queryOptions({ id: companyId }));
  if (error)
    return (
      <Failure level={1} onRetry={() => void refetch()}>
        {errorMessage(error)}
      </Failure>
    );
  if (!company) return <DetailPageSkeleton />;
  const { leaveAloneUntil: until } = company;
  return (
    <Page>
      <PageHeader
        title={company.name}
        badge={
          until && here && until > here.now ? (
            <Badge tone="amber" mark="ring">
              Left alone until <DateTime at={until} zone={zone} format="day" />
            </Badge>
          ) : null
        }
        description={[
          company.domain,
          `${company.people.toLocaleString("en")} ${company.people === 1 ? "person" : "people"}`,
        ]
          .filter(Boolean)
          .join(" · ")}
        actions={can("contacts.write") ? <Button onClick={() => setRenaming(true)}>Rename…</Button> : null}
      />
      <div className="flex flex-col gap-6">
        {company.rules.length > 0 ? <Limits company={company} zone={zone} /> : null}
        <CompanyPeople companyId={companyId} workspace={workspace} />
        <CompanyMails mails={company.mails} workspace={workspace} zone={zone} />
      </div>
      {renaming ? <RenameDialog company={company} onClose={() => setRenaming(false)} /> : null}
    </Page>
  );
}

/** How full the rules are that count people of one company. */
function Limits({ company, zone }: { company: Company; zone: string }) {
  return (
    <Card title="Limits for the company" description="Rules that count how many of its people are written to.">
      <ul className="flex flex-col gap-2">
        {company.rules.map(({ rule, used, max, freesAt }) => (
          <li key={rule.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0 flex-1 basis-48 font-medium">{rule.name}</span>
            <span className="text-ink2 text-sm tabular">
              {rule.max === null ? (used > 0 ? "Too soon" : "") : `${used} of ${max} people`}
            </span>
            {freesAt ? (
              <Badge tone="amber" mark="ring">
                The next from <DateTime at={freesAt} zone={zone} />
              </Badge>
            ) : max !== null && used >= max ? (
              <Badge tone="amber" mark="ring">
                No room while the rule stands
              </Badge>
            ) : (
              <Badge tone="pine">Room for one more</Badge>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
