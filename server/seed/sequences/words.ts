import type { TemplateQuestion, TemplateStep } from "@/core/sequence-templates/template";

/** How every mail of the demo begins. */
export const hello = `Hello {{ first_name | default: "there" }},`;

/** The demo's sequences ask nobody: the seed answers. */
export const noQuestions: readonly TemplateQuestion[] = [];

/** Mails that invite to the open day share it: nobody is invited twice, whoever asks. */
export const OPEN_DAY_FAMILY = "open-day";

/** The mail with more said about it than templates say. */
export const withConfig = (mail: TemplateStep, more: object): TemplateStep => ({
  ...mail,
  config: { ...mail.config, ...more },
});
