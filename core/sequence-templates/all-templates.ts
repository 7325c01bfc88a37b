import { abandonedCart } from "@/core/sequence-templates/abandoned-cart";
import { afterPurchase } from "@/core/sequence-templates/after-purchase";
import { eventFollowUp } from "@/core/sequence-templates/event-follow-up";
import { localSale } from "@/core/sequence-templates/local-sale";
import { reEngagement } from "@/core/sequence-templates/re-engagement";
import { referralAsk } from "@/core/sequence-templates/referral-ask";
import { renewal } from "@/core/sequence-templates/renewal";
import type { SequenceTemplate } from "@/core/sequence-templates/template";
import { trialOnboarding } from "@/core/sequence-templates/trial-onboarding";
import { whitePaper } from "@/core/sequence-templates/white-paper";
import { winBack } from "@/core/sequence-templates/win-back";

/** The gallery, in its order. */
export const sequenceTemplates: readonly SequenceTemplate[] = [
  trialOnboarding,
  whitePaper,
  abandonedCart,
  afterPurchase,
  reEngagement,
  eventFollowUp,
  renewal,
  localSale,
  winBack,
  referralAsk,
];
