import { right, router } from "@/server/api/trpc";
import { createKey, createKeyInput, keyIdInput, listKeys, revokeKey } from "@/server/services/keys/manage";

const write = right("keys.write");

export const keysRouter = router({
  list: write.query(({ ctx }) => listKeys({ ctx: ctx.service })),
  create: write.input(createKeyInput).mutation(({ ctx, input }) => createKey({ ctx: ctx.service, input })),
  revoke: write.input(keyIdInput).mutation(({ ctx, input }) => revokeKey({ ctx: ctx.service, input })),
});
