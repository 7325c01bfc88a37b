import {
  entry,
  event,
  exit,
  leavesOnUnsubscribe,
  mailer,
  pause,
  react,
  reply,
  senderQuestion,
  task,
  tell,
  topicQuestion,
  urlQuestion,
  when,
} from "@/core/sequence-templates/parts";
import type { SequenceTemplate } from "@/core/sequence-templates/template";

export const renewal: SequenceTemplate = {
  id: "renewal",
  title: "Renewal",
  situation: "A contract runs out in two months: no surprise for the customer, none for us.",
  stopsWhen: "they renew or say what they want",
  questions: [
    { ...senderQuestion, label: "From whose mailbox?", hint: "Best the one they know" },
    topicQuestion,
    { id: "date", label: "Which field holds the renewal date?", ask: "attribute", suggestion: "renewal_date" },
    { id: "renewed", label: "Which event says they renewed?", ask: "event", suggestion: "contract.renewed" },
    urlQuestion("Where do they see their contract?", "contract"),
  ],
  steps: (answer) => {
    const mail = mailer(answer, {
      class: "sales",
      priority: 75,
      mayRepeat: { kind: "after", days: 200 },
      shelfLifeDays: 10,
    });
    const renewed = event(answer("renewed"));
    return {
      start: entry({ by: "date", attribute: answer("date"), offsetDays: -60, minute: 570, yearly: false }, "early", {
        reentry: { mode: "after-entry", days: 200 },
        exits: [leavesOnUnsubscribe, { id: "renewed", by: "signal", filter: renewed, scope: "anywhere" }],
      }),
      early: mail(
        {
          subject: "Your contract runs out in two months",
          preview: "Two months early, on purpose.",
          body: `Hello {{ first_name | default: "there" }},

your contract runs out in about two months. I write this early so that nobody has to decide in a hurry.

[What you have, what it costs, what would change](${answer("url")})

If everything is right, you need do nothing but say so. If not: what should be different?

{{ sender.name }}`,
        },
        { next: "answer" },
      ),
      answer: react(
        [when("no", "wants to leave", reply("not_interested")), when("replied", "replied", reply(), "early")],
        21,
        "days",
        {
          no: "save",
          replied: "talk",
          timeout: "call",
        },
      ),
      call: task(
        "Call {{ full_name | default: email }} about the renewal",
        "Five weeks left and no answer to the first mail.",
        "second",
        3,
        "days",
      ),
      second: mail(
        {
          subject: "Five weeks left: what shall I prepare?",
          body: `Hello {{ first_name | default: "there" }},

I have not heard from you about the contract, so I will ask plainly. Shall I

1. prepare it as it is,
2. prepare it with changes (which?),
3. or talk with you first?

A number is enough.

{{ sender.name }}`,
        },
        { next: "answer2" },
        { replyTo: "early" },
      ),
      answer2: react(
        [when("no", "wants to leave", reply("not_interested")), when("replied", "replied", reply())],
        14,
        "days",
        {
          no: "save",
          replied: "talk",
          timeout: "alarm",
        },
      ),
      alarm: tell(
        "{{ full_name | default: email }} has not answered about a renewal that is three weeks away",
        "lastTask",
      ),
      lastTask: task(
        "Reach {{ full_name | default: email }} before the contract ends",
        "Two mails and one call without an answer. Try somebody else at the company.",
        "wait",
        2,
        "days",
      ),
      wait: pause(3, "weeks", "over"),
      over: exit("the date has come"),
      talk: task(
        "Renewal: answer {{ full_name | default: email }}",
        "They wrote about the renewal. Read what they ask for.",
        "talking",
        1,
        "days",
      ),
      talking: react([when("renewed", "renewed", renewed)], 30, "days", { renewed: "done", timeout: "over" }),
      done: exit("renewed"),
      save: task(
        "{{ full_name | default: email }} wants to leave",
        "Ask why before you offer anything. Note the reason.",
        "talking",
        4,
        "hours",
      ),
    };
  },
};
