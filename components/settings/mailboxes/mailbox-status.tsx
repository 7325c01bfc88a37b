import { Badge, type BadgeProps } from "@/components/ui/badge";

/** The light of a mailbox: heard, silent, or waiting for its member. */
export function MailboxStatus({ status, trouble }: { status: string; trouble: string | null }) {
  const { tone, mark, words } = lightOf(status, trouble);
  return (
    <Badge tone={tone} mark={mark}>
      {words}
    </Badge>
  );
}

interface Light {
  tone: NonNullable<BadgeProps["tone"]>;
  mark: NonNullable<BadgeProps["mark"]>;
  words: string;
}

function lightOf(status: string, trouble: string | null): Light {
  if (status === "needs_reauth") return { tone: "rust", mark: "triangle", words: "Sign in again" };
  if (status === "setting_up") return { tone: "neutral", mark: "ring", words: "Not connected yet" };
  if (trouble !== null) return { tone: "amber", mark: "triangle", words: "Not heard now" };
  return { tone: "pine", mark: "dot", words: "Connected" };
}
