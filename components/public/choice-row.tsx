export interface ChoiceRowProps {
  type: "checkbox" | "radio";
  name: string;
  value: string;
  checked: boolean;
  label: string;
  hint?: string | undefined;
}

/** A native box or dot with its words: posts with its form, with or without scripts. */
export function ChoiceRow({ type, name, value, checked, label, hint }: ChoiceRowProps) {
  return (
    <label className="flex items-start gap-3">
      <input
        type={type}
        name={name}
        value={value}
        defaultChecked={checked}
        className="mt-1 size-5 shrink-0 accent-pine"
      />
      <span>
        {label}
        {hint ? <span className="block text-base text-ink2">{hint}</span> : null}
      </span>
    </label>
  );
}
