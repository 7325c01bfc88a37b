import Link from "next/link";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import type { Company } from "./company-screen";

const channels: Readonly<Record<string, string>> = {
  call: "A call",
  sms: "A text message",
  letter: "A letter",
  social: "A message in a social network",
};

/** The last that was said to people of the company, by whatever way. */
export function CompanyMails({ mails, workspace, zone }: { mails: Company["mails"]; workspace: string; zone: string }) {
  return (
    <Card title="Last said to them" flush>
      {mails.length === 0 ? (
        <EmptyState size="inline" title="Nothing yet">
          What goes to its people by mail, by call or by letter stands here.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line border-line border-t">
          {mails.map(({ id, contactId, name, subject, channel, at }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-5 py-2.5">
              <span className="min-w-0 flex-1 basis-60">
                <span className="block truncate">{subject || channels[channel] || "Without a subject"}</span>
                <Link
                  href={`/${workspace}/contacts/${contactId}`}
                  prefetch={false}
                  className="text-ink2 text-sm underline-offset-2 hover:underline"
                >
                  {name}
                </Link>
              </span>
              <span className="text-ink3 text-sm tabular">
                <DateTime at={at} zone={zone} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
