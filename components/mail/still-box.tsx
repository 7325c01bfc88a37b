import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { MailNode } from "@/core/mail-document";
import { StillText } from "./still-text";
import type { textbox } from "./text-look";
import type { MayBeEmpty } from "./value-look";

/** Where one reads a text and can put the cursor into it, before its editor is there. */
export function StillBox({
  announced,
  nodes,
  mayBeEmpty,
  className,
}: {
  announced: ReturnType<typeof textbox>;
  nodes: readonly MailNode[];
  mayBeEmpty: MayBeEmpty;
  className: string;
}): ReactNode {
  return (
    <div
      {...announced}
      className={cn("still-text", className)}
      contentEditable={announced["aria-readonly"] === "false"}
      suppressContentEditableWarning
    >
      <StillText nodes={nodes} mayBeEmpty={mayBeEmpty} />
    </div>
  );
}
