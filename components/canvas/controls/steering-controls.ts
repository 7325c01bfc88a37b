import { BranchesControl } from "./branches-control";
import { ChangesControl } from "./changes-control";
import { ConditionControl } from "./condition-control";
import { ExitsControl } from "./exits-control";
import { HeadersControl } from "./headers-control";
import { OutcomesControl } from "./outcomes-control";
import { SignalControl } from "./signal-control";
import { EntranceControl, ReentryControl } from "./trigger-controls";
import { WeightsControl } from "./weights-control";

/** What says who comes in, waits, goes which way and leaves: no mail needs it. */
export const steeringControls = {
  signal: SignalControl,
  condition: ConditionControl,
  outcomes: OutcomesControl,
  branches: BranchesControl,
  weights: WeightsControl,
  changes: ChangesControl,
  entrance: EntranceControl,
  reentry: ReentryControl,
  exits: ExitsControl,
  headers: HeadersControl,
};
