import { useVocabulary } from "@/components/canvas/workspace-names";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { type RuleDraft, scopeLabels } from "./rule-draft";
import { RuleFilter } from "./rule-filter";

const units = [
  { value: "hours" as const, label: "hours" },
  { value: "days" as const, label: "days" },
];
const spans = [
  { value: "rolling" as const, label: "Any", hint: "Exact elapsed time, looking back from each moment" },
  { value: "day" as const, label: "Calendar day", hint: "From midnight where the person is" },
  { value: "week" as const, label: "Calendar week", hint: "From Monday" },
  { value: "month" as const, label: "Calendar month", hint: "From the 1st" },
];

/** Where the error of a field stands in the server's answer; what is under none of them is shown below the form. */
export const ruleFieldPaths = [
  "rule.name",
  "rule.scope",
  "rule.max",
  "rule.window",
  "rule.window.lengthMs",
  "rule.minGapMs",
  "rule.shelfLifeMs",
];

/** All of a rule, in the order it is read in. */
export function RuleFields({
  draft,
  put,
  errors,
}: {
  draft: RuleDraft;
  put: (change: Partial<RuleDraft>) => void;
  errors: Record<string, string>;
}) {
  const { hasMax, hasGap } = draft;
  return (
    <>
      <Field label="Name" error={errors["rule.name"]}>
        <Input value={draft.name} onValueChange={(name: string) => put({ name })} autoComplete="off" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Counts" nativeLabel={false} error={errors["rule.scope"]}>
          <Select options={scopeLabels} value={draft.scope} onValueChange={(scope) => put({ scope, of: "" })} />
        </Field>
        <ScopeValue draft={draft} put={put} />
      </div>
      <fieldset className="flex flex-col gap-3">
        <legend className="pb-1 font-medium text-ink2 text-sm">Limit</legend>
        <Checkbox
          checked={hasMax}
          onCheckedChange={(next) => put({ hasMax: next })}
          label="So many in a span of time"
        />
        {hasMax ? (
          <div className="grid grid-cols-2 gap-3 border-line border-l pl-4 sm:grid-cols-[6rem_1fr_6rem_7rem]">
            <Field label="At most" error={errors["rule.max"]}>
              <Input inputMode="numeric" value={draft.max} onValueChange={(max: string) => put({ max })} />
            </Field>
            <Field label="In" nativeLabel={false} error={errors["rule.window"]}>
              <Select
                aria-label="Span of time"
                options={spans}
                value={draft.span}
                onValueChange={(span) => put({ span })}
              />
            </Field>
            {draft.span === "rolling" ? (
              <>
                <Field label="Length" error={errors["rule.window.lengthMs"]}>
                  <Input inputMode="decimal" value={draft.length} onValueChange={(length: string) => put({ length })} />
                </Field>
                <Field label="Unit" nativeLabel={false}>
                  <Select
                    aria-label="Unit of the length"
                    options={units}
                    value={draft.unit}
                    onValueChange={(unit) => put({ unit })}
                  />
                </Field>
              </>
            ) : null}
          </div>
        ) : null}
        <Checkbox checked={hasGap} onCheckedChange={(next) => put({ hasGap: next })} label="At least so far apart" />
        {hasGap ? (
          <div className="grid grid-cols-[6rem_7rem] gap-3 border-line border-l pl-4">
            <Field label="Apart" error={errors["rule.minGapMs"]}>
              <Input inputMode="decimal" value={draft.gap} onValueChange={(gap: string) => put({ gap })} />
            </Field>
            <Field label="Unit" nativeLabel={false}>
              <Select
                aria-label="Unit of the distance"
                options={units}
                value={draft.gapUnit}
                onValueChange={(gapUnit) => put({ gapUnit })}
              />
            </Field>
          </div>
        ) : null}
      </fieldset>
      <RuleFilter
        label="Only some messages fill it"
        hint="For example marketing e-mail only; everything else is then not counted."
        value={draft.counts}
        onChange={(counts) => put({ counts })}
      />
      <RuleFilter
        label="It holds back only some messages"
        hint="Left out: those that it counts. With it, a count of everything can hold back marketing alone."
        value={draft.appliesTo}
        onChange={(appliesTo) => put({ appliesTo })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <RadioGroup
          legend="What is over"
          value={draft.atCap}
          onValueChange={(atCap) => put({ atCap })}
          options={[
            { value: "hold", label: "Waits for a free slot" },
            { value: "skip", label: "Is skipped" },
          ]}
        />
        {draft.atCap === "hold" ? (
          <Field
            label="Waits at most, in days"
            optional
            hint="Left empty: as long as the message itself is worth sending."
            error={errors["rule.shelfLifeMs"]}
          >
            <Input inputMode="decimal" value={draft.shelf} onValueChange={(shelf: string) => put({ shelf })} />
          </Field>
        ) : null}
      </div>
    </>
  );
}

const each = { value: "", label: "Each with a count of its own" };

function ScopeValue({ draft, put }: { draft: RuleDraft; put: (change: Partial<RuleDraft>) => void }) {
  const { vocabulary } = useVocabulary();
  if (draft.scope === "everything" || draft.scope === "company") return null;
  const named = (list: readonly { id: string; name: string; archived?: boolean }[] | undefined) =>
    (list ?? [])
      .filter((one) => !one.archived || one.id === draft.of)
      .map(({ id, name }) => ({ value: id, label: name }));
  const lists = {
    class: [
      { value: "marketing", label: "Marketing" },
      { value: "sales", label: "Sales" },
    ],
    topic: named(vocabulary?.topics),
    team: named(vocabulary?.teams),
    sender: named(vocabulary?.senders),
    sequence: named(vocabulary?.sequences),
  };
  return (
    <Field label="Which" nativeLabel={false}>
      <Select options={[each, ...lists[draft.scope]]} value={draft.of} onValueChange={(of) => put({ of })} />
    </Field>
  );
}
