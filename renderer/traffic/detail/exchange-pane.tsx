import { Tabs } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import type { ExchangeDetail, Row } from '../../../shared/model/exchange.ts';
import { formatCount, formatDuration, statusMeaning } from '../../ui/format.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { exchangeNotes, type ExchangeNotes } from '../findings/exchange-notes.ts';
import { heardFindings, isMuted, type Hearing } from '../findings/hearing.ts';
import { useHearing } from '../findings/use-hearing.ts';
import { rowMarks } from '../row-marks.ts';
import { useTraffic } from '../traffic-context.ts';
import type { Pointed } from '../traffic-state.ts';
import { BodyTab } from './body-tab.tsx';
import styles from './detail.module.css';
import { ExchangeTools } from './exchange-tools.tsx';
import { FindingsTab } from './findings-tab.tsx';
import { GatewayTab } from './gateway-tab.tsx';
import { HeadersTab } from './headers-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { placeOf, TABS, type Place, type TabName } from './places.ts';
import { RawTab } from './raw-tab.tsx';
import { StreamTab } from './stream-tab.tsx';
import { TimingTab } from './timing-tab.tsx';
import { useExchange } from './use-exchange.ts';

/** Bytes of each body that come with the detail: a taste for the overview, all of it up to 512 kB for the bodies. */
const BODY_LIMITS: Readonly<Record<TabName, number>> = {
  overview: 2048,
  headers: 0,
  request: 524_288,
  response: 524_288,
  stream: 0,
  findings: 0,
  gateway: 0,
  timing: 0,
  raw: 0,
};

const TITLES: Readonly<Record<TabName, string>> = {
  overview: 'Overview',
  headers: 'Headers',
  request: 'Request',
  response: 'Response',
  stream: 'Stream',
  findings: 'Findings',
  gateway: 'Gateway',
  timing: 'Timing',
  raw: 'Raw',
};

interface ExchangePaneProps {
  readonly captureId: string;
  readonly row: Row;
  readonly controls: ReactNode;
}

/** What happened, in one glance: a sign, the status, how long. */
function Outcome({ row, hearing }: { readonly row: Row; readonly hearing: Hearing }) {
  const marks = rowMarks(row, heardFindings(row, hearing));
  const worst = (['fault', 'warning'] as const)
    .map((meaning) => marks.find((mark) => mark.meaning === meaning))
    .find((mark) => mark !== undefined);
  const meaning = worst?.meaning ?? (row.status ? statusMeaning(row.status) : undefined);
  return (
    <span className={styles.outcome}>
      {meaning !== undefined && <MeaningMark meaning={meaning} {...(worst && { label: worst.sentence })} />}
      {row.status !== undefined && row.status !== 0 && <b>{row.status}</b>}
      {row.failureKind !== undefined && <b>{row.failureKind}</b>}
      <span className={styles.muted}>
        {row.durationMs === undefined
          ? row.state === 'open'
            ? 'open…'
            : ''
          : formatDuration(row.durationMs)}
      </span>
    </span>
  );
}

interface TabContentProps {
  readonly place: Place;
  readonly captureId: string;
  readonly detail: ExchangeDetail;
  readonly row: Row;
  readonly hearing: Hearing;
  readonly onGo: (place: Place) => void;
}

/** What the findings that are heard say of the parts of the exchange. */
function useNotes({ findings }: ExchangeDetail, { instanceId }: Row, { mutes }: Hearing): ExchangeNotes {
  return useMemo(
    () => exchangeNotes((findings ?? []).filter(({ rule }) => !isMuted(mutes, rule, instanceId))),
    [findings, instanceId, mutes],
  );
}

function TabContent({ place, captureId, detail, row, hearing, onGo }: TabContentProps) {
  const notes = useNotes(detail, row, hearing);
  const { tab, event, header, pointer } = place;
  const key = `${captureId} ${detail.ref.number} ${event ?? ''} ${tab === 'stream' ? (pointer ?? '') : ''}`;
  const reveal = pointer === undefined ? {} : { reveal: pointer };
  switch (tab) {
    case 'overview':
      return <OverviewTab detail={detail} onGo={onGo} />;
    case 'headers':
      return <HeadersTab detail={detail} notes={notes.headers} {...(header !== undefined && { header })} />;
    case 'request':
      return <BodyTab key={key} side="request" detail={detail} notes={notes} {...reveal} />;
    case 'response':
      return <BodyTab key={key} side="response" detail={detail} notes={notes} {...reveal} />;
    case 'stream':
      return (
        <StreamTab
          key={key}
          exchange={detail.ref}
          total={row.number === detail.ref.number ? row.eventCount : 0}
          notes={notes.events}
          {...(event !== undefined && { event })}
          {...(pointer !== undefined && { pointer })}
        />
      );
    case 'findings':
      return <FindingsTab list={detail.findings ?? []} row={row} hearing={hearing} onGo={onGo} />;
    case 'gateway':
      return detail.gateway ? <GatewayTab detail={detail} part={detail.gateway} /> : null;
    case 'timing':
      return <TimingTab key={key} detail={detail} />;
    case 'raw':
      return <RawTab key={key} detail={detail} />;
  }
}

/** Over stdio there are no headers to show, and some tabs are there only where they have something: the bar is narrow. */
function tabsOf({ transport, findings, gateway }: Row): readonly TabName[] {
  const lacking: Partial<Record<TabName, boolean>> = {
    headers: transport === 'stdio',
    findings: findings === undefined,
    gateway: gateway === undefined,
  };
  return TABS.filter((name) => lacking[name] !== true);
}

interface Chosen extends Place {
  /** Number of the exchange in which it is pointed out. */
  readonly of?: number;
}

/** The place that is shown: as was chosen here, or as was last asked for from elsewhere. */
function useChosenPlace(row: Row): readonly [Chosen, (chosen: Chosen) => void] {
  const pointed = useTraffic((state) => state.pointed);
  const [seen, setSeen] = useState<Pointed>();
  const [chosen, setChosen] = useState<Chosen>({ tab: 'overview' });
  if (pointed && pointed !== seen && pointed.number === row.number) {
    setSeen(pointed);
    // What is said of the exchange as a whole stands among its findings.
    setChosen({ ...(placeOf(pointed.place, row)?.place ?? { tab: 'findings' }), of: row.number });
  }
  return [chosen, setChosen];
}

/** All about one exchange. While it is open its detail follows what comes. */
export function ExchangePane({ captureId, row, controls }: ExchangePaneProps) {
  const [chosen, setChosen] = useChosenPlace(row);
  const hearing = useHearing();
  const heard = heardFindings(row, hearing);
  const tabs = tabsOf(row);
  // What was pointed out in one exchange means nothing in the next one.
  const stays = chosen.of === undefined || chosen.of === row.number;
  const wanted: Place = stays ? chosen : { tab: chosen.tab };
  const place: Place = tabs.includes(wanted.tab) ? wanted : { tab: 'overview' };
  const { tab } = place;
  const { detail, behind, problem } = useExchange(captureId, row, BODY_LIMITS[tab]);
  const faults =
    detail?.routing.filter((line) => line.verdict !== 'match' && line.verdict !== 'not-needed').length ?? 0;
  const counts: Partial<Record<TabName, number>> = {
    headers: faults,
    stream: row.eventCount > 1 ? row.eventCount : 0,
    findings: heard?.count ?? 0,
    gateway: row.gateway?.faults?.length ?? 0,
  };
  const bad: Partial<Record<TabName, boolean>> = {
    headers: true,
    findings: heard?.worst === 'error',
  };
  return (
    <section className={styles.pane} aria-label={`Exchange ${row.number}`}>
      <header className={styles.head}>
        <h2 className={styles.title} data-tip={row.name === '' ? row.method : `${row.method} ${row.name}`}>
          <span className={styles.method}>{row.method}</span> {row.name}
        </h2>
        <InstanceBadge instanceId={row.instanceId} name={row.instanceName} />
        <Outcome row={row} hearing={hearing} />
        <span className={styles.gap} />
        <ExchangeTools captureId={captureId} row={row} />
        {controls}
      </header>
      <Tabs
        className={styles.tabs}
        value={tab}
        onChange={(value) => {
          const next = TABS.find((name) => name === value);
          if (next) setChosen({ tab: next });
        }}
      >
        <Tabs.List aria-label="Parts of the exchange">
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name} aria-label={TITLES[name]}>
              {TITLES[name]}
              {(counts[name] ?? 0) > 0 && (
                <span className={styles.count} data-fault={bad[name] || undefined}>
                  {formatCount(counts[name] ?? 0)}
                </span>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} className={styles.panel} aria-busy={behind}>
          {problem !== undefined && (
            <p className={styles.problem} role="alert">
              <MeaningMark meaning="fault" /> {problem}
            </p>
          )}
          {problem === undefined && detail && (
            <TabContent
              place={place}
              captureId={captureId}
              detail={detail}
              row={row}
              hearing={hearing}
              onGo={(next) => {
                setChosen({ ...next, of: row.number });
              }}
            />
          )}
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
