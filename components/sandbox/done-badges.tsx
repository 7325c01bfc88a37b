import { Badge } from "@/components/ui/badge";

/** In words, what a recipient did with a mail. */
const words: Readonly<Record<string, string>> = {
  open: "opened",
  click: "clicked",
  out_of_office: "away",
  bounce_hard: "bounced",
  bounce_soft: "bounced",
  bounce_block: "refused",
  complaint: "spam",
  unsubscribe: "stop",
  left: "unsubscribed",
};

export const sayClass = (of: string): string => of.replaceAll("_", " ");

/** Marks behind a mail: opened, clicked, what was answered. */
export function DoneBadges({ done }: { done: readonly string[] }) {
  if (done.length === 0) return null;
  const bad = new Set(["bounce_hard", "bounce_soft", "bounce_block", "complaint"]);
  return (
    <span className="mt-1 flex flex-wrap gap-1">
      {done.map((one) => (
        <Badge key={one} tone={bad.has(one) ? "rust" : "iris"} mark={bad.has(one) ? "triangle" : "dot"}>
          {words[one] ?? `replied: ${sayClass(one)}`}
        </Badge>
      ))}
    </span>
  );
}
