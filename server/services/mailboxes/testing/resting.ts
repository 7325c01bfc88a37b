import { drawGraph } from "@/core/testing/graph";
import { liveSequence } from "@/server/services/enrollments/testing/enrolled";

/** A live sales sequence in which people rest for days before a mail: a reply stops it. */
export const restingSequence = () =>
  liveSequence(
    drawGraph({
      start: { kind: "trigger", next: { next: "rest" } },
      rest: { kind: "delay", config: { mode: "for", duration: { amount: 9, unit: "days" } }, next: { next: "mail" } },
      mail: {
        kind: "email",
        config: { class: "sales", subject: "Later", body: "After the rest" },
        next: { next: "end" },
      },
      end: { kind: "exit" },
    }),
  );
