import {
  branch,
  entry,
  exit,
  leavesOnUnsubscribe,
  mailer,
  pause,
  react,
  reply,
  task,
  when,
} from "@/core/sequence-templates/parts";
import type { SequenceTemplate } from "@/core/sequence-templates/template";
import { hello, noQuestions } from "@/server/seed/sequences/words";

export const renewalReminders: SequenceTemplate = {
  id: "demo-renewal",
  title: "Renewal reminders",
  situation: "A contract ends in a month.",
  stopsWhen: "they answer, or after the second mail",
  questions: noQuestions,
  steps: (answer) => {
    const mail = mailer(answer, { class: "sales", priority: 65 });
    return {
      start: {
        ...entry({ by: "date", attribute: "renewal_on", offsetDays: -30, minute: 9 * 60, yearly: true }, "size", {
          reentry: { mode: "after-entry", days: 300 },
          exits: [leavesOnUnsubscribe],
        }),
        name: "A month before renewal",
      },
      size: branch(
        [
          {
            id: "large",
            label: "ten seats or more",
            when: {
              type: "test",
              subject: { on: "attribute", key: "seats", type: "number" },
              op: "at-least",
              value: 10,
            },
          },
        ],
        { large: "call", else: "soon" },
      ),
      call: task(
        "Call {{ full_name | default: email }} about the renewal",
        "Ten seats or more: ask what changed this year before the mail goes out.",
        "soon",
        2,
      ),
      soon: mail(
        {
          subject: "Your year with Northbeam ends in a month",
          body: `${hello}

your contract renews on {{ attributes.renewal_on | default: "the date in your contract" }}. Nothing happens behind your back: if it still fits, you need do nothing; if your crews grew or shrank, tell me and I change the seats first.

[Your year in numbers](https://northbeam.example/my-year)

{{ sender.name }}`,
        },
        { next: "answer" },
        { mayRepeat: { kind: "after", days: 300 } },
      ),
      answer: react([when("replied", "Replied", reply(), "soon")], 10, "days", { replied: "talk", timeout: "week" }),
      talk: task("Answer {{ full_name | default: email }} about the renewal", "They wrote back.", "end", 4, "hours"),
      week: pause(1, "weeks", "last"),
      last: mail(
        {
          subject: "Renewing next week: anything to change?",
          body: `${hello}

a last word before the date: seats, billing address, or an end. One line is enough.

{{ sender.name }}`,
        },
        { next: "end" },
        { replyTo: "soon", mayRepeat: { kind: "after", days: 300 } },
      ),
      end: exit("renewed, or talked to"),
    };
  },
};
