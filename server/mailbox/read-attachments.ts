import { simpleParser } from "mailparser";
import { toStorable } from "@/core/storable-text";
import { PART_TYPES, repairSource } from "@/server/mailbox/parse-mail";

export interface MailAttachment {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** The files that hang on a mail, in its order. Pictures inside the text and what only machines read are none. */
export async function readAttachments(raw: Buffer): Promise<MailAttachment[]> {
  const { attachments } = await simpleParser(repairSource(raw), { skipTextToHtml: true, skipHtmlToText: true });
  return attachments
    .filter(
      ({ related, filename, contentType }) => !related && (filename !== undefined || !PART_TYPES.test(contentType)),
    )
    .map(({ filename, contentType, content }) => ({
      name: toStorable(filename?.trim() || "attachment"),
      type: contentType.toLowerCase(),
      content,
    }));
}
