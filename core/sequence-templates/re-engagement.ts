import {
  click,
  entry,
  exit,
  leavesOnUnsubscribe,
  mailer,
  react,
  reply,
  senderQuestion,
  tagged,
  task,
  topicQuestion,
  urlQuestion,
  when,
} from "@/core/sequence-templates/parts";
import type { SequenceTemplate } from "@/core/sequence-templates/template";

export const reEngagement: SequenceTemplate = {
  id: "re-engagement",
  title: "Re-engagement that ends in goodbye",
  situation: "People who have not reacted to anything for months: win them back or let them go.",
  stopsWhen: "they react, or two mails have gone",
  questions: [
    senderQuestion,
    topicQuestion,
    {
      id: "segment",
      label: "Who has gone quiet?",
      hint: "For instance: cold in this topic, no purchase in a year",
      ask: "segment",
      suggestion: "",
    },
    urlQuestion("Where do they choose what they get?", "preferences"),
  ],
  steps: (answer) => {
    const mail = mailer(answer, { priority: 20 });
    return {
      start: entry({ by: "segment", segmentId: answer("segment") }, "honest", {
        reentry: { mode: "after-exit", days: 365 },
        exits: [leavesOnUnsubscribe],
      }),
      honest: mail(
        {
          subject: "Should we stop writing to you?",
          preview: "A serious question.",
          body: `Hello {{ first_name | default: "there" }},

you have not opened much from us lately. That is all right: interests change.

You can

- [choose fewer mails, or other subjects](${answer("url")}),
- answer "stop", and we stop,
- do nothing. Then we ask once more and take silence for a no.

{{ sender.name }}`,
        },
        { next: "answer" },
      ),
      answer: react(
        [when("replied", "replied", reply(), "honest"), when("clicked", "chose something", click(), "honest")],
        10,
        "days",
        {
          replied: "wrote",
          clicked: "back",
          timeout: "best",
        },
      ),
      best: mail(
        {
          subject: "The one thing we did this year that you should see",
          body: `Hello {{ first_name | default: "there" }},

if we may show you only one thing, it is this: [see it](${answer("url")}). It takes two minutes, and it is what people here are proudest of.

If it leaves you cold, we were not made for each other, and this was the last mail.

{{ sender.name }}`,
        },
        { next: "last" },
      ),
      last: react([when("replied", "replied", reply()), when("clicked", "looked", click(), "best")], 10, "days", {
        replied: "wrote",
        clicked: "back",
        timeout: "goodbye",
      }),
      wrote: task(
        "{{ full_name | default: email }} answered after a long silence",
        "Read it and answer in person.",
        "back",
      ),
      back: tagged("came back", "stays"),
      stays: exit("they are back"),
      goodbye: tagged("quiet: do not write", "gone"),
      gone: exit("silence is an answer"),
    };
  },
};
