import { replyClasses } from "@/core/reply-class";
import { replyEffects } from "@/core/reply-effects";
import { type SignalReason, signalReasons } from "@/core/signal";
import type { JourneySource, SignalSource, TouchSource } from "@/server/services/journeys/load";
import { type JourneyRow, journeyRow } from "@/server/services/journeys/row";
import type { Speaker } from "@/server/services/journeys/speaker";

/** What the person did; what machines did in their name is there too, and says why it does not count. */
export function signalRows(source: JourneySource, speaker: Speaker, mayReadReplies: boolean): JourneyRow[] {
  const touches = new Map(source.touches.map((one) => [one.id, one]));
  const enrollments = new Map(source.enrollments.map((one) => [one.id, one]));
  return source.signals.map((signal) => {
    const touch = signal.touchId === null ? undefined : touches.get(signal.touchId);
    const enrollment = touch?.enrollmentId ? enrollments.get(touch.enrollmentId) : undefined;
    const mail = source.mails.find(({ signalId }) => signalId === signal.id);
    const human = signal.verdict === "human";
    return journeyRow({
      id: signal.id,
      tense: "past",
      at: signal.occurredAt,
      kind: kindOf(signal.kind),
      tone: human ? "iris" : "ink",
      muted: !human,
      title: titleOf(signal, touch, speaker),
      reason:
        [verdictOf(signal), mail === undefined ? null : replyOf(mail, mayReadReplies)].filter(Boolean).join(" ") ||
        null,
      enrollmentId: enrollment?.id ?? null,
      sequenceId: touch?.sequenceId ?? null,
      sequenceName: enrollment?.sequenceName ?? null,
      nodeId: touch?.nodeId ?? null,
      step: touch?.nodeId ? (enrollment?.graph.nodes[touch.nodeId]?.step ?? null) : null,
      touchId: signal.touchId,
      inboundMailId: mail?.id ?? null,
      details: detailsOf(signal),
    });
  });
}

const kinds = ["open", "click", "reply", "purchase", "event"] as const;
const kindOf = (kind: string): (typeof kinds)[number] => kinds.find((known) => known === kind) ?? "event";

function titleOf(signal: SignalSource, touch: TouchSource | undefined, speaker: Speaker): string {
  const mail = touch === undefined ? "a mail" : speaker.mail(touch);
  switch (kindOf(signal.kind)) {
    case "open":
      return `Opened ${mail}`;
    case "click":
      return `Clicked ${linkOf(signal)} in ${mail}`;
    case "reply":
      return `Replied to ${mail}`;
    case "purchase":
      return `Bought ${boughtOf(signal, speaker)}`;
    case "event":
      return signal.name === "" ? "Something happened" : signal.name;
  }
}

/** A click told by the provider brings its address; our own redirect knows the link's name. */
function linkOf({ data, link }: SignalSource): string {
  if (link !== null && link !== "") return `“${link}”`;
  return typeof data.url === "string" ? data.url : "a link";
}

function boughtOf({ data, name }: SignalSource, speaker: Speaker): string {
  const ids = Array.isArray(data.productIds) ? data.productIds : [];
  const names = ids.flatMap((id) => speaker.names("product", String(id)) ?? []);
  const what = names.length > 0 ? names.join(", ") : name || "something";
  const amount = typeof data.amount === "number" ? ` for ${data.amount} ${String(data.currency ?? "")}`.trimEnd() : "";
  return `${what}${amount}`;
}

function isReason(code: string): code is SignalReason {
  return Object.hasOwn(signalReasons, code);
}

function verdictOf({ verdict, verdictReasons }: SignalSource): string | null {
  if (verdict === "human") return null;
  const reasons = verdictReasons.flatMap((code) => (isReason(code) ? [signalReasons[code]] : []));
  const because = reasons.length === 0 ? "" : `: ${reasons.join("; ")}`;
  return verdict === "machine" ? `A machine, so it does not count${because}.` : `Not sure it was a person${because}.`;
}

function replyOf(mail: JourneySource["mails"][number], mayRead: boolean): string {
  const kind = mail.classFixed ?? mail.class;
  const known = replyClasses.find((one) => one === kind);
  const wentOn = mail.wentOnAt !== null && known !== undefined && replyEffects(known).asks;
  const understood = `Understood as: ${kind.replaceAll("_", " ")}.${wentOn ? " A member has seen to it: what it had paused goes on." : ""}`;
  const text = mail.newText.trim().replace(/\s+/g, " ");
  if (!mayRead || text === "") return understood;
  return `${understood} “${text.length > 200 ? `${text.slice(0, 197)}…` : text}”`;
}

function detailsOf(signal: SignalSource): JourneyRow["details"] {
  return [
    { label: "Known from", value: signal.source },
    ...signal.verdictReasons.flatMap((code) =>
      isReason(code) ? [{ label: "Judged by", value: signalReasons[code] }] : [],
    ),
  ];
}
