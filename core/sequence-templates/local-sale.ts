import {
  boughtCondition,
  branch,
  click,
  entry,
  exit,
  goal,
  leavesOnUnsubscribe,
  mailer,
  productQuestion,
  purchase,
  react,
  reply,
  senderQuestion,
  task,
  topicQuestion,
  until,
  urlQuestion,
  when,
} from "@/core/sequence-templates/parts";
import type { SequenceTemplate } from "@/core/sequence-templates/template";

export const localSale: SequenceTemplate = {
  id: "local-sale",
  title: "Local sale that yields to a national launch",
  situation:
    "A branch has an offer of its own; where the whole company writes in the same days, the branch steps back.",
  stopsWhen: "they buy, the offer is over, or the launch takes the place",
  questions: [
    senderQuestion,
    topicQuestion,
    { id: "segment", label: "Who lives near?", ask: "segment", suggestion: "" },
    productQuestion,
    urlQuestion("Where is the offer?", "offer"),
    { id: "place", label: "Where is it?", ask: "text", suggestion: "our shop" },
  ],
  steps: (answer) => {
    // Low priority and a short shelf life: where caps are tight the launch goes first, and a mail that would come late is not sent.
    const mail = mailer(answer, {
      priority: 15,
      shelfLifeDays: 3,
      productIds: [answer("product")],
      mayRepeat: { kind: "after", days: 90 },
    });
    return {
      start: entry({ by: "segment", segmentId: answer("segment") }, "owns", {
        reentry: { mode: "after-exit", days: 90 },
        exits: [leavesOnUnsubscribe],
      }),
      owns: branch([{ id: "owns", label: "has it already", when: boughtCondition(answer("product")) }], {
        owns: "nothing",
        else: "morning",
      }),
      nothing: exit("they have it already"),
      morning: until(10, [1, 2, 3], "offer"),
      offer: {
        ...mail(
          {
            subject: `Only at ${answer("place")}: until Saturday`,
            preview: "Not online, not anywhere else.",
            body: `Hello {{ first_name | default: "there" }},

this one is not on any poster. Until Saturday, at ${answer("place")} and nowhere else: [the offer](${answer("url")})

Come in, say that you got this mail, and we hold one back for you. Answer this mail if you want us to do it now.

{{ sender.name }}`,
          },
          { next: "reaction", skipped: "yielded" },
        ),
      },
      yielded: exit("the launch had its place"),
      reaction: react(
        [when("replied", "wants one held back", reply(), "offer"), when("clicked", "looked at it", click(), "offer")],
        2,
        "days",
        {
          replied: "hold",
          clicked: "reminder",
          timeout: "end",
        },
      ),
      hold: task(
        "Hold one back for {{ full_name | default: email }}",
        "They answered the local offer.",
        "end",
        4,
        "hours",
      ),
      reminder: mail(
        {
          subject: "We close at six on Saturday",
          body: `Hello {{ first_name | default: "there" }},

you looked at the offer. It ends on Saturday at six, and there are a few left at ${answer("place")}.

[Have another look](${answer("url")}), or answer this mail and we put one aside.

{{ sender.name }}`,
        },
        { next: "late", skipped: "end" },
      ),
      late: react([when("replied", "wants one held back", reply())], 3, "days", { replied: "hold", timeout: "end" }),
      end: exit("the offer is over"),
      bought: goal("Bought", purchase(answer("product"))),
    };
  },
};
