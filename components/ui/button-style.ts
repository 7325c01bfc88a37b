import { cva, type VariantProps } from "class-variance-authority";

/** The look of a button, also for links. */
export const buttonStyle = cva(
  "relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-lg border border-transparent font-medium no-underline transition-colors duration-80 data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-pine text-on-pine not-data-disabled:hover:bg-pine-strong not-data-disabled:active:bg-pine-strong",
        secondary: "border-line2 bg-surface text-ink not-data-disabled:hover:bg-hover",
        quiet: "text-ink2 not-data-disabled:hover:bg-hover not-data-disabled:hover:text-ink data-popup-open:bg-hover",
        danger: "bg-rust text-on-rust not-data-disabled:hover:bg-rust-strong",
        "danger-quiet": "border-line2 bg-surface text-rust not-data-disabled:hover:bg-rust-tint",
      },
      size: {
        sm: "h-7 rounded-md px-2.5 text-sm",
        md: "h-[34px] px-3.5 text-base",
        lg: "h-10 px-4 text-base",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonLook = VariantProps<typeof buttonStyle>;
