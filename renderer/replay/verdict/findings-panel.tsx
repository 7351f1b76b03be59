import { findingGroups, findingPlaces, type FindingGroup } from '../../../shared/model/replay-findings.ts';
import type { ReplayFinding, ReplayState } from '../../../shared/model/replay-verdict.ts';
import { useApp } from '../../ui/app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { SEVERITY_MEANING } from '../../ui/palette.ts';
import { ExchangeButton } from '../exchange-button.tsx';
import shared from '../replay.module.css';
import styles from './tables.module.css';

const STEPS_AT_ONCE = 6;

interface RowProps {
  readonly finding: ReplayFinding;
  readonly replay: ReplayState;
  readonly onStep: (number: number) => void;
}

function Steps({ finding, onStep }: Omit<RowProps, 'replay'>) {
  const shown = finding.steps.slice(0, STEPS_AT_ONCE);
  const more = finding.stepCount - shown.length;
  return (
    <span className={styles.steps}>
      {shown.map((number) => (
        <button
          key={number}
          type="button"
          className={shared.link}
          aria-label={`Step ${String(number)}`}
          onClick={() => {
            onStep(number);
          }}
        >
          #{number}
        </button>
      ))}
      {more > 0 && <span className={shared.muted}>and {formatCount(more)} more</span>}
    </span>
  );
}

function Row({ finding, replay, onStep }: RowProps) {
  const { rule, title, severity, count, example } = finding;
  const isEverywhere = findingPlaces(finding, replay.instances) === 'all';
  const found = replay.instances.filter(({ id }) => finding.instances[id] !== undefined);
  return (
    <tr>
      <td className={styles.number}>{formatCount(count)}</td>
      <td>
        <span className={styles.rule}>
          <MeaningMark meaning={SEVERITY_MEANING[severity]} size={13} />
          <code data-tip={title}>{rule}</code>
        </span>
      </td>
      <td>
        <span className={styles.steps}>
          {isEverywhere
            ? 'all'
            : found.map(({ id, name }) => <InstanceBadge key={id} instanceId={id} name={name} />)}
        </span>
      </td>
      <td>
        <Steps finding={finding} onStep={onStep} />
      </td>
      <td className={styles.wide}>
        {example.message} <ExchangeButton exchange={example.ref} />
      </td>
    </tr>
  );
}

function Group({ group, ...props }: { readonly group: FindingGroup } & Pick<RowProps, 'replay' | 'onStep'>) {
  return (
    <>
      <h3 className={styles.title}>{group.title}</h3>
      <table className={styles.table} aria-label={group.title} data-fixed>
        <colgroup>
          <col style={{ width: '72px' }} />
          <col style={{ width: '24%' }} />
          <col style={{ width: '12%' }} />
          <col style={{ width: '18%' }} />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              Found
            </th>
            <th scope="col">Rule</th>
            <th scope="col">On</th>
            <th scope="col">Steps</th>
            <th scope="col">Such as</th>
          </tr>
        </thead>
        <tbody>
          {group.findings.map((finding) => (
            <Row key={finding.rule} finding={finding} {...props} />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What the rules have found in the answers: what every instance does wrong alike is no matter of state. */
export function FindingsPanel({ replay, onStep }: Pick<RowProps, 'replay' | 'onStep'>) {
  const { go } = useApp();
  const { verdict, instances } = replay;
  if (!verdict?.findings) {
    return (
      <EmptyState title="The answers were not held against the rules">
        {replay.state === 'running'
          ? 'That is done once all is sent.'
          : 'The findings of each exchange are in Traffic.'}
      </EmptyState>
    );
  }
  const groups = findingGroups(verdict.findings, instances);
  const isClean = !groups.some(({ is }) => is === 'everywhere' || is === 'somewhere');
  if (groups.length === 0) {
    return (
      <EmptyState title="The answers break no rule">
        Every answer was held against all the rules that Hopscope knows.
      </EmptyState>
    );
  }
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label="What the rules found">
      {isClean && <p className={styles.lead}>The answers break no rule that Hopscope knows.</p>}
      {groups.map((group) => (
        <Group key={group.is} group={group} replay={replay} onStep={onStep} />
      ))}
      <p className={styles.lead}>
        It is no part of the verdict. All of them, one by one, are in{' '}
        <button
          type="button"
          className={shared.link}
          onClick={() => {
            const [first] = verdict.findings ?? [];
            go({ screen: 'traffic', ...(first && { select: first.example.ref }) });
          }}
        >
          Traffic
        </button>
        .
      </p>
    </div>
  );
}
