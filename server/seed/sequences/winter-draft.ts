import { entry, exit, leavesOnUnsubscribe, mailer, reply, when } from "@/core/sequence-templates/parts";
import type { SequenceTemplate } from "@/core/sequence-templates/template";
import { hello, noQuestions } from "@/server/seed/sequences/words";

/** Begun and left: one mail has no subject, and nobody has said what happens to those who stay silent. */
export const winterDraft: SequenceTemplate = {
  id: "demo-winter",
  title: "Winter break check-in",
  situation: "Sites rest; people have time to talk.",
  stopsWhen: "they answer",
  questions: noQuestions,
  steps: (answer) => {
    const mail = mailer(answer, {});
    return {
      start: {
        ...entry({ by: "segment", segmentId: answer("customers") }, "check", { exits: [leavesOnUnsubscribe] }),
        name: "Customers, in December",
      },
      check: mail(
        {
          subject: "",
          body: `${hello}

the sites are quiet, so here is a question for the slow weeks: what took you the most time this year that should not have?

{{ sender.name }}`,
        },
        { next: "reaction" },
      ),
      reaction: {
        kind: "wait",
        config: { outcomes: [when("replied", "Replied", reply(), "check")], timeout: { amount: 5, unit: "days" } },
        next: { replied: "thanks" },
      },
      thanks: exit("they told us"),
    };
  },
};
