import { toOpenHours } from "@/core/schedule-hours";
import {
  click,
  entry,
  exit,
  goal,
  leavesOnUnsubscribe,
  mailer,
  pause,
  purchase,
  react,
  reply,
  task,
  when,
} from "@/core/sequence-templates/parts";
import type { SequenceTemplate } from "@/core/sequence-templates/template";
import { anySignal } from "@/core/signal-filter";
import { hello, noQuestions, withConfig } from "@/server/seed/sequences/words";

/** Tuesday to Thursday, 9:00 to 16:00 where the person lives: when people say yes to a call. */
const callHours = {
  weekly: toOpenHours({ fromMinute: 16 * 60, toMinute: 9 * 60, quietDays: [0, 4, 5, 6] }),
  dates: [],
};

/** The event the website sends when somebody starts a trial. */
export const TRIAL_STARTED = "trial.started";

export const trialNurture: SequenceTemplate = {
  id: "demo-trial",
  title: "Trial nurture",
  situation: "Somebody starts a trial.",
  stopsWhen: "they buy a plan",
  questions: noQuestions,
  steps: (answer) => {
    const mail = mailer(answer, { priority: 60, productIds: [answer("plan")] });
    return {
      start: {
        ...entry({ by: "event", name: TRIAL_STARTED, where: [] }, "first", { exits: [leavesOnUnsubscribe] }),
        name: "Starts a trial",
      },
      first: mail(
        {
          subject: "Three things to try today",
          preview: "Ten minutes with your own site, not with our example.",
          body: `${hello}

welcome. Your trial is open, and most people lose the first day of it in the menus. These three things show you whether Northbeam is for {{ company.name | default: "your company" }}:

1. **Put one real site in.** [Start here](https://northbeam.example/start): the address and the first week are enough.
2. **Give one person tomorrow's plan** on their phone. They need no account.
3. **Move one day.** Watch who gets told by itself, and who no longer has to be called.

If something is in the way, answer this mail. It reaches me, not a queue.

{{ sender.name }}`,
        },
        { next: "reaction" },
        { priority: 80 },
      ),
      reaction: react(
        [
          when("replied", "Replied", reply(), "first"),
          when("clicked", "Clicked", click(), "first"),
          when("opened", "Opened", anySignal("open"), "first"),
        ],
        3,
        "days",
        { replied: "owner", clicked: "orla", opened: "short", timeout: "badWeek" },
      ),
      owner: {
        ...task(
          "Answer {{ full_name | default: email }} about the trial",
          "They replied to the first trial mail. Read it before you call: the question is usually in the last line.",
          "handed",
          4,
          "hours",
        ),
        name: "Hand to the account owner",
      },
      handed: exit("a person looks after them now"),
      orla: mail(
        {
          subject: "How Orla cut setup to a day",
          body: `${hello}

you looked at the setup. Orla Byrne stood where you are in March: four crews, one whiteboard, and a phone that rang from five in the morning. She went live the next day. [Here is what she did first](https://northbeam.example/stories/orla), and it is shorter than you think:

- she put in two weeks, not the whole year,
- she asked the loudest foreman to try it first,
- she left the whiteboard hanging until nobody looked at it any more.

Which of these would be hardest at {{ company.name | default: "your company" }}?

{{ sender.name }}`,
        },
        { next: "fourDays" },
        { replyTo: "first" },
      ),
      short: mail(
        {
          subject: "The five-minute version",
          body: `${hello}

a long mail on a busy day is no help, so here is the short one:

[One site, one week, one phone](https://northbeam.example/start). Five minutes, and you know whether to go on.

{{ sender.name }}`,
        },
        { next: "fourDays" },
        { replyTo: "first" },
      ),
      badWeek: mail(
        {
          subject: "Was this a bad week?",
          preview: "Say so and I will wait.",
          body: `${hello}

you started a trial and then life happened, I suppose: a delivery, the weather, somebody ill. Nothing is lost. Your trial{% if attributes.trial_ends %} runs until {{ attributes.trial_ends }}{% endif %} and I can make it longer.

Answer "next month" and I will leave you alone until then. Or [start with one site](https://northbeam.example/start) when it suits you.

{{ sender.name }}`,
        },
        { next: "fourDays" },
      ),
      fourDays: pause(4, "days", "call"),
      call: withConfig(
        mail(
          {
            subject: "Worth a call?",
            body: `${hello}

ten minutes on the phone usually save an evening of trying. I have [these slots this week](https://northbeam.example/call/maya), and I will have looked at your sites before we speak.

If a call is not your thing, write me the one question that stands between you and a yes.

{{ sender.name }}`,
          },
          { next: "answer", skipped: "over" },
          { shelfLifeDays: 9 },
        ),
        { hours: callHours },
      ),
      answer: react([when("replied", "Replied", reply(), "call")], 5, "days", { replied: "book", timeout: "over" }),
      book: task(
        "Call {{ full_name | default: email }}",
        "They answered “Worth a call?”. Look at their sites first.",
        "handed",
        4,
        "hours",
      ),
      over: exit("the trial mails are over"),
      bought: goal("Bought a plan", purchase(answer("plan"))),
    };
  },
};
