/** What other programs can be told of. `type` of the message (Standard Webhooks). */
export const webhookEvents = {
  "message.decided": "What was decided about a message that came by the API",
  "message.sent": "A message left",
  "message.delivered": "A message arrived at the recipient's server",
  "message.bounced": "A message came back",
  "message.complained": "Somebody marked a message as spam",
  "message.failed": "A message will not be delivered",
  "message.opened": "A person opened a message",
  "message.clicked": "A person followed a link",
  "reply.received": "A reply came, with what it is",
  "contact.suppressed": "An address is not written to any more",
  "enrollment.entered": "Somebody entered a sequence",
  "enrollment.finished": "Somebody left a sequence, with why",
} as const;

export type WebhookEvent = keyof typeof webhookEvents;

export const allWebhookEvents = Object.keys(webhookEvents).filter(isWebhookEvent);

export function isWebhookEvent(word: unknown): word is WebhookEvent {
  return typeof word === "string" && Object.hasOwn(webhookEvents, word);
}
