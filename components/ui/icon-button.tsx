"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps, ReactNode } from "react";
import { buttonStyle } from "./button-style";
import { cn } from "./cn";
import { Tooltip, type TooltipProps } from "./tooltip";

export interface IconButtonProps extends Omit<ComponentProps<typeof BaseButton>, "className" | "children"> {
  /** Read by assistive tech and shown as the tooltip. */
  label: string;
  icon: ReactNode;
  variant?: "quiet" | "secondary" | "primary" | "danger-quiet";
  size?: "sm" | "md";
  tooltipSide?: TooltipProps["side"];
  className?: string | undefined;
}

export function IconButton({
  label,
  icon,
  variant = "quiet",
  size = "md",
  tooltipSide = "top",
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} side={tooltipSide}>
      <BaseButton
        {...rest}
        aria-label={label}
        className={cn(
          buttonStyle({ variant, size }),
          "touch-target px-0 [&_svg]:size-4",
          size === "sm" ? "w-7" : "w-[34px]",
          className,
        )}
      >
        {icon}
      </BaseButton>
    </Tooltip>
  );
}
