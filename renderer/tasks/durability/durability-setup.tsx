import { ActionIcon, Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { IconChevronRight, IconRefresh } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { Fleet, Instance } from '../../../shared/model/instance.ts';
import { useEngine } from '../../ui/app-context.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { WAITS_FOR_CONSENT, waitsForConsent } from '../../ui/waits-for-consent.ts';
import { chosenInstances, resolveForm, wishOf, type WorkName } from './durability-form.ts';
import type { DurabilityStore, ToolsLoad } from './durability-store.ts';
import styles from './durability.module.css';

const NO_INSTANCES: readonly Instance[] = [];
const NO_FLEETS: readonly Fleet[] = [];
const NO_TOOLS: ToolsLoad = { state: 'loading', names: [] };

/** The form with what nobody has chosen filled in from the workspace, and the creator's tools. */
function useResolved(store: DurabilityStore) {
  const form = useStore(store, (state) => state.form);
  const instances = useEngine((state) => state.workspace?.instances) ?? NO_INSTANCES;
  const fleets = useEngine((state) => state.workspace?.fleets) ?? NO_FLEETS;
  const { creatorId } = chosenInstances(form, { instances, fleets });
  const tools =
    useStore(store, (state) => (creatorId === undefined ? undefined : state.tools[creatorId])) ?? NO_TOOLS;
  const approved = instances.find(({ id }) => id === creatorId)?.approved;
  useEffect(() => {
    if (creatorId !== undefined) void store.loadTools(creatorId);
  }, [store, creatorId, approved]);
  const resolved = resolveForm(form, { instances, fleets, tools: tools.names });
  return { form, instances, fleets, tools, resolved };
}

type Resolved = ReturnType<typeof useResolved>;

interface PartProps extends Resolved {
  readonly store: DurabilityStore;
  readonly disabled: boolean;
}

function InstancesField({ store, instances, fleets, resolved, disabled }: PartProps) {
  const { instanceIds } = resolved;
  const choose = (ids: readonly string[]): void => {
    store.change({ instanceIds: instances.map(({ id }) => id).filter((id) => ids.includes(id)) });
  };
  const shortcuts = fleets.filter(({ instanceIds: ids }) => ids.length > 1);
  return (
    <>
      <span className={styles.label}>Instances</span>
      <div className={styles.line} role="group" aria-label="Instances to check">
        {instances.map((instance) => (
          <Checkbox
            key={instance.id}
            size="xs"
            aria-label={instance.name}
            label={
              <span className={styles.badge}>
                <InstanceBadge instanceId={instance.id} showHealth />
                {waitsForConsent(instance) && (
                  <MeaningMark meaning="note" label={WAITS_FOR_CONSENT} size={13} />
                )}
              </span>
            }
            disabled={disabled}
            checked={instanceIds.includes(instance.id)}
            onChange={(event) => {
              choose(
                event.currentTarget.checked
                  ? [...instanceIds, instance.id]
                  : instanceIds.filter((id) => id !== instance.id),
              );
            }}
          />
        ))}
        {shortcuts.length > 1 &&
          shortcuts.map(({ id, name, instanceIds: ids }) => (
            <Button
              key={id}
              size="compact-xs"
              variant="subtle"
              disabled={disabled}
              aria-label={`Choose the fleet ${name}`}
              onClick={() => {
                choose(ids);
              }}
            >
              {name}
            </Button>
          ))}
      </div>
    </>
  );
}

function CreatorField({ store, instances, resolved, disabled }: PartProps) {
  const id = useId();
  const chosen = instances.filter((instance) => resolved.instanceIds.includes(instance.id));
  return (
    <>
      <label htmlFor={id}>Created on</label>
      <Select
        id={id}
        className={styles.tool}
        allowDeselect={false}
        disabled={disabled || chosen.length === 0}
        placeholder="no instance is chosen"
        value={resolved.creatorId ?? null}
        data={chosen.map((instance) => ({ value: instance.id, label: instance.name }))}
        onChange={(creatorId) => {
          if (creatorId !== null) store.change({ creatorId });
        }}
      />
    </>
  );
}

const WORK_LABELS: Readonly<Record<WorkName, { readonly label: string; readonly tip?: string }>> = {
  work: { label: 'Tool' },
  inputWork: { label: 'Asks for input', tip: 'Work for the step Update: it should ask for something' },
  cancelWork: {
    label: 'Is cancelled',
    tip: 'Work for the step Cancel: it should last until it is cancelled',
  },
};

/** What stands in the list for "the same". Tools have names of other characters. */
const SAME = ' same';

function WorkField({
  store,
  form,
  tools,
  resolved,
  disabled,
  name,
}: PartProps & { readonly name: WorkName }) {
  const id = useId();
  const { label, tip } = WORK_LABELS[name];
  const tool = resolved.tools[name];
  const isFirst = name === 'work';
  const names = tool === '' || tools.names.includes(tool) ? tools.names : [tool, ...tools.names];
  const same = { value: SAME, label: `the same: ${resolved.tools.work}` };
  return (
    <>
      <label htmlFor={id} data-tip={tip}>
        {label}
      </label>
      <div className={styles.work}>
        <Select
          id={id}
          className={styles.tool}
          searchable
          allowDeselect={false}
          disabled={disabled}
          placeholder={tools.state === 'loading' ? 'asking for the tools…' : 'choose a tool'}
          nothingFoundMessage="No tool of this name"
          value={tool !== '' ? tool : isFirst ? null : SAME}
          data={[...(isFirst ? [] : [same]), ...names.map((own) => ({ value: own, label: own }))]}
          onChange={(value) => {
            if (value !== null)
              store.change({ [name]: { ...form[name], tool: value === SAME ? '' : value } });
          }}
        />
        {(isFirst || tool !== '') && (
          <Textarea
            className={styles.args}
            size="xs"
            autosize
            minRows={1}
            maxRows={6}
            aria-label={isFirst ? 'Arguments' : `Arguments of ${label.toLowerCase()}`}
            placeholder="{ }: arguments as JSON"
            spellCheck={false}
            disabled={disabled}
            classNames={{ input: styles.mono }}
            value={form[name].args}
            onChange={(event) => {
              store.change({ [name]: { tool: form[name].tool, args: event.currentTarget.value } });
            }}
          />
        )}
        {isFirst && resolved.creatorId !== undefined && (
          <ActionIcon
            aria-label="Ask for the tools again"
            data-tip="Ask for the tools again"
            loading={tools.state === 'loading'}
            onClick={() => {
              if (resolved.creatorId !== undefined) void store.loadTools(resolved.creatorId, true);
            }}
          >
            <IconRefresh size={14} />
          </ActionIcon>
        )}
      </div>
    </>
  );
}

function SecondsField(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{props.label}</label>
      <TextInput
        id={id}
        className={styles.seconds}
        inputMode="decimal"
        value={props.value}
        placeholder={props.placeholder}
        disabled={props.disabled}
        onChange={(event) => {
          props.onChange(event.currentTarget.value);
        }}
      />
    </>
  );
}

function More(props: PartProps) {
  const { store, form, disabled } = props;
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={styles.more}
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <IconChevronRight size={14} data-open={open || undefined} /> More
      </button>
      <span />
      {open && (
        <>
          <WorkField {...props} name="inputWork" />
          <WorkField {...props} name="cancelWork" />
          <SecondsField
            label="Wait for a ttl, s"
            placeholder="30; a longer one is not waited for"
            value={form.ttlWait}
            disabled={disabled}
            onChange={(ttlWait) => {
              store.change({ ttlWait });
            }}
          />
          <SecondsField
            label="Timeout, s"
            placeholder="10 for each answer"
            value={form.timeout}
            disabled={disabled}
            onChange={(timeout) => {
              store.change({ timeout });
            }}
          />
        </>
      )}
    </>
  );
}

/** What will happen, before it does. */
function planWords({ instances, resolved }: Pick<Resolved, 'instances' | 'resolved'>): string {
  const { instanceIds, creatorId } = resolved;
  const creator = instances.find(({ id }) => id === creatorId);
  if (!creator) return '';
  const others = instanceIds.length - 1;
  const asked =
    others === 0
      ? `${creator.name} alone is asked: choose others of its fleet to learn whether they know its tasks.`
      : `${creator.name} creates tasks, ${others === 1 ? 'another one is' : `${String(others)} others are`} asked for them.`;
  return creator.startedBy === 'run'
    ? `${asked} ${creator.name} is taken down for a moment, and started again.`
    : asked;
}

function StartBar({ store, resolved, instances, form, tools }: PartProps) {
  const starting = useStore(store, (state) => state.starting);
  const problem = useStore(store, (state) => state.problem);
  const again = useStore(store, (state) => state.check !== undefined);
  const wish = wishOf(form, resolved);
  const waits = tools.state === 'loading' && resolved.tools.work === '';
  const said = problem ?? (wish.ok || waits ? undefined : wish.problem);
  const isFault = problem !== undefined;
  return (
    <div className={styles.start}>
      <Button
        variant="filled"
        disabled={!wish.ok}
        loading={starting}
        loaderProps={{ type: 'dots' }}
        onClick={() => {
          if (wish.ok) void store.start(wish.value);
        }}
      >
        {again ? 'Check again' : 'Check durability'}
      </Button>
      {said !== undefined ? (
        <span className={styles.said} {...(isFault && { role: 'alert' })}>
          <MeaningMark meaning={isFault ? 'fault' : 'note'} /> {said}
        </span>
      ) : (
        <span className={styles.muted}>{planWords({ instances, resolved })}</span>
      )}
    </div>
  );
}

/** Who is checked, who creates, and by which tool; it is fixed while a check is under way. */
export function DurabilitySetup({
  store,
  running,
}: {
  readonly store: DurabilityStore;
  readonly running: boolean;
}) {
  const known = useResolved(store);
  const props = { ...known, store, disabled: running };
  const { tools } = known;
  return (
    <section className={styles.setup} aria-label="What is checked">
      <div className={styles.form}>
        <InstancesField {...props} />
        <CreatorField {...props} />
        <WorkField {...props} name="work" />
        {tools.problem !== undefined && (
          <p className={styles.toolsProblem} role="alert">
            <MeaningMark meaning={tools.state === 'failed' ? 'fault' : 'warning'} size={12} />
            <span>
              {tools.state === 'failed' ? 'The tools are not known: ' : ''}
              {tools.problem}
            </span>
          </p>
        )}
        <More {...props} />
      </div>
      {!running && <StartBar {...props} />}
    </section>
  );
}
