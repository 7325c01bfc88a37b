"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useSaveEnd } from "@/components/trpc/use-save-end";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DateTime } from "@/components/ui/date-time";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { ProductRefs } from "./product-refs";
import type { Outputs } from "./settings-data";

type Integration = Outputs["integrations"]["list"][number];
type Kind = Integration["kind"];

interface About {
  readonly title: string;
  readonly what: string;
  readonly secret: string;
  /** What a key is for; null: none is. */
  readonly key: string | null;
  readonly events: string;
}

const about: Record<Kind, About> = {
  stripe: {
    title: "Stripe",
    what: "Purchases: who has bought a product is not advertised to for it any more.",
    secret: "Begins with whsec_",
    key: "Restricted key (reads checkout sessions); only needed for checkouts, whose events do not say what was bought",
    events: "checkout.session.completed, checkout.session.async_payment_succeeded, invoice.paid",
  },
  shopify: {
    title: "Shopify",
    what: "Orders that were paid: who has bought a product is not advertised to for it any more.",
    secret: "The app's client secret, or the one shown below the shop's own webhooks",
    key: null,
    events: "orders/paid, as JSON",
  },
  resend: {
    title: "Resend",
    what: "What becomes of mail that leaves through Resend, and mail that comes in there.",
    secret: "Begins with whsec_",
    key: "API key; only needed to fetch mail that came in",
    events: "email.sent, delivered, delivery_delayed, bounced, complained, failed, suppressed, received",
  },
};

/** Services that tell us what happens where we cannot see it. */
export function IntegrationSettings() {
  const trpc = useTRPC();
  const list = useQuery(trpc.integrations.list.queryOptions());
  if (list.isError) return <Failure title="The services cannot be read" onRetry={() => void list.refetch()} />;
  if (list.isPending)
    return (
      <Loading label="Loading">
        <Skeleton className="h-48" />
      </Loading>
    );
  const of = (kind: Kind) => list.data.find((one) => one.kind === kind) ?? null;
  return (
    <div className="flex flex-col gap-5">
      <IntegrationCard kind="stripe" integration={of("stripe")} />
      <IntegrationCard kind="shopify" integration={of("shopify")} />
      <ProductRefs />
      <IntegrationCard kind="resend" integration={of("resend")} />
    </div>
  );
}

function useSaved() {
  const trpc = useTRPC();
  return useSaveEnd({ failed: "That did not work", stale: [trpc.integrations.pathKey()] });
}

function IntegrationCard({ kind, integration }: { kind: Kind; integration: Integration | null }) {
  const trpc = useTRPC();
  const saved = useSaved();
  const { title, what } = about[kind];
  const connect = useMutation(trpc.integrations.connect.mutationOptions(saved.end));
  return (
    <Card title={title} description={what}>
      {integration === null ? (
        <Button busy={connect.isPending} onClick={() => connect.mutate({ kind })}>
          Connect {title}
        </Button>
      ) : (
        <Connected kind={kind} integration={integration} />
      )}
    </Card>
  );
}

function Connected({ kind, integration }: { kind: Kind; integration: Integration }) {
  const trpc = useTRPC();
  const { zone } = useWorkspace();
  const saved = useSaved();
  const { title, secret: beginsWith, key, events } = about[kind];
  const [secret, setSecret] = useState("");
  const [apiKey, setApiKey] = useState("");
  const update = useMutation(
    trpc.integrations.update.mutationOptions({
      ...saved.end,
      onSuccess: async () => {
        setSecret("");
        setApiKey("");
        await saved.end.onSuccess();
      },
    }),
  );
  const [leaving, setLeaving] = useState(false);
  const remove = useMutation(trpc.integrations.remove.mutationOptions({ onSuccess: saved.end.onSuccess }));
  const { errors } = saved;
  function submit(event: FormEvent): void {
    event.preventDefault();
    update.mutate({
      kind,
      ...(secret.trim() === "" ? {} : { signingSecret: secret }),
      ...(apiKey.trim() === "" ? {} : { apiKey }),
    });
  }
  return (
    <div className="flex flex-col gap-5">
      <Field label="Address to enter there" hint={`For ${events}`}>
        <Input readOnly value={integration.url} onValueChange={() => undefined} />
      </Field>
      {integration.refusal ? (
        <Callout tone="rust" title="A call was refused">
          {integration.refusal}. Is the signing secret the one shown beside this address there?
        </Callout>
      ) : null}
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="Signing secret"
          hint={integration.hasSecret ? "One is kept. Enter another to replace it." : beginsWith}
          error={errors.signingSecret}
        >
          <Input type="password" autoComplete="off" value={secret} onValueChange={setSecret} />
        </Field>
        {key === null ? null : (
          <Field
            label="API key"
            optional
            hint={integration.hasApiKey ? "One is kept. Enter another to replace it." : key}
            error={errors.apiKey}
          >
            <Input type="password" autoComplete="off" value={apiKey} onValueChange={setApiKey} />
          </Field>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" busy={update.isPending}>
            Save
          </Button>
          <Button variant="danger-quiet" onClick={() => setLeaving(true)}>
            Disconnect {title}…
          </Button>
          <span className="text-ink2 text-sm">
            {integration.lastEventAt === null ? (
              "Nothing was told yet"
            ) : (
              <>
                Last told <DateTime zone={zone} at={integration.lastEventAt} />
              </>
            )}
          </span>
        </div>
      </form>
      <Told kind={kind} />
      <ConfirmDialog
        open={leaving}
        onOpenChange={setLeaving}
        title={`Disconnect ${title}?`}
        confirmLabel="Disconnect"
        danger
        onConfirm={async () => {
          await orSay(remove.mutateAsync({ kind }));
        }}
      >
        Nothing that {title} tells arrives any more, and its secret is forgotten. Connected again it has another
        address, which has to be entered there.
      </ConfirmDialog>
    </div>
  );
}

const tones = { handled: "pine", ignored: "neutral", owed: "amber", failed: "rust" } as const;
const words: Record<string, string> = {
  handled: "done",
  ignored: "nothing to do",
  owed: "will be tried again",
  failed: "failed",
};

/** The newest of what it told, and what came of it. */
function Told({ kind }: { kind: Kind }) {
  const trpc = useTRPC();
  const { zone } = useWorkspace();
  const saved = useSaved();
  const events = useQuery(trpc.integrations.events.queryOptions({ kind, limit: 20 }));
  const retry = useMutation(trpc.integrations.retry.mutationOptions(saved.end));
  if (!events.data || events.data.items.length === 0) return null;
  return (
    <ul className="divide-y divide-line border-line border-t text-sm" aria-label="What it told">
      {events.data.items.map((event) => (
        <li key={event.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
          <Badge tone={tones[event.state as keyof typeof tones] ?? "neutral"}>
            {words[event.state] ?? event.state}
          </Badge>
          <span className="font-medium">{event.type}</span>
          <span className="min-w-0 flex-1 basis-40 text-ink2">{event.outcome ?? ""}</span>
          <DateTime zone={zone} at={event.receivedAt} />
          {event.state === "failed" ? (
            <Button size="sm" variant="quiet" busy={retry.isPending} onClick={() => retry.mutate({ id: event.id })}>
              Try again
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
