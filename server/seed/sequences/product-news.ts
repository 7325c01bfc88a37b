import { click, entry, exit, mailer, pause, react, tagged, when } from "@/core/sequence-templates/parts";
import type { SequenceTemplate } from "@/core/sequence-templates/template";
import { hello, noQuestions, OPEN_DAY_FAMILY, withConfig } from "@/server/seed/sequences/words";

/** The tag of those who asked for news. */
export const NEWS_TAG = "newsletter";

export const productNews: SequenceTemplate = {
  id: "demo-news",
  title: "Product news welcome",
  situation: "Somebody subscribes to the product news.",
  stopsWhen: "three mails have gone",
  questions: noQuestions,
  steps: (answer) => {
    const mail = mailer(answer, { priority: 40 });
    return {
      start: {
        ...entry({ by: "tag", tag: NEWS_TAG }, "welcome", {
          reentry: { mode: "after-exit", days: 365 },
        }),
        name: "Subscribes to the news",
      },
      welcome: mail(
        {
          subject: "What to expect from us, and how often",
          preview: "Twice a month, short, and never twice the same.",
          body: `${hello}

thank you for subscribing. You will get two mails a month from us: what is new in Northbeam, and one thing another builder does better with it.

[The newest one](https://northbeam.example/news/latest) is about moving a whole crew because of rain, in under a minute.

Too much, too little, or the wrong things? The link below this mail lets you choose.

{{ sender.name }}`,
        },
        { next: "reaction" },
      ),
      reaction: react([when("clicked", "Read the newest", click(), "welcome")], 4, "days", {
        clicked: "reads",
        timeout: "openDay",
      }),
      reads: tagged("reads-news", "pauseDays"),
      pauseDays: pause(2, "days", "week"),
      week: mail(
        {
          subject: "Plan a week in ten minutes",
          body: `${hello}

you read the news, so here is the part most people miss: **weeks can be copied**. Plan one good week, copy it, and change only what the weather changes.

[Three copies worth keeping](https://northbeam.example/news/copy-a-week)

{{ sender.name }}`,
        },
        { next: "end" },
      ),
      openDay: withConfig(
        mail(
          {
            subject: "Our shops are open on Saturday",
            body: `${hello}

twice a year we open our doors. In Hamburg, Munich and Leeds you can plan a week beside somebody who does it every day, and ask everything you would not ask on the phone.

[The three addresses](https://northbeam.example/open-day)

{{ sender.name }}`,
          },
          { next: "end", skipped: "end" },
        ),
        { templateFamily: OPEN_DAY_FAMILY },
      ),
      end: exit("knows us now"),
    };
  },
};
