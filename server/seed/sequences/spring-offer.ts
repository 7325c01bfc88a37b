import {
  boughtCondition,
  branch,
  click,
  entry,
  exit,
  goal,
  leavesOnUnsubscribe,
  mailer,
  purchase,
  react,
  reply,
  task,
  until,
  when,
} from "@/core/sequence-templates/parts";
import type { SequenceTemplate } from "@/core/sequence-templates/template";
import { hello, noQuestions, OPEN_DAY_FAMILY, withConfig } from "@/server/seed/sequences/words";

/** The tag the shop puts on whom it wants to invite. */
export const SPRING_TAG = "spring-offer";

export const springOffer: SequenceTemplate = {
  id: "demo-spring",
  title: "Spring offer Hamburg",
  situation: "The shop invites people from around.",
  stopsWhen: "they buy, or the offer is over",
  questions: noQuestions,
  steps: (answer) => {
    const mail = mailer(answer, { priority: 30, productIds: [answer("site")] });
    return {
      start: {
        ...entry({ by: "tag", tag: SPRING_TAG }, "owns", { exits: [leavesOnUnsubscribe] }),
        name: "Invited by the shop",
      },
      owns: branch([{ id: "owns", label: "has Site already", when: boughtCondition(answer("site")) }], {
        owns: "training",
        else: "offer",
      }),
      training: mail(
        {
          subject: "A training day for your crew, in Hamburg",
          body: `${hello}

you plan with Northbeam Site already, so this is not about buying it. Before the season starts we hold two training days in our shop at Speicherstraße: mornings for those who plan, afternoons for those who get the plan.

[Both dates and what is in them](https://northbeam.example/hamburg/training). Coffee and rolls are on us.

{{ sender.name }}`,
        },
        { next: "end" },
        { productIds: [answer("training")] },
      ),
      offer: mail(
        {
          subject: "The spring offer, only in Hamburg",
          preview: "Northbeam Site for a season, set up by us in your office.",
          body: `${hello}

before the season starts we set up ten companies around Hamburg ourselves: we come to your office, put your sites in, and stay until the first plan is out. For this spring that costs nothing beyond the season itself.

[What is in it, and what is not](https://northbeam.example/hamburg/spring)

Answer this mail with a weekday that suits you and we keep it free for {{ company.name | default: "you" }}.

{{ sender.name }}`,
        },
        { next: "reaction", skipped: "end" },
      ),
      reaction: react(
        [when("replied", "Replied", reply(), "offer"), when("clicked", "Looked at it", click(), "offer")],
        3,
        "days",
        { replied: "keep", clicked: "reminder", timeout: "morning" },
      ),
      keep: task(
        "Keep a day free for {{ full_name | default: email }}",
        "They answered the spring offer. Call them today and fix the day.",
        "end",
        4,
        "hours",
      ),
      reminder: mail(
        {
          subject: "Four of the ten are left",
          body: `${hello}

you looked at the spring offer. Six of the ten companies are found, so I would rather ask than let it go by: shall we come to {{ company.name | default: "you" }}?

[Take one of the four](https://northbeam.example/hamburg/spring#book), or answer with your question.

{{ sender.name }}`,
        },
        { next: "late", skipped: "end" },
        { replyTo: "offer" },
      ),
      morning: until(10, [1, 2, 3], "openDay"),
      openDay: withConfig(
        mail(
          {
            subject: "Our open day: come and move a crane",
            body: `${hello}

no offer this time. On the last Saturday of the month our shop is open from ten to three. You can plan a week with somebody who does it every day, and your children can move a very small crane.

[How to find us](https://northbeam.example/hamburg/open-day)

{{ sender.name }}`,
          },
          { next: "end", skipped: "end" },
          { productIds: [] },
        ),
        { templateFamily: OPEN_DAY_FAMILY },
      ),
      late: react([when("replied", "Replied", reply())], 4, "days", { replied: "keep", timeout: "end" }),
      end: exit("the offer is over"),
      bought: goal("Bought Site", purchase(answer("site"))),
    };
  },
};
