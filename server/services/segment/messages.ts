import { z } from "zod";

const words = z.union([z.string(), z.number()]).nullish();
const bag = z.record(z.string(), z.unknown()).nullish();

/**
 * A message of Segment's HTTP API as its libraries send it (`type` is in the path for single calls). Loose: what we do not
 * read may be anything.
 */
export const segmentMessage = z.looseObject({
  type: z.enum(["identify", "track", "page", "screen", "group", "alias"]),
  messageId: z.string().max(200).nullish(),
  userId: words,
  anonymousId: words,
  previousId: words,
  groupId: words,
  event: z.string().max(200).nullish(),
  name: z.string().max(200).nullish(),
  timestamp: words,
  originalTimestamp: words,
  sentAt: words,
  traits: bag,
  properties: bag,
  context: z.looseObject({ traits: bag }).nullish(),
});
export type SegmentMessage = z.output<typeof segmentMessage>;

/** What a call holds: one message, or a batch of them. `sentAt` beside a batch is for all of it. */
export const segmentBatch = z.looseObject({
  batch: z.array(z.unknown()).max(2_500),
  sentAt: words,
  writeKey: z.string().nullish(),
});
