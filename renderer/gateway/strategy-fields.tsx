import { Select, TextInput } from '@mantine/core';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import type { FormProblem } from './form-result.ts';
import { useNameOf } from './gateway-context.ts';
import styles from './gateway.module.css';
import { STRATEGIES } from './gateway-words.ts';
import type { StrategyForm, StrategyKind } from './strategy-form.ts';

const KINDS = Object.entries(STRATEGIES).map(([value, { title }]) => ({ value, label: title }));

function isKind(value: string | null): value is StrategyKind {
  return value !== null && value in STRATEGIES;
}

interface StrategyFieldsProps {
  /** Of what, for people who hear the page: "the rest", "this rule". */
  readonly what: string;
  readonly form: StrategyForm;
  /** Instances that it chooses among. */
  readonly pool: readonly string[];
  readonly problem: FormProblem | undefined;
  readonly onChange: (form: StrategyForm) => void;
}

/** How an instance is chosen: one of the seven ways, with what that way asks. */
export function StrategyFields({ what, form, pool, problem, onChange }: StrategyFieldsProps) {
  return (
    <div className={styles.fields}>
      <Select
        className={styles.kind}
        aria-label={`Strategy of ${what}`}
        data={KINDS}
        value={form.kind}
        allowDeselect={false}
        onChange={(value) => {
          if (isKind(value)) onChange({ ...form, kind: value });
        }}
      />
      <Parameters form={form} pool={pool} problem={problem} onChange={onChange} />
      <span className={styles.muted}>{STRATEGIES[form.kind].explains}</span>
    </div>
  );
}

function Parameters({ form, pool, problem, onChange }: Omit<StrategyFieldsProps, 'what'>) {
  const nameOf = useNameOf();
  const bad = (field: string): boolean => problem?.field === field;
  switch (form.kind) {
    case 'round-robin':
    case 'least-pending':
      return null;
    case 'random':
      return (
        <TextInput
          className={styles.short}
          aria-label="Seed of the strategy"
          inputMode="numeric"
          value={form.seed}
          aria-invalid={bad('seed')}
          leftSection={<span className={styles.prefix}>seed</span>}
          leftSectionWidth={40}
          onChange={(event) => {
            onChange({ ...form, seed: event.currentTarget.value });
          }}
        />
      );
    case 'pinned':
      return (
        <Select
          className={styles.kind}
          aria-label="Pinned instance"
          data={pool.map((id) => ({ value: id, label: nameOf(id) }))}
          value={pool.includes(form.instanceId) ? form.instanceId : null}
          placeholder="instance"
          aria-invalid={bad('instance')}
          allowDeselect={false}
          onChange={(value) => {
            if (value !== null) onChange({ ...form, instanceId: value });
          }}
        />
      );
    case 'sticky':
      return <StickyFields form={form} bad={bad('sticky')} onChange={onChange} />;
    case 'hash':
      return (
        <TextInput
          className={styles.header}
          aria-label="Header that is hashed"
          value={form.hashHeader}
          spellCheck={false}
          aria-invalid={bad('hash')}
          classNames={{ input: styles.wireInput }}
          onChange={(event) => {
            onChange({ ...form, hashHeader: event.currentTarget.value });
          }}
        />
      );
    case 'weighted':
      return <Weights form={form} pool={pool} bad={bad('weights')} onChange={onChange} />;
  }
}

interface PartProps {
  readonly form: StrategyForm;
  readonly bad: boolean;
  readonly onChange: (form: StrategyForm) => void;
}

function StickyFields({ form, bad, onChange }: PartProps) {
  return (
    <>
      <Select
        className={styles.short}
        aria-label="Sticky by"
        data={[
          { value: 'header', label: 'header' },
          { value: 'cookie', label: 'cookie' },
        ]}
        value={form.by}
        allowDeselect={false}
        onChange={(value) => {
          onChange({ ...form, by: value === 'cookie' ? 'cookie' : 'header' });
        }}
      />
      <TextInput
        className={styles.header}
        aria-label={`Name of the ${form.by}`}
        value={form.stickyName}
        spellCheck={false}
        aria-invalid={bad}
        classNames={{ input: styles.wireInput }}
        onChange={(event) => {
          onChange({ ...form, stickyName: event.currentTarget.value });
        }}
      />
    </>
  );
}

function Weights({ form, pool, bad, onChange }: PartProps & { readonly pool: readonly string[] }) {
  const nameOf = useNameOf();
  return pool.map((id) => (
    <span key={id} className={styles.weight}>
      <InstanceBadge instanceId={id} />
      <TextInput
        className={styles.tiny}
        aria-label={`Weight of ${nameOf(id)}`}
        inputMode="numeric"
        value={form.weights[id] ?? '1'}
        aria-invalid={bad}
        onChange={(event) => {
          onChange({ ...form, weights: { ...form.weights, [id]: event.currentTarget.value } });
        }}
      />
    </span>
  ));
}
