import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MockAsked, MockState } from '../../../shared/model/mock.ts';
import { useApp } from '../../ui/app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount, formatCounted, formatTime } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { GRID_ROW_CLASS, GridCell, GridHead, VirtualGrid } from '../../ui/virtual-grid.tsx';
import { askedMeaning, askedWords } from './serve-words.ts';
import styles from './serve.module.css';

const keyOf = ({ era, method, name }: MockAsked): string => JSON.stringify([era, method, name]);
const some = (count: number): string => (count === 0 ? '' : formatCount(count));

function Asked({ asked }: { readonly asked: MockAsked }) {
  const words = askedWords(asked);
  return (
    <>
      <GridCell wire tip={asked.method}>
        <MeaningMark meaning={askedMeaning(asked)} size={13} /> {asked.method}
      </GridCell>
      <GridCell wire tip={asked.name}>
        {asked.name}
      </GridCell>
      <GridCell end>{some(asked.answered)}</GridCell>
      <GridCell end>{some(asked.alike)}</GridCell>
      <GridCell end>{some(asked.unmatched)}</GridCell>
      <GridCell muted>{formatTime(asked.lastAt).slice(0, 8)}</GridCell>
      <GridCell muted tip={words}>
        {words}
      </GridCell>
    </>
  );
}

/** All that is known of what was asked under one name. */
function AskedDetail({ asked, captureId }: { readonly asked: MockAsked; readonly captureId: string }) {
  const { go } = useApp();
  const { number } = asked;
  return (
    <section className={styles.detail} aria-label={`About ${asked.method} ${asked.name}`}>
      <p className={styles.says}>
        <MeaningMark meaning={askedMeaning(asked)} /> <span>{askedWords(asked)}</span>
      </p>
      {number !== undefined && (
        <Button
          onClick={() => {
            go({ screen: 'traffic', select: { captureId, number } });
          }}
        >
          Show #{formatCount(number)} in Traffic
        </Button>
      )}
    </section>
  );
}

/** What a mock was asked, by method and name, the latest first. */
export function AskedGrid({ mock }: { readonly mock: MockState }) {
  const { asked, askedBefore, captureId, running } = mock;
  // Its place changes with each request.
  const [active, setActive] = useState<string>();
  const index = asked.findIndex((one) => keyOf(one) === active);
  const shown = asked[index];
  if (asked.length === 0) {
    return (
      <EmptyState title="Nothing was asked">
        {running
          ? 'Point a client at the address. What it asks is listed here, and what of that is not in the recording.'
          : 'Nobody came while it was served.'}
      </EmptyState>
    );
  }
  return (
    <>
      <SplitPane
        name="captures.served"
        label="Divider between what was asked and what is known of it"
        initial={0.6}
        first={
          <VirtualGrid
            label="What was asked"
            count={asked.length}
            columns="minmax(150px, 1fr) minmax(120px, 1fr) 80px 80px 110px 76px minmax(160px, 3fr)"
            width={800}
            head={
              <>
                <GridHead>Method</GridHead>
                <GridHead>Name</GridHead>
                <GridHead end>Answered</GridHead>
                <GridHead end>As nearest</GridHead>
                <GridHead end>Not recorded</GridHead>
                <GridHead>Last</GridHead>
                <GridHead>What it got</GridHead>
              </>
            }
            active={index}
            onActive={(next) => {
              const one = asked[next];
              setActive(one && keyOf(one));
            }}
            row={(at, props) => {
              const one = asked[at];
              return (
                <div key={at} {...props} className={GRID_ROW_CLASS}>
                  {one && <Asked asked={one} />}
                </div>
              );
            }}
          />
        }
        {...(shown && { second: <AskedDetail asked={shown} captureId={captureId} /> })}
      />
      {askedBefore > 0 && (
        <p className={styles.hint}>
          {formatCounted(askedBefore, 'other name')} before are not listed any more.
        </p>
      )}
    </>
  );
}
