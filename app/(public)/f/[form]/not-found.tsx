import { PublicFrame } from "@/components/public/public-frame";

/** Linked from a website, not from a mail. */
export default function NoSuchForm() {
  return (
    <PublicFrame title="There is no form here">
      <p>It was closed, or its address is not complete. Ask whoever linked to it.</p>
    </PublicFrame>
  );
}
