import { useVocabulary } from "@/components/canvas/workspace-names";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { touchChannelSchema, touchClassSchema, touchSourceSchema } from "@/core/attention/rule";
import type { FilterDraft } from "./rule-draft";

const words: Readonly<Record<string, string>> = {
  marketing: "Marketing",
  sales: "Sales",
  transactional: "Transactional",
  email: "E-mail",
  call: "Calls",
  sms: "Text messages",
  letter: "Letters",
  social: "Social networks",
  sequence: "Sequences",
  broadcast: "Broadcasts",
  api: "API sends",
  hand: "Written by hand",
  logged: "Logged by a member",
};
const options = (values: readonly string[]) => values.map((value) => ({ value, label: words[value] ?? value }));

/** Only some messages: by class, channel, what made them, topic and team. What is left empty does not matter. */
export function RuleFilter({
  label,
  hint,
  value,
  onChange,
}: {
  label: string;
  hint: string;
  value: FilterDraft;
  onChange: (value: FilterDraft) => void;
}) {
  const { vocabulary } = useVocabulary();
  const named = (list: readonly { id: string; name: string; archived?: boolean }[] | undefined) =>
    (list ?? []).filter((one) => !one.archived).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="flex flex-col gap-2">
      <Checkbox checked={value.on} onCheckedChange={(on) => onChange({ ...value, on })} label={label} hint={hint} />
      {value.on ? (
        <div className="grid gap-3 border-line border-l pl-4 sm:grid-cols-2">
          <Field label="Class" nativeLabel={false}>
            <MultiCombobox
              aria-label={`${label}: class`}
              placeholder="Any"
              options={options(touchClassSchema.options)}
              value={value.classes}
              onValueChange={(next) =>
                onChange({ ...value, classes: touchClassSchema.options.filter((one) => next.includes(one)) })
              }
            />
          </Field>
          <Field label="Channel" nativeLabel={false}>
            <MultiCombobox
              aria-label={`${label}: channel`}
              placeholder="Any"
              options={options(touchChannelSchema.options)}
              value={value.channels}
              onValueChange={(next) =>
                onChange({ ...value, channels: touchChannelSchema.options.filter((one) => next.includes(one)) })
              }
            />
          </Field>
          <Field label="Made by" nativeLabel={false}>
            <MultiCombobox
              aria-label={`${label}: made by`}
              placeholder="Anything"
              options={options(touchSourceSchema.options)}
              value={value.sources}
              onValueChange={(next) =>
                onChange({ ...value, sources: touchSourceSchema.options.filter((one) => next.includes(one)) })
              }
            />
          </Field>
          <Field label="Topic" nativeLabel={false}>
            <MultiCombobox
              aria-label={`${label}: topic`}
              placeholder="Any"
              options={named(vocabulary?.topics)}
              value={value.topicIds}
              onValueChange={(topicIds) => onChange({ ...value, topicIds })}
            />
          </Field>
          <Field label="Team" nativeLabel={false}>
            <MultiCombobox
              aria-label={`${label}: team`}
              placeholder="Any"
              options={named(vocabulary?.teams)}
              value={value.teamIds}
              onValueChange={(teamIds) => onChange({ ...value, teamIds })}
            />
          </Field>
        </div>
      ) : null}
    </div>
  );
}
