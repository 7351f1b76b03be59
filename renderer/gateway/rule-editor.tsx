import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { GatewayRule, GatewaySettings } from '../../shared/model/gateway.ts';
import { ConditionRows } from './condition-rows.tsx';
import type { FormProblem } from './form-result.ts';
import { useGatewayActions, useNameOf } from './gateway-context.ts';
import styles from './gateway.module.css';
import { InstanceChecks } from './instance-checks.tsx';
import { ProblemLine } from './problem-line.tsx';
import { ruleForm, ruleOf, type RuleForm } from './rule-form.ts';
import { putRule } from './settings-edits.ts';
import { StrategyFields } from './strategy-fields.tsx';

interface ActionProps {
  readonly settings: GatewaySettings;
  readonly form: RuleForm;
  readonly problem: FormProblem | undefined;
  readonly change: (part: Partial<RuleForm>) => void;
}

function RouteFields({ settings, form, problem, change }: ActionProps) {
  const nameOf = useNameOf();
  const pool = form.pool.length > 0 ? form.pool : settings.instanceIds;
  return (
    <>
      <InstanceChecks
        title="To"
        instances={settings.instanceIds.map((id) => ({ id, name: nameOf(id) }))}
        chosen={form.pool}
        none="none checked: to all of them"
        onChange={(chosen) => {
          change({ pool: chosen });
        }}
      />
      <StrategyFields
        what="the rule"
        form={form.strategy}
        pool={pool}
        problem={problem}
        onChange={(strategy) => {
          change({ strategy });
        }}
      />
    </>
  );
}

function RefuseFields({ form, problem, change }: ActionProps) {
  return (
    <div className={styles.fields}>
      <TextInput
        className={styles.short}
        aria-label="Status of the refusal"
        inputMode="numeric"
        value={form.status}
        aria-invalid={problem?.field === 'status'}
        onChange={(event) => {
          change({ status: event.currentTarget.value });
        }}
      />
      <TextInput
        className={styles.wide}
        aria-label="Text of the refusal"
        placeholder="Text that the client gets"
        value={form.text}
        onChange={(event) => {
          change({ text: event.currentTarget.value });
        }}
      />
    </div>
  );
}

interface RuleEditorProps {
  readonly settings: GatewaySettings;
  /** Absent: a new rule, which goes to the end of the table. */
  readonly rule?: GatewayRule;
}

/** One rule in its fields: what it takes, and what is done with that. */
export function RuleEditor({ settings, rule }: RuleEditorProps) {
  const { edit, close } = useGatewayActions();
  const [form, setForm] = useState(() => ruleForm(rule, settings.instanceIds));
  const [problem, setProblem] = useState<FormProblem>();
  const change = (part: Partial<RuleForm>): void => {
    setForm((now) => ({ ...now, ...part }));
    setProblem(undefined);
  };
  const save = async (): Promise<void> => {
    const taken = settings.rules.map(({ id }) => id);
    const read = ruleOf(form, { ...(rule && { rule }), taken, instanceIds: settings.instanceIds });
    if (!read.ok) setProblem(read.problem);
    else if (await edit(settings.id, putRule(read.value))) close();
  };
  const part = { settings, form, problem, change };
  return (
    <form
      className={styles.panel}
      aria-label={rule ? `Rule ${rule.name}` : 'New rule'}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        close();
      }}
    >
      <TextInput
        className={styles.wide}
        label="Name"
        placeholder="Tool calls"
        value={form.name}
        autoFocus
        aria-invalid={problem?.field === 'name'}
        onChange={(event) => {
          change({ name: event.currentTarget.value });
        }}
      />
      <ConditionRows
        match={form.match}
        problem={problem}
        onChange={(match) => {
          change({ match });
        }}
      />
      <fieldset className={styles.group}>
        <legend>And then</legend>
        <SegmentedControl
          className={styles.start}
          aria-label="What is done"
          data={[
            { value: 'route', label: 'Routes them' },
            { value: 'refuse', label: 'Refuses them' },
          ]}
          value={form.action}
          onChange={(value) => {
            change({ action: value === 'refuse' ? 'refuse' : 'route' });
          }}
        />
        {form.action === 'route' ? <RouteFields {...part} /> : <RefuseFields {...part} />}
      </fieldset>
      <ProblemLine message={problem?.message} />
      <div className={styles.foot}>
        <span className={styles.gap} />
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="filled">
          {rule ? 'Save the rule' : 'Add the rule'}
        </Button>
      </div>
    </form>
  );
}
