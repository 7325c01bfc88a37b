import { NoSuchLink } from "@/components/public/no-such-link";

export default function NotFoundInPublic() {
  return <NoSuchLink />;
}
