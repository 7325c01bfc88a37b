"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { frameSource, frameWidths, type MailLook } from "./frame-source";

/** The mail as a program shows it, laid out at its width and drawn as small as the panel is. */
export function MailFrame({ html, look, className }: { html: string; look: MailLook; className?: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<number | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width ?? null));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const source = useMemo(() => frameSource(html, look), [html, look]);
  const width = frameWidths[look];
  const scale = room === null ? 1 : Math.min(1, room / width);
  return (
    <div ref={box} className={cn("overflow-hidden rounded-lg border border-line", className)}>
      <iframe
        title={`The mail, ${look === "phone" ? "on a phone" : look}`}
        sandbox=""
        srcDoc={source}
        className={cn("block border-0", look === "phone" && "mx-auto")}
        style={{
          width,
          height: `${100 / scale}%`,
          transform: `scale(${scale})`,
          transformOrigin: scale < 1 ? "top left" : "top",
        }}
      />
    </div>
  );
}
