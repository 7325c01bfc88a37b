"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/react";
import { useSettled } from "@/components/ui/use-settled";
import type { BroadcastAudience } from "@/core/broadcast";
import { type JsonObject, jsonAt } from "@/core/json";

const classes = ["marketing", "sales", "transactional"] as const;

/** The question is compared with the one before at every key that is pressed: of a longer list only its length is said. */
const LOOKED_UP = 2_000;

/** How many an audience is now, and who of them cannot get the message; `asked` is what the answer is about. */
export function useAudiencePreview(audience: BroadcastAudience | null, message: JsonObject) {
  const trpc = useTRPC();
  const asked = useSettled(audience);
  const topic = jsonAt(message, "topicId");
  const kind = classes.find((one) => one === jsonAt(message, "class")) ?? "marketing";
  const ready = asked !== null && !(asked.by === "segment" && asked.segmentId === "");
  const longList = asked?.by === "contacts" && asked.contactIds.length > LOOKED_UP ? asked.contactIds.length : null;
  const preview = useQuery({
    ...trpc.broadcasts.previewAudience.queryOptions({
      audience: asked,
      topicId: typeof topic === "string" ? topic : "",
      class: kind,
    }),
    enabled: ready && longList === null,
    placeholderData: (before) => before,
  });
  return { ready, longList, preview };
}
