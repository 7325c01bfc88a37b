import { right, router } from "@/server/api/trpc";
import { finishOauth, startOauth } from "@/server/services/mailboxes/authorize";
import { chooseFolders, disconnectMailbox, finishMailbox } from "@/server/services/mailboxes/finish";
import { getMailbox, listMailboxes } from "@/server/services/mailboxes/list";
import {
  chooseFoldersInput,
  finishMailboxInput,
  finishOauthInput,
  mailboxIdInput,
  mailServersInput,
  signInMailboxInput,
  startMailboxInput,
} from "@/server/services/mailboxes/schemas";
import { signInMailbox, testMailbox } from "@/server/services/mailboxes/sign-in";
import { changeServers, startMailbox } from "@/server/services/mailboxes/start";
import { checkTrial, sendTrial } from "@/server/services/mailboxes/trial";

const connect = right("mailbox.connect");

export const mailboxesRouter = router({
  list: connect.query(({ ctx }) => listMailboxes({ ctx: ctx.service })),
  get: connect.input(mailboxIdInput).query(({ ctx, input }) => getMailbox({ ctx: ctx.service, input })),
  start: connect.input(startMailboxInput).mutation(({ ctx, input }) => startMailbox({ ctx: ctx.service, input })),
  changeServers: connect
    .input(mailServersInput)
    .mutation(({ ctx, input }) => changeServers({ ctx: ctx.service, input })),
  signIn: connect.input(signInMailboxInput).mutation(({ ctx, input }) => signInMailbox({ ctx: ctx.service, input })),
  startOauth: connect.input(mailboxIdInput).mutation(({ ctx, input }) => startOauth({ ctx: ctx.service, input })),
  finishOauth: connect.input(finishOauthInput).mutation(({ ctx, input }) => finishOauth({ ctx: ctx.service, input })),
  test: connect.input(mailboxIdInput).mutation(({ ctx, input }) => testMailbox({ ctx: ctx.service, input })),
  chooseFolders: connect
    .input(chooseFoldersInput)
    .mutation(({ ctx, input }) => chooseFolders({ ctx: ctx.service, input })),
  sendTrial: connect.input(mailboxIdInput).mutation(({ ctx, input }) => sendTrial({ ctx: ctx.service, input })),
  checkTrial: connect.input(mailboxIdInput).mutation(({ ctx, input }) => checkTrial({ ctx: ctx.service, input })),
  finish: connect.input(finishMailboxInput).mutation(({ ctx, input }) => finishMailbox({ ctx: ctx.service, input })),
  disconnect: connect
    .input(mailboxIdInput)
    .mutation(({ ctx, input }) => disconnectMailbox({ ctx: ctx.service, input })),
});
