import { right, router, workspaceProcedure } from "@/server/api/trpc";
import {
  endExemption,
  endExemptionInput,
  exemptFromRules,
  exemptInput,
  listExemptions,
} from "@/server/services/rules/exempt";
import {
  createRule,
  createRuleInput,
  listRemovedRules,
  listRules,
  listRuleVersions,
  removeRule,
  removeRuleInput,
  restoreRule,
  restoreRuleInput,
  ruleIdInput,
  updateRule,
  updateRuleInput,
} from "@/server/services/rules/manage";
import { tryRule, tryRuleInput } from "@/server/services/rules/try-out";

const write = right("rules.write");
const exempt = right("caps.exempt");

export const rulesRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listRules({ ctx: ctx.service })),
  removed: workspaceProcedure.query(({ ctx }) => listRemovedRules({ ctx: ctx.service })),
  versions: workspaceProcedure
    .input(ruleIdInput)
    .query(({ ctx, input }) => listRuleVersions({ ctx: ctx.service, input })),
  exemptions: workspaceProcedure.query(({ ctx }) => listExemptions({ ctx: ctx.service })),
  exempt: exempt.input(exemptInput).mutation(({ ctx, input }) => exemptFromRules({ ctx: ctx.service, input })),
  endExemption: exempt.input(endExemptionInput).mutation(({ ctx, input }) => endExemption({ ctx: ctx.service, input })),
  tryOut: write.input(tryRuleInput).query(({ ctx, input }) => tryRule({ ctx: ctx.service, input })),
  create: write.input(createRuleInput).mutation(({ ctx, input }) => createRule({ ctx: ctx.service, input })),
  update: write.input(updateRuleInput).mutation(({ ctx, input }) => updateRule({ ctx: ctx.service, input })),
  restore: write.input(restoreRuleInput).mutation(({ ctx, input }) => restoreRule({ ctx: ctx.service, input })),
  remove: write.input(removeRuleInput).mutation(({ ctx, input }) => removeRule({ ctx: ctx.service, input })),
});
