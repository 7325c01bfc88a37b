import type { Inngest, InngestFunction } from "inngest";
import { importContacts } from "@/server/inngest/functions/import-contacts";
import { judgeTriggers } from "@/server/inngest/functions/judge-triggers";
import { lookAgainAtPeople } from "@/server/inngest/functions/look-again";
import { moveClockFunction } from "@/server/inngest/functions/move-clock";
import { moveToVersion } from "@/server/inngest/functions/move-to-version";
import { releaseTouches } from "@/server/inngest/functions/release-touches";
import { remindOfRepliesFunction } from "@/server/inngest/functions/remind-of-replies";
import { resealCredentialsFunction } from "@/server/inngest/functions/reseal-credentials";
import { runEnrollment } from "@/server/inngest/functions/run-enrollment";
import { settleTouchLeases } from "@/server/inngest/functions/settle-leases";
import { sweepDueEnrollments } from "@/server/inngest/functions/sweep-due-enrollments";
import { tellOfLaunches } from "@/server/inngest/functions/tell-launches";
import { workOnBroadcasts } from "@/server/inngest/functions/work-on-broadcast";

const makers: readonly ((inngest: Inngest) => InngestFunction.Any)[] = [
  runEnrollment,
  judgeTriggers,
  releaseTouches,
  sweepDueEnrollments,
  moveClockFunction,
  settleTouchLeases,
  importContacts,
  workOnBroadcasts,
  moveToVersion,
  tellOfLaunches,
  remindOfRepliesFunction,
  resealCredentialsFunction,
  lookAgainAtPeople,
];

/** Every durable function of Heed, bound to a client. None knows whose engine it is on. */
export const heedFunctions = (inngest: Inngest): InngestFunction.Any[] => makers.map((make) => make(inngest));
