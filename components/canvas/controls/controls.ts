import dynamic from "next/dynamic";
import type { ControlName } from "@/core/field";
import { Coming } from "./coming";
import type { Control, ControlProps } from "./control";
import { EmailStepControl, RepeatControl, ThreadControl } from "./email-controls";
import { MailBodyControl } from "./mail-body-control";
import { MailTemplateControl } from "./mail-template-control";
import { MergeLineControl } from "./merge-line-control";
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
import type { steeringControls } from "./steering-controls";
import { DateControl, TextareaControl, TextControl, UrlControl } from "./text-controls";
import {
  DurationControl,
  NumberControl,
  SelectControl,
  TimeOfDayControl,
  ToggleControl,
  WeekdaysControl,
} from "./value-controls";

// A mail's first page is what most people open: what only other steps and its other pages show comes with them.
const steering = (name: keyof typeof steeringControls) =>
  dynamic<ControlProps>(() => import("./steering-controls").then(({ steeringControls }) => steeringControls[name]), {
    loading: Coming,
  });
const BriefingControl = dynamic(() => import("./briefing-control").then((module) => module.BriefingControl), {
  loading: Coming,
});
const WeeklyHoursControl = dynamic(() => import("./weekly-hours-control").then((module) => module.WeeklyHoursControl), {
  loading: Coming,
});

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
  changes: steering("changes"),
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
  signal: steering("signal"),
  condition: steering("condition"),
  outcomes: steering("outcomes"),
  branches: steering("branches"),
  weights: steering("weights"),
  entrance: steering("entrance"),
  reentry: steering("reentry"),
  exits: steering("exits"),
  headers: steering("headers"),
  url: UrlControl,
  briefing: BriefingControl,
};
