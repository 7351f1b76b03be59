import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Row } from '../../../shared/model/exchange.ts';
import { SEVERITIES, type Finding, type Severity } from '../../../shared/model/finding.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCounted } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { FindingFacts } from '../findings/finding-facts.tsx';
import { isMuted, type Hearing } from '../findings/hearing.ts';
import { MuteMenu } from '../findings/mute-menu.tsx';
import { SpecLink } from '../findings/spec-link.tsx';
import { SEVERITY_MEANING } from '../../ui/palette.ts';
import styles from './detail.module.css';
import findings from './findings-tab.module.css';
import { placeOf, type Place } from './places.ts';

const WEIGHT: Readonly<Record<Severity, string>> = {
  error: 'error: a MUST is broken',
  warning: 'warning: a SHOULD is broken',
  note: 'note: worth knowing',
};

interface FindingItemProps {
  readonly finding: Finding;
  readonly row: Row;
  readonly hearing: Hearing;
  readonly onGo: (place: Place) => void;
}

function FindingItem({ finding, row, hearing, onGo }: FindingItemProps) {
  const { rule, severity, side, message } = finding;
  const target = placeOf(finding, row);
  const info = hearing.rules.get(rule);
  const instances = row.instanceId === '' ? [] : [{ id: row.instanceId, name: row.instanceName }];
  return (
    <li className={findings.item} data-muted={isMuted(hearing.mutes, rule, row.instanceId) || undefined}>
      <MeaningMark meaning={SEVERITY_MEANING[severity]} label={WEIGHT[severity]} />
      <div className={findings.body}>
        <p className={findings.message}>{message}</p>
        <FindingFacts finding={finding} fix={info?.fix} />
        <p className={findings.facts}>
          <code className={findings.rule} data-tip={info?.title}>
            {rule}
          </code>
          {side !== 'none' && <span>the {side}’s fault</span>}
          {target && (
            <Button
              className={findings.place}
              size="compact-xs"
              variant="default"
              aria-label={`Show ${target.words}`}
              data-tip={`Show ${target.words}`}
              onClick={() => {
                onGo(target.place);
              }}
            >
              {target.words}
            </Button>
          )}
          <SpecLink link={finding.link ?? info?.link} />
        </p>
      </div>
      <span className={findings.menu}>
        <MuteMenu rule={rule} mutes={hearing.mutes} instances={instances} />
      </span>
    </li>
  );
}

interface FindingsTabProps {
  readonly list: readonly Finding[];
  readonly row: Row;
  readonly hearing: Hearing;
  /** Goes to what a finding points to. */
  readonly onGo: (place: Place) => void;
}

function rank({ severity }: Finding): number {
  return SEVERITIES.indexOf(severity);
}

/** What the rules say about this exchange, the worst first; what is muted on demand. */
export function FindingsTab({ list, row, hearing, onGo }: FindingsTabProps) {
  const [showMuted, setShowMuted] = useState(false);
  const sorted = list.toSorted((left, right) => rank(left) - rank(right));
  const [muted = [], heard = []] = [true, false].map((wanted) =>
    sorted.filter(({ rule }) => isMuted(hearing.mutes, rule, row.instanceId) === wanted),
  );
  const items = (some: readonly Finding[]) =>
    some.map((finding, index) => (
      <FindingItem
        key={`${index} ${finding.rule}`}
        finding={finding}
        row={row}
        hearing={hearing}
        onGo={onGo}
      />
    ));
  if (list.length === 0) {
    return (
      <EmptyState title="Nothing found">
        The rules have nothing to say about this exchange. What they find stands here, with the place and the
        sentence of the specification.
      </EmptyState>
    );
  }
  return (
    <div className={styles.scroll}>
      {heard.length > 0 && (
        <ul className={findings.list} aria-label="Findings">
          {items(heard)}
        </ul>
      )}
      {muted.length > 0 && (
        <button
          type="button"
          className={findings.muted}
          aria-expanded={showMuted}
          onClick={() => {
            setShowMuted(!showMuted);
          }}
        >
          {showMuted ? 'Hide' : 'Show'} {formatCounted(muted.length, 'muted finding')}
        </button>
      )}
      {showMuted && muted.length > 0 && (
        <ul className={findings.list} aria-label="Muted findings">
          {items(muted)}
        </ul>
      )}
    </div>
  );
}
