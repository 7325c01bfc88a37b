import { right, router } from "@/server/api/trpc";
import {
  clearProductFact,
  clearProductFactInput,
  setProductFact,
  setProductFactInput,
} from "@/server/services/product-facts/write";

const write = right("consent.write");

export const productFactsRouter = router({
  set: write.input(setProductFactInput).mutation(({ ctx, input }) => setProductFact({ ctx: ctx.service, input })),
  clear: write.input(clearProductFactInput).mutation(({ ctx, input }) => clearProductFact({ ctx: ctx.service, input })),
});
