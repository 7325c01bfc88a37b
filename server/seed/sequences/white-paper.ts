import {
  click,
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

/** The form on the website that asks for the paper. */
export const PAPER_FORM = "white-paper";

export const whitePaperFollowUp: SequenceTemplate = {
  id: "demo-paper",
  title: "White-paper follow-up",
  situation: "Somebody asks for the paper; Tom writes as one person to another.",
  stopsWhen: "they answer, or after three mails",
  questions: noQuestions,
  steps: (answer) => {
    const mail = mailer(answer, { class: "sales", priority: 50 });
    const positive = reply("interested", "question", "neutral", "referral");
    return {
      start: {
        ...entry({ by: "form", formId: PAPER_FORM }, "paper", {
          reentry: { mode: "after-entry", days: 180 },
          exits: [leavesOnUnsubscribe],
        }),
        name: "Asks for the white paper",
      },
      paper: mail(
        {
          subject: "The rain paper you asked for",
          body: `${hello}

here it is: [What a rainy week really costs](https://northbeam.example/papers/rain). Twelve pages, no form behind it.

If you read only one, make it page seven. Most companies find that the rain is not the expensive part; the phone calls after it are.

What made you look for it? One line is enough. I read every answer.

{{ sender.name }}`,
        },
        { next: "read" },
        { priority: 70 },
      ),
      read: react(
        [
          when("talks", "Wants to talk", positive, "paper"),
          when("no", "Not interested", reply("not_interested"), "paper"),
          when("clicked", "Opened the paper", click(), "paper"),
        ],
        3,
        "days",
        { talks: "talk", no: "note", clicked: "twoDays", timeout: "buried" },
      ),
      twoDays: pause(2, "days", "question"),
      question: mail(
        {
          subject: "A question about it",
          body: `${hello}

you have had the paper for a few days. Which is nearest to where you are?

1. It was for later. Then I will not bother you.
2. {{ company.name | default: "We" }} loses days like that, and we are looking around.
3. We tried something, and it did not work.

A number is a complete answer.

{{ sender.name }}`,
        },
        { next: "answer" },
        { replyTo: "paper" },
      ),
      buried: mail(
        {
          subject: "In case it got buried",
          body: `${hello}

the paper is still [where I left it](https://northbeam.example/papers/rain). The one-minute version: a day of rain costs a crew of six about four hours of calls, and most of them ask the same thing.

Does that sound like {{ company.name | default: "your company" }}?

{{ sender.name }}`,
        },
        { next: "answer" },
        { replyTo: "paper" },
      ),
      answer: react(
        [when("talks", "Wants to talk", positive), when("no", "Not interested", reply("not_interested"))],
        6,
        "days",
        { talks: "talk", no: "note", timeout: "last" },
      ),
      last: mail(
        {
          subject: "I will leave it here",
          body: `${hello}

no answer is an answer, so this is my last mail about the paper. If a wet autumn changes your mind, this address finds me.

All the best{% if company.name %} to everybody at {{ company.name }}{% endif %},
{{ sender.name }}`,
        },
        { next: "quiet" },
        { replyTo: "paper" },
      ),
      talk: task(
        "Answer {{ full_name | default: email }} about the paper",
        "They wrote back. Read it first, then call.",
        "talking",
        4,
        "hours",
      ),
      talking: exit("Tom talks to them"),
      note: {
        kind: "update",
        name: "Note that it is not for them",
        config: { changes: [{ set: "product", productId: answer("plan"), fact: "not_for_them", to: "add" }] },
        next: { next: "no" },
      },
      no: exit("not interested"),
      quiet: exit("three mails without an answer"),
    };
  },
};
