import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import type { LateModule } from "@/components/ui/late-module";
import { notify } from "@/components/ui/toast";
import type { HandedOver, TakeOver } from "./use-stand-in";

/**
 * Does what was typed into a text that has been closed since: its editor takes it over where nobody sees it, says what came of
 * it, and goes. Says so where the editor cannot be fetched.
 */
export async function writeAside<Parts>(
  module: LateModule<Parts>,
  typed: Pick<HandedOver, "place" | "inputs">,
  draw: (parts: Parts, takeOver: TakeOver) => ReactNode,
): Promise<void> {
  let parts: Parts;
  try {
    parts = await module.load();
  } catch {
    notify({
      title: "The editor could not be fetched",
      description: "What you wrote last into the text you closed is not kept.",
      tone: "warning",
    });
    return;
  }
  const root = createRoot(document.createElement("div"));
  const takeOver: TakeOver = {
    handOver: () => ({ ...typed, isFocused: false, button: null }),
    onTaken: () => setTimeout(() => root.unmount()), // not while it is being drawn
  };
  root.render(draw(parts, takeOver));
}
