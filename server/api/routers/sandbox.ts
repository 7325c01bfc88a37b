import { right, router } from "@/server/api/trpc";
import { listMails, listMailsInput, mailRefInput, readMail } from "@/server/services/sandbox/inbox";
import { playMail, playMailInput } from "@/server/services/sandbox/play";

const play = right("sandbox.play");

export const sandboxRouter = router({
  list: play.input(listMailsInput).query(({ ctx, input }) => listMails({ ctx: ctx.service, input })),
  get: play.input(mailRefInput).query(({ ctx, input }) => readMail({ ctx: ctx.service, input })),
  play: play.input(playMailInput).mutation(({ ctx, input }) => playMail({ ctx: ctx.service, input })),
});
