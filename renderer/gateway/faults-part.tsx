import { ActionIcon, Button, Switch } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { Fragment } from 'react';
import { percentOf } from './fault-form.ts';
import { FaultEditor } from './fault-editor.tsx';
import { useGateway, useGatewayActions, type GatewayView } from './gateway-context.ts';
import styles from './gateway.module.css';
import { FAULTS, faultWords } from './gateway-words.ts';
import { HitCount } from './rule-row.tsx';
import { allFaults, enableFault, removeFault, type ScopedFault } from './settings-edits.ts';

function FaultRow({ entry, settings, state }: GatewayView & { readonly entry: ScopedFault }) {
  const open = useGateway((own) => own.open);
  const { edit, toggle } = useGatewayActions();
  const { fault, scopeName } = entry;
  const { title } = FAULTS[fault.does.kind];
  const which = `${title} of ${scopeName}`;
  return (
    <tr aria-label={which} data-off={!fault.enabled || undefined}>
      <td className={styles.cut}>{scopeName}</td>
      <td>{title}</td>
      <td className={styles.cut} data-tip={faultWords(fault.does)}>
        {faultWords(fault.does)}
      </td>
      <td className={styles.number}>{percentOf(fault.probability)} %</td>
      <td className={styles.number}>
        <HitCount
          count={state.faultHits[fault.id] ?? 0}
          of={which}
          filter={`gateway:=${settings.id} fault:${fault.does.kind}`}
        />
      </td>
      <td className={styles.tools}>
        <Switch
          className={styles.switch}
          aria-label={`${which} is on`}
          checked={fault.enabled}
          onChange={(event) => {
            void edit(settings.id, enableFault(fault.id, event.currentTarget.checked));
          }}
        />
        <ActionIcon
          aria-label={`Edit ${which}`}
          data-tip={`Edit ${which}`}
          aria-expanded={open?.part === 'fault' && open.id === fault.id}
          onClick={() => {
            toggle({ part: 'fault', id: fault.id });
          }}
        >
          <IconPencil size={14} />
        </ActionIcon>
        <ActionIcon
          aria-label={`Remove ${which}`}
          data-tip={`Remove ${which}`}
          onClick={() => void edit(settings.id, removeFault(fault.id))}
        >
          <IconTrash size={14} />
        </ActionIcon>
      </td>
    </tr>
  );
}

function FaultTable({ settings, state }: GatewayView) {
  const open = useGateway((own) => own.open);
  return (
    <div className={styles.tableBox}>
      <table className={`${styles.table} ${styles.faults}`} aria-label="Faults">
        <thead>
          <tr>
            <th scope="col">Strikes</th>
            <th scope="col">Fault</th>
            <th scope="col">What it does</th>
            <th scope="col" className={styles.number}>
              Chance
            </th>
            <th scope="col" className={styles.number}>
              Hits
            </th>
            <th scope="col">
              <span className={styles.aloud}>Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {allFaults(settings).map((entry) => (
            <Fragment key={entry.fault.id}>
              <FaultRow entry={entry} settings={settings} state={state} />
              {open?.part === 'fault' && open.id === entry.fault.id && (
                <tr className={styles.editorRow}>
                  <td colSpan={6}>
                    <FaultEditor settings={settings} entry={entry} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is done wrong on purpose, for a rule's requests or for the rest. */
export function FaultsPart({ settings, state }: GatewayView) {
  const open = useGateway((own) => own.open);
  const { toggle } = useGatewayActions();
  const isAdding = open?.part === 'fault' && open.id === undefined;
  const has = allFaults(settings).length > 0;
  return (
    <section aria-label="Faults" className={styles.part}>
      <h3>
        Faults
        <span className={styles.muted}>
          {has
            ? `Done on purpose, by chance with the seed ${String(settings.seed)}`
            : 'None: what goes wrong is not Hopscope’s doing.'}
        </span>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={12} />}
          aria-expanded={isAdding}
          onClick={() => {
            toggle({ part: 'fault' });
          }}
        >
          Add a fault
        </Button>
      </h3>
      {has && <FaultTable settings={settings} state={state} />}
      {isAdding && <FaultEditor settings={settings} />}
    </section>
  );
}
