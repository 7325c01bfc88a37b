import type { ControlName } from "@/core/field";
import { BranchesControl } from "./branches-control";
import { BriefingControl } from "./briefing-control";
import { ChangesControl } from "./changes-control";
import { ConditionControl } from "./condition-control";
import type { Control } from "./control";
import { EmailStepControl, RepeatControl, ThreadControl } from "./email-controls";
import { ExitsControl } from "./exits-control";
import { HeadersControl } from "./headers-control";
import { MailBodyControl } from "./mail-body-control";
import { MailTemplateControl } from "./mail-template-control";
import { MergeLineControl } from "./merge-line-control";
import { OutcomesControl } from "./outcomes-control";
import {
  DateFieldControl,
  MemberControl,
  ProductControl,
  ProductsControl,
  SegmentControl,
  SenderControl,
  SequenceControl,
  TagControl,
  TopicControl,
} from "./pick-controls";
import { SignalControl } from "./signal-control";
import { DateControl, TextareaControl, TextControl, UrlControl } from "./text-controls";
import { EntranceControl, ReentryControl } from "./trigger-controls";
import {
  DurationControl,
  NumberControl,
  SelectControl,
  TimeOfDayControl,
  ToggleControl,
  WeekdaysControl,
} from "./value-controls";
import { WeeklyHoursControl } from "./weekly-hours-control";
import { WeightsControl } from "./weights-control";

/** One component per control a node type may name: a missing one does not compile. */
export const controls: Record<ControlName, Control> = {
  text: TextControl,
  textarea: TextareaControl,
  "merge-line": MergeLineControl,
  "mail-body": MailBodyControl,
  "mail-template": MailTemplateControl,
  number: NumberControl,
  toggle: ToggleControl,
  select: SelectControl,
  duration: DurationControl,
  "time-of-day": TimeOfDayControl,
  weekdays: WeekdaysControl,
  "weekly-hours": WeeklyHoursControl,
  date: DateControl,
  "date-field": DateFieldControl,
  changes: ChangesControl,
  tag: TagControl,
  segment: SegmentControl,
  sender: SenderControl,
  topic: TopicControl,
  product: ProductControl,
  products: ProductsControl,
  sequence: SequenceControl,
  member: MemberControl,
  "email-step": EmailStepControl,
  thread: ThreadControl,
  repeat: RepeatControl,
  signal: SignalControl,
  condition: ConditionControl,
  outcomes: OutcomesControl,
  branches: BranchesControl,
  weights: WeightsControl,
  entrance: EntranceControl,
  reentry: ReentryControl,
  exits: ExitsControl,
  headers: HeadersControl,
  url: UrlControl,
  briefing: BriefingControl,
};
