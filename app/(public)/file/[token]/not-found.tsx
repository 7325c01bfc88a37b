import { PublicFrame } from "@/components/public/public-frame";

export default function TooOldLink() {
  return (
    <PublicFrame title="This link is too old">
      <p>It worked for a day. Ask again on the preferences page of any mail from us.</p>
    </PublicFrame>
  );
}
