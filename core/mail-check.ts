import { checkBrand } from "@/core/brand";
import type { CheckedMail } from "@/core/checked-mail";
import { stepLabel } from "@/core/graph";
import { isPersonal, saidBefore } from "@/core/mail-manner";
import { checkEmailText } from "@/core/merge-content";
import { checkMessage } from "@/core/message-check";
import type { CheckContext } from "@/core/node-type";
import type { Problem } from "@/core/problem";

type Asked = Omit<CheckContext, "checkMail">;

/**
 * What is wrong with the words of an email step: its manner, what it names, the brand, and what cannot be merged. The email
 * step is handed this by whoever judges a draft, so that drawing one does not bring the template language along.
 */
export function checkMail(mail: CheckedMail, ctx: Asked): Problem[] {
  const { lookup } = ctx;
  const nodeId = ctx.node.id;
  const senderAddress = lookup.senderAddress?.(mail.senderId) ?? null;
  const named = checkMessage(mail, { ...mail, senderAddress }, lookup, lookup.people ?? null);
  const offBrand = lookup.brand === undefined ? [] : checkBrand(mail, mail.senderId, lookup.brand);
  return [
    ...checkManner(mail, ctx),
    ...[...named, ...offBrand].map((problem) => ({ nodeId, ...problem })),
    ...checkMerging(mail, ctx),
  ];
}

/** What a reader would notice: a letter to nobody in particular, and one they have read before. */
function checkManner(mail: CheckedMail, ctx: Asked): Problem[] {
  const look = (code: string, message: string): Problem => ({
    nodeId: ctx.node.id,
    path: "body",
    code,
    message,
    rank: "look",
  });
  const problems: Problem[] = [];
  // A word in a thread needs no name, and nobody expects one in a newsletter.
  const isLetter = mail.class === "sales" && mail.thread.mode === "new" && mail.body.trim() !== "";
  if (isLetter && !isPersonal(`${mail.subject} ${mail.body}`))
    problems.push(
      look("not-personal", "Nothing in it is about the person. Put in their name, or what you know of them"),
    );
  if (mail.mayRepeat.kind !== "never") return problems;
  const before = saidBefore(ctx.graph, ctx.node, (id) => ctx.afterMail(id) !== "never");
  if (before !== null)
    problems.push(
      look("same-words", `${stepLabel(before)} says the same: whoever had it would not get this. Write it anew`),
    );
  return problems;
}

function checkMerging(mail: CheckedMail, { node, lookup }: Asked): Problem[] {
  if (!lookup.mergeVariables || mail.subject === "" || mail.body === "") return [];
  return checkEmailText(mail, lookup.mergeVariables).map((problem) => ({
    nodeId: node.id,
    path: problem.part,
    code: `merge-${problem.kind.replaceAll("_", "-")}`,
    message: problem.message,
    rank: "must",
  }));
}
