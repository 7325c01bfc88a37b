import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { DateTime } from "@/components/ui/date-time";
import { Dialog } from "@/components/ui/dialog";
import type { HeldItem } from "./held-list";

/** One held mail: why it waits, and what would have to change for it to leave. */
export function HeldWhy({
  item,
  href,
  zone,
  now,
  onClose,
  onAct,
}: {
  item: HeldItem | null;
  href: string;
  zone: string;
  now: Date;
  onClose: () => void;
  /** Left out for those who may not. */
  onAct?: (act: "let-go" | "cancel") => void;
}) {
  return (
    <Dialog
      open={item !== null}
      onOpenChange={onClose}
      title={item === null ? "" : `${item.title} to ${item.contact.name}`}
      footer={
        item === null ? null : (
          <>
            <ButtonLink href={href} className="mr-auto">
              Open the journey
            </ButtonLink>
            {onAct ? (
              <>
                <Button variant="danger-quiet" onClick={() => onAct("cancel")}>
                  Cancel it…
                </Button>
                {item.mayLetGo ? <Button onClick={() => onAct("let-go")}>Let it go now…</Button> : null}
              </>
            ) : null}
          </>
        )
      }
    >
      {item === null ? null : (
        <div className="flex flex-col gap-4">
          <section className="flex flex-col gap-1">
            <h3 className="font-semibold">Why it waits</h3>
            <p className="text-ink2">{item.reason ?? "It has not been judged yet."}</p>
            <p className="text-ink3 text-sm">
              Was due <DateTime at={item.dueAt} zone={zone} now={now} />
              {item.heldUntil ? (
                <>
                  {", goes "}
                  <DateTime at={item.heldUntil} zone={zone} now={now} />
                </>
              ) : null}
              .
            </p>
          </section>
          {item.remedies.length > 0 ? (
            <section className="flex flex-col gap-1">
              <h3 className="font-semibold">What would have to change</h3>
              <ul className="list-disc pl-5 text-ink2 marker:text-ink3">
                {item.remedies.map((way) => (
                  <li key={way} className="pt-0.5">
                    {way}
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </div>
      )}
    </Dialog>
  );
}
