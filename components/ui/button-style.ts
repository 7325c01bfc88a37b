import { cva, type VariantProps } from "class-variance-authority";
import { BUTTON, MEDIUM, PRIMARY, SECONDARY } from "./button-look";

/** The look of a button, also for links. */
export const buttonStyle = cva(BUTTON, {
  variants: {
    variant: {
      primary: PRIMARY,
      secondary: SECONDARY,
      quiet: "text-ink2 not-data-disabled:hover:bg-hover not-data-disabled:hover:text-ink data-popup-open:bg-hover",
      danger: "bg-rust text-on-rust not-data-disabled:hover:bg-rust-strong",
      "danger-quiet": "border-line2 bg-surface text-rust not-data-disabled:hover:bg-rust-tint",
    },
    size: {
      sm: "h-7 rounded-md px-2.5 text-sm",
      md: MEDIUM,
      lg: "h-10 px-4 text-base",
    },
  },
  defaultVariants: { variant: "secondary", size: "md" },
});

export type ButtonLook = VariantProps<typeof buttonStyle>;
