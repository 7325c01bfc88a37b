import { drawGraph } from "@/core/testing/graph";
import { liveSequence } from "@/server/services/enrollments/testing/enrolled";

/** People rest for days before a sales mail; nothing is drawn for a reply, which therefore stops it. */
export const restingGraph = (of: { senderId?: string; topicId?: string } = {}) =>
  drawGraph({
    start: { kind: "trigger", next: { next: "rest" } },
    rest: { kind: "delay", config: { mode: "for", duration: { amount: 9, unit: "days" } }, next: { next: "mail" } },
    mail: {
      kind: "email",
      config: { ...of, class: "sales", subject: "Later", body: "After the rest" },
      next: { next: "end" },
    },
    end: { kind: "exit" },
  });

export const restingSequence = () => liveSequence(restingGraph());
