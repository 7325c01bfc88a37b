import { PublicFrame } from "@/components/public/public-frame";

/** For links that are none of ours, cut off by a mail program, or whose message is gone. */
export function NoSuchLink() {
  return (
    <PublicFrame title="This link does not work">
      <p>It may have been cut off. Open it again from the mail, or answer the mail with the word “stop”.</p>
    </PublicFrame>
  );
}
