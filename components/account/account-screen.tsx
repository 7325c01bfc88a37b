"use client";

import { useQuery } from "@tanstack/react-query";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Failure } from "@/components/ui/failure";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";
import { TwoFactorCard } from "./two-factor-card";

/** The member's own page: the same account in every workspace. */
export function AccountScreen() {
  const trpc = useTRPC();
  const me = useQuery(trpc.account.me.queryOptions());
  if (me.error && !me.data) {
    return (
      <Failure level={1} onRetry={() => void me.refetch()}>
        {errorMessage(me.error)}
      </Failure>
    );
  }
  return (
    <Page width="narrow">
      <PageHeader title="Your account" description="The same in every workspace you work in." />
      {me.data ? (
        <div className="flex flex-col gap-5">
          <NameForm key={me.data.name} name={me.data.name} email={me.data.email} />
          <PasswordForm email={me.data.email} />
          <TwoFactorCard enabled={me.data.twoFactorEnabled} />
        </div>
      ) : (
        <Loading label="Your account is loading">
          <Skeleton className="h-96 w-full" />
        </Loading>
      )}
    </Page>
  );
}
