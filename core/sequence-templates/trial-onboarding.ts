import {
  click,
  entry,
  event,
  exit,
  goal,
  leavesOnUnsubscribe,
  mailer,
  pause,
  productQuestion,
  purchase,
  react,
  reply,
  senderQuestion,
  task,
  topicQuestion,
  urlQuestion,
  when,
} from "@/core/sequence-templates/parts";
import type { SequenceTemplate } from "@/core/sequence-templates/template";

export const trialOnboarding: SequenceTemplate = {
  id: "trial-onboarding",
  title: "Trial onboarding",
  situation: "Somebody starts a trial and should reach the first success before it ends.",
  stopsWhen: "they buy, or the trial is over",
  questions: [
    senderQuestion,
    topicQuestion,
    urlQuestion("Where do they take the first step?", "start"),
    { id: "started", label: "Which event starts the trial?", ask: "event", suggestion: "trial.started" },
    {
      id: "success",
      label: "Which event is the first success?",
      hint: "The moment your product proves itself",
      ask: "event",
      suggestion: "project.created",
    },
    productQuestion,
  ],
  steps: (answer) => {
    const mail = mailer(answer, { productIds: [answer("product")] });
    const url = answer("url");
    return {
      start: entry({ by: "event", name: answer("started"), where: [] }, "welcome", { exits: [leavesOnUnsubscribe] }),
      welcome: mail(
        {
          subject: "Your trial is open: start with this one thing",
          preview: "Ten minutes today save you the tour.",
          body: `Hello {{ first_name | default: "there" }},

your trial is open. You could look around, but people who get the most out of it do one thing first: they put one real piece of their own work in.

[Take the first step](${url})

It takes about ten minutes. If anything is in the way, answer this mail: a person reads it, usually me.

{{ sender.name }}`,
        },
        { next: "first" },
        { priority: 80 },
      ),
      first: react(
        [
          when("success", "reached the first success", event(answer("success"))),
          when("replied", "replied", reply(), "welcome"),
          when("clicked", "clicked but stopped", click(), "welcome"),
        ],
        2,
        "days",
        { success: "nextStep", replied: "answer", clicked: "stuck", timeout: "reminder" },
      ),
      stuck: mail(
        {
          subject: "Did something get in the way?",
          body: `Hello {{ first_name | default: "there" }},

you opened the first step but did not finish it. That is nearly always one of three things:

- **the import asks for a format you do not have.** Send me the file as it is, I will bring it in for you.
- **a colleague has to allow something.** I can write the two lines they need to read.
- **it is not what you expected.** Then tell me what you expected. That helps both of us.

One line back is enough.

{{ sender.name }}`,
        },
        { next: "second" },
        { replyTo: "welcome" },
      ),
      reminder: mail(
        {
          subject: "The ten minutes that decide a trial",
          preview: "What the others did on day one.",
          body: `Hello {{ first_name | default: "there" }},

two days in, this is what those who later stayed have done: one real piece of their own work, not the example data.

[Here is the shortest way](${url})

No time this week? Answer "later" and I will leave you alone until you are ready.

{{ sender.name }}`,
        },
        { next: "second" },
      ),
      second: react(
        [when("success", "reached the first success", event(answer("success"))), when("replied", "replied", reply())],
        4,
        "days",
        { success: "nextStep", replied: "answer", timeout: "help" },
      ),
      help: task(
        "Call {{ full_name | default: email }} about the trial",
        "A week into the trial without a first success. Ask what they wanted to solve; offer to set it up together.",
        "lastDays",
      ),
      answer: task(
        "Answer the trial question of {{ full_name | default: email }}",
        "They replied to the trial mails. The answer decides the trial: today, please.",
        "lastDays",
        4,
        "hours",
      ),
      nextStep: mail(
        {
          subject: "That was the hard part",
          preview: "What to do with it now.",
          body: `Hello {{ first_name | default: "there" }},

you have done what most people put off. Two things make it pay from here:

1. **Bring one colleague in.** It is worth twice as much when two people see the same thing.
2. **Connect what you already use**, so that nothing has to be typed twice.

[Do both here](${url})

{{ sender.name }}`,
        },
        { next: "lastDays" },
      ),
      lastDays: pause(5, "days", "offer"),
      offer: mail(
        {
          subject: "Your trial ends soon. Three honest options",
          body: `Hello {{ first_name | default: "there" }},

your trial ends in a few days. You can

- **stay**: [choose a plan](${url}), everything you made is kept,
- **need more time**: answer this mail, I will add a week, no reason needed,
- **stop**: do nothing. Nothing is charged, and we delete your data after 30 days.

If it was not right for you, one line on why would help me a great deal.

{{ sender.name }}`,
        },
        { next: "decision" },
        { priority: 70 },
      ),
      decision: react([when("replied", "replied", reply(), "offer")], 5, "days", {
        replied: "extend",
        timeout: "over",
      }),
      extend: task(
        "{{ full_name | default: email }} answered the end of the trial",
        "Perhaps they want another week: give it.",
        "over",
        4,
        "hours",
      ),
      over: exit("the trial is over"),
      bought: goal("Bought", purchase(answer("product"))),
    };
  },
};
