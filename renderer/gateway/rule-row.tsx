import { ActionIcon, Switch } from '@mantine/core';
import { IconGripVertical, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type DragEvent, type KeyboardEvent } from 'react';
import type { GatewayRule } from '../../shared/model/gateway.ts';
import { OTHERWISE } from '../../shared/model/rule-id.ts';
import { useApp } from '../ui/app-context.ts';
import { formatCount } from '../ui/format.ts';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import { useGatewayActions, useNameOf, type GatewayView } from './gateway-context.ts';
import styles from './gateway.module.css';
import { conditionWords, matchWords, strategyWords } from './gateway-words.ts';
import { enableRule, removeRule } from './settings-edits.ts';

/** How often, as the way to what it was. */
export function HitCount({
  count,
  filter,
  of,
}: {
  readonly count: number;
  readonly filter: string;
  readonly of: string;
}) {
  const { go } = useApp();
  if (count === 0) return <span className={styles.muted}>0</span>;
  return (
    <button
      type="button"
      className={styles.link}
      aria-label={`${formatCount(count)} requests of ${of}: show them`}
      data-tip="Show them in the traffic"
      onClick={() => {
        go({ screen: 'traffic', filter });
      }}
    >
      {formatCount(count)}
    </button>
  );
}

function GoesTo({ rule }: { readonly rule: GatewayRule }) {
  const nameOf = useNameOf();
  const { action } = rule;
  if (action.kind === 'refuse') {
    return (
      <span className={styles.refuses}>
        refused with {action.status}
        {action.text !== '' && <span className={styles.muted}> {action.text}</span>}
      </span>
    );
  }
  return (
    <>
      {action.instanceIds?.length === 0 && <span className={styles.refuses}>no instance</span>}
      {action.instanceIds?.map((id) => <InstanceBadge key={id} instanceId={id} showName={false} />) ?? 'all'}
      <span className={styles.muted}> · {strategyWords(action.strategy, nameOf)}</span>
    </>
  );
}

/** What a table does to move its rows. */
export interface RowMoving {
  readonly lift: (id: string) => void;
  readonly over: (event: DragEvent<HTMLElement>, id: string) => void;
  readonly drop: (event: DragEvent<HTMLElement>, id: string) => void;
  readonly end: () => void;
  readonly step: (event: KeyboardEvent, id: string) => void;
}

interface RuleRowProps {
  readonly gatewayId: string;
  readonly rule: GatewayRule;
  /** From 1. */
  readonly place: number;
  readonly hits: number;
  readonly edited: boolean;
  readonly dragged: boolean;
  /** Where what is dragged would go. */
  readonly line: 'upper' | 'lower' | undefined;
  readonly moving: RowMoving;
}

function Handle({ rule, place, moving }: Pick<RuleRowProps, 'rule' | 'place' | 'moving'>) {
  return (
    <button
      type="button"
      className={styles.handle}
      draggable
      data-handle={rule.id}
      aria-label={`Move ${rule.name}, rule ${String(place)}: arrow up and arrow down`}
      data-tip="Drag, or use the arrow keys up and down"
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', rule.name);
        const row = event.currentTarget.closest('tr');
        if (row) event.dataTransfer.setDragImage(row, 12, 12);
        moving.lift(rule.id);
      }}
      onDragEnd={moving.end}
      onKeyDown={(event) => {
        moving.step(event, rule.id);
      }}
    >
      <IconGripVertical size={14} />
      {place}
    </button>
  );
}

function Tools({ gatewayId, rule, edited }: Pick<RuleRowProps, 'gatewayId' | 'rule' | 'edited'>) {
  const { edit, toggle } = useGatewayActions();
  const [asking, setAsking] = useState(false);
  if (asking) {
    return (
      <span className={styles.asking}>
        <button
          type="button"
          className={styles.danger}
          autoFocus
          onBlur={() => {
            setAsking(false);
          }}
          onClick={() => void edit(gatewayId, removeRule(rule.id))}
        >
          Remove it
        </button>
      </span>
    );
  }
  return (
    <>
      <Switch
        className={styles.switch}
        aria-label={`${rule.name} is in force`}
        checked={rule.enabled}
        onChange={(event) => {
          void edit(gatewayId, enableRule(rule.id, event.currentTarget.checked));
        }}
      />
      <ActionIcon
        aria-label={`Edit ${rule.name}`}
        data-tip={`Edit ${rule.name}`}
        aria-expanded={edited}
        onClick={() => {
          toggle({ part: 'rule', id: rule.id });
        }}
      >
        <IconPencil size={14} />
      </ActionIcon>
      <ActionIcon
        aria-label={`Remove ${rule.name}`}
        data-tip={`Remove ${rule.name}`}
        onClick={() => {
          setAsking(true);
        }}
      >
        <IconTrash size={14} />
      </ActionIcon>
    </>
  );
}

/** One rule: its place, what it takes, where that goes, how often it did. */
export function RuleRow({ gatewayId, rule, place, hits, edited, dragged, line, moving }: RuleRowProps) {
  return (
    <tr
      aria-label={rule.name}
      data-off={!rule.enabled || undefined}
      data-dragged={dragged || undefined}
      data-line={line}
      onDragOver={(event) => {
        moving.over(event, rule.id);
      }}
      onDrop={(event) => {
        moving.drop(event, rule.id);
      }}
    >
      <td className={styles.order}>
        <Handle rule={rule} place={place} moving={moving} />
      </td>
      <td className={styles.cut} data-tip={rule.enabled ? undefined : 'Switched off: it takes nothing.'}>
        {rule.name}
        {!rule.enabled && <span className={styles.muted}> off</span>}
      </td>
      <td className={styles.cut} data-tip={matchWords(rule.match)}>
        {rule.match.length === 0 ? (
          <span className={styles.muted}>every request</span>
        ) : (
          rule.match.map((condition, index) => (
            <code key={index} className={styles.conditionText}>
              {conditionWords(condition)}
            </code>
          ))
        )}
      </td>
      <td className={styles.cut}>
        <GoesTo rule={rule} />
      </td>
      <td className={styles.number}>{rule.faults.length === 0 ? '' : rule.faults.length}</td>
      <td className={styles.number}>
        <HitCount
          count={hits}
          of={`the rule ${rule.name}`}
          filter={`gateway:=${gatewayId} route:=${rule.id}`}
        />
      </td>
      <td className={styles.tools}>
        <Tools gatewayId={gatewayId} rule={rule} edited={edited} />
      </td>
    </tr>
  );
}

/** The end of the table: what no rule takes. */
export function OtherwiseRow({ settings, state }: GatewayView) {
  const nameOf = useNameOf();
  return (
    <tr aria-label="Otherwise" className={styles.otherwise}>
      <td />
      <td>Otherwise</td>
      <td>
        <span className={styles.muted}>what no rule takes</span>
      </td>
      <td className={styles.cut}>
        all
        <span className={styles.muted}> · {strategyWords(settings.strategy, nameOf)}</span>
      </td>
      <td className={styles.number}>{settings.faults.length === 0 ? '' : settings.faults.length}</td>
      <td className={styles.number}>
        <HitCount
          count={state.ruleHits[OTHERWISE] ?? 0}
          of="no rule"
          filter={`gateway:=${settings.id} route:=${OTHERWISE}`}
        />
      </td>
      <td />
    </tr>
  );
}
