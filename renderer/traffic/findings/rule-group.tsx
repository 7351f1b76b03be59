import { ActionIcon } from '@mantine/core';
import { IconChevronRight, IconListSearch } from '@tabler/icons-react';
import { useId } from 'react';
import type { RuleInfo } from '../../../shared/model/finding.ts';
import { useEngine } from '../../ui/app-context.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { BadgeLetter, useInstanceIdentities } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { SEVERITY_MEANING } from '../../ui/palette.ts';
import { useTrafficModel } from '../traffic-context.ts';
import { useFindings, useFindingsStore } from './findings-context.ts';
import styles from './findings-panel.module.css';
import { FoundList } from './found-list.tsx';
import type { GroupView } from './group-views.ts';
import type { Hearing } from './hearing.ts';
import { MuteMenu } from './mute-menu.tsx';
import { SpecLink } from './spec-link.tsx';

const SIDES: Readonly<Record<RuleInfo['side'], string>> = {
  client: 'client',
  server: 'server',
  sender: 'either side',
  none: '',
};

/** So many instances are shown with their letters. */
const MOST_LETTERS = 6;

/** Names of instances, those of the workspace first and in its order: that does not change while findings come. */
function useNames(ids: readonly string[]): readonly { readonly id: string; readonly name: string }[] {
  const instances = useEngine((state) => state.workspace?.instances);
  const names = useFindings((state) => state.names);
  const known = (instances ?? []).filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }));
  const others = ids.filter((id) => id !== '' && !known.some((one) => one.id === id));
  return [...known, ...others.map((id) => ({ id, name: names[id] ?? id }))];
}

/** The letters of the instances that have it. */
function Letters({ view }: { readonly view: GroupView }) {
  const identities = useInstanceIdentities();
  const names = useNames(view.instances.map(({ id }) => id));
  const counts = new Map(view.instances.map(({ id, count }) => [id, count]));
  const tip = names.map(({ id, name }) => `${name}: ${formatCount(counts.get(id) ?? 0)}`).join('\n');
  return (
    <span className={styles.letters} {...(tip !== '' && { 'data-tip': tip })}>
      {names.slice(0, MOST_LETTERS).map(({ id, name }) => (
        <BadgeLetter key={id} identity={identities.get(id)} name={name} />
      ))}
      {names.length > MOST_LETTERS && <span>+{names.length - MOST_LETTERS}</span>}
    </span>
  );
}

function countWords({ group, heard, muted }: GroupView): string {
  const parts = [heard > 0 && formatCount(heard), muted > 0 && `${formatCount(muted)} muted`].filter(Boolean);
  return `${parts.join(' + ')} in ${formatCounted(group.exchanges, 'exchange')}`;
}

interface RuleGroupItemProps {
  readonly view: GroupView;
  readonly hearing: Hearing;
}

/** What one rule has found: a line, and on demand how to mend it and each finding. */
export function RuleGroupItem({ view, hearing }: RuleGroupItemProps) {
  const store = useFindingsStore();
  const traffic = useTrafficModel();
  const open = useFindings((state) => state.open.has(view.group.rule));
  const id = useId();
  const names = useNames(view.instances.map((instance) => instance.id));
  const { group, info, title } = view;
  const { rule, severity } = group;
  return (
    <li className={styles.group} data-group="" data-muted={view.heard === 0 || undefined}>
      <div className={styles.line}>
        <button
          type="button"
          className={styles.head}
          data-stop="group"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => {
            store.toggle(rule);
          }}
        >
          <IconChevronRight
            className={styles.chevron}
            size={13}
            data-open={open || undefined}
            aria-hidden="true"
          />
          <MeaningMark meaning={SEVERITY_MEANING[severity]} label={severity} />
          <span className={styles.title}>{title}</span>
          <code className={styles.id}>{rule}</code>
          <span className={styles.gap} />
          {info && <span className={styles.side}>{SIDES[info.side]}</span>}
          <Letters view={view} />
          <span className={styles.count}>{countWords(view)}</span>
        </button>
        <ActionIcon
          aria-label={`List the exchanges that break ${rule}`}
          data-tip="Show these exchanges in the list"
          onClick={() => {
            traffic.actions.setFilter(`breaks:=${rule}`);
            traffic.actions.setView('exchanges');
          }}
        >
          <IconListSearch size={14} />
        </ActionIcon>
        <MuteMenu rule={rule} mutes={hearing.mutes} instances={names} />
      </div>
      {open && (
        <div id={id} className={styles.inside}>
          {info && (
            <div className={styles.about}>
              <p>
                {info.checks} <SpecLink link={info.link} />
              </p>
              <p>
                <b>To mend:</b> {info.fix}
              </p>
              {info.spares !== '' && (
                <p>
                  <b>Left alone:</b> {info.spares}
                </p>
              )}
            </div>
          )}
          <FoundList group={group} hearing={hearing} />
        </div>
      )}
    </li>
  );
}
