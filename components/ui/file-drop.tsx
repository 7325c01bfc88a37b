"use client";

import { Upload } from "lucide-react";
import { type DragEvent, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { cn } from "./cn";

export interface FileDropProps {
  /** "Drop a CSV file here" */
  label: string;
  hint?: string;
  /** As of `<input accept>`: ".csv,text/csv". */
  accept?: string;
  multiple?: boolean;
  disabled?: boolean;
  error?: string | undefined;
  onFiles: (files: File[]) => void;
}

/** Drop or choose. The whole area is the label of a real file input, so keyboard and screen reader have it too. */
export function FileDrop({ label, hint, accept, multiple = false, disabled = false, error, onFiles }: FileDropProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function take(list: FileList | null): void {
    const files = Array.from(list ?? []);
    if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1));
    // The same file must be choosable again after it was mended.
    if (input.current) input.current.value = "";
  }
  // A file chosen before this page came alive has told nobody.
  const takeEarly = useEffectEvent(() => take(input.current?.files ?? null));
  useEffect(() => takeEarly(), []);
  function onDrop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    if (!disabled) take(event.dataTransfer.files);
  }

  return (
    <div>
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cn(
          "flex cursor-pointer flex-col items-center gap-1 rounded-card border border-line2 border-dashed bg-surface2 px-6 py-8 text-center transition-colors duration-80 hover:bg-hover",
          "has-focus-visible:outline-2 has-focus-visible:outline-pine has-focus-visible:outline-offset-2",
          over && "border-pine bg-pine-tint",
          error && "border-rust",
          disabled && "cursor-default opacity-60",
        )}
      >
        <Upload aria-hidden="true" className="mb-1 size-5 text-ink3" />
        <span className="font-medium">
          {label} <span className="text-pine underline underline-offset-2">or choose one</span>
        </span>
        {hint ? <span className="text-ink3 text-sm">{hint}</span> : null}
        <input
          ref={input}
          id={id}
          type="file"
          accept={accept}
          multiple={multiple}
          disabled={disabled}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => take(event.target.files)}
          className="sr-only"
        />
      </label>
      {error ? (
        <p id={`${id}-error`} role="alert" className="mt-1.5 text-rust text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}
