import { right, router, workspaceProcedure } from "@/server/api/trpc";
import {
  archiveProduct,
  createProduct,
  createProductInput,
  listProducts,
  productIdInput,
  updateProduct,
  updateProductInput,
} from "@/server/services/products/write";

const write = right("products.write");

export const productsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listProducts({ ctx: ctx.service })),
  create: write.input(createProductInput).mutation(({ ctx, input }) => createProduct({ ctx: ctx.service, input })),
  update: write.input(updateProductInput).mutation(({ ctx, input }) => updateProduct({ ctx: ctx.service, input })),
  archive: write.input(productIdInput).mutation(({ ctx, input }) => archiveProduct({ ctx: ctx.service, input })),
});
