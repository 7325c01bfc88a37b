import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { listBrands, saveBrand, saveBrandInput } from "@/server/services/brands/manage";

export const brandsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listBrands({ ctx: ctx.service })),
  save: right("brand.write")
    .input(saveBrandInput)
    .mutation(({ ctx, input }) => saveBrand({ ctx: ctx.service, input })),
});
