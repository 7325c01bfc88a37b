import { right, router, workspaceProcedure } from "@/server/api/trpc";
import {
  addProductRef,
  addProductRefInput,
  listProductRefs,
  productRefIdInput,
  removeProductRef,
} from "@/server/services/products/refs";
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
  refs: workspaceProcedure.query(({ ctx }) => listProductRefs({ ctx: ctx.service })),
  addRef: write.input(addProductRefInput).mutation(({ ctx, input }) => addProductRef({ ctx: ctx.service, input })),
  removeRef: write.input(productRefIdInput).mutation(({ ctx, input }) => removeProductRef({ ctx: ctx.service, input })),
});
