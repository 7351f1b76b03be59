import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { ByteSide } from '../../../shared/bridge/bridge.ts';
import type { ExchangeDetail } from '../../../shared/model/exchange.ts';
import { fromBase64 } from '../../bridge/base64.ts';
import { useApp } from '../../ui/app-context.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FixedRows } from '../../ui/fixed-rows.tsx';
import { formatCount, formatSize } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { CARRY, decodePage, hexLine, wirePieces, type BytePage } from './byte-page.ts';
import styles from './detail.module.css';
import { fetchText } from './fetch-bytes.ts';
import raw from './raw-tab.module.css';

/** Bytes of one page. */
const PAGE = 32_768;
const HEX_ROW_HEIGHT = 20;
/** What a copy of everything may have at most, in bytes. */
const COPY_LIMIT = 16_777_216;

interface LoadedPage extends BytePage {
  readonly total: number;
  readonly key: string;
}

type Loaded = { readonly page?: LoadedPage; readonly problem?: string };

/** One page of bytes, fetched when it is turned to and again while the exchange grows. */
function usePage(detail: ExchangeDetail, side: ByteSide, page: number): Loaded {
  const { bridge } = useApp();
  const [loaded, setLoaded] = useState<Loaded>({});
  const { captureId, number } = detail.ref;
  useEffect(() => {
    let ended = false;
    const offset = page * PAGE;
    const input = { captureId, number, side, offset, limit: PAGE + CARRY };
    void bridge.invoke('exchange.bytes', input).then((answer) => {
      if (ended) return;
      if (!answer.ok) {
        setLoaded({ problem: answer.error.message });
        return;
      }
      const bytes = fromBase64(answer.value.base64);
      setLoaded({ page: { bytes, offset, total: answer.value.total, key: `${side} ${page}` } });
    });
    return () => {
      ended = true;
    };
  }, [bridge, captureId, number, side, page, detail]);
  return loaded;
}

/** Text as it went over the wire. The signs for control characters are drawn, not written: copying gives the text. */
function WireText({ page }: { readonly page: LoadedPage }) {
  const pieces = useMemo(() => wirePieces(decodePage(page, PAGE)), [page]);
  return (
    <pre className={raw.text} tabIndex={0} aria-label="Bytes as text">
      {pieces.map((piece, index) =>
        piece.sign === undefined ? (
          piece.text
        ) : (
          <span key={index} className={raw.control} data-sign={piece.sign}>
            {piece.text}
          </span>
        ),
      )}
    </pre>
  );
}

function HexView({ page }: { readonly page: LoadedPage }) {
  const bytes = page.bytes.subarray(0, PAGE);
  return (
    <FixedRows
      count={Math.ceil(bytes.length / 16)}
      rowHeight={HEX_ROW_HEIGHT}
      label="Bytes in hex"
      row={(index) => {
        const [address, hex, characters] = hexLine(bytes, index, page.offset);
        return (
          <div key={index} role="listitem" className={raw.hex}>
            <span className={raw.address}>{address}</span>
            <span className={raw.bytes}>{hex}</span>
            <span className={raw.characters}>{characters}</span>
          </div>
        );
      }}
    />
  );
}

interface PagerProps {
  readonly page: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

function Pager({ page, total, onPage }: PagerProps) {
  const pages = Math.max(Math.ceil(total / PAGE), 1);
  if (pages === 1) return null;
  const turn = (label: string, to: number, icon: React.ReactNode) => (
    <ActionIcon
      aria-label={label}
      data-tip={label}
      disabled={to < 0 || to >= pages}
      onClick={() => {
        onPage(to);
      }}
    >
      {icon}
    </ActionIcon>
  );
  return (
    <span className={raw.pager} role="navigation" aria-label="Pages">
      {turn('Previous page', page - 1, <IconChevronLeft size={14} />)}
      <span>
        page {formatCount(page + 1)} of {formatCount(pages)}
      </span>
      {turn('Next page', page + 1, <IconChevronRight size={14} />)}
    </span>
  );
}

const SIDES: Readonly<Record<ByteSide, string>> = {
  request: 'Request',
  response: 'Answer',
  body: 'Body, decoded',
};

/** Exactly the bytes that went over the wire, both ways. */
export function RawTab({ detail }: { readonly detail: ExchangeDetail }) {
  const { bridge, notify } = useApp();
  const [side, setSide] = useState<ByteSide>('request');
  const [view, setView] = useState<'text' | 'hex'>('text');
  const [pageNumber, setPageNumber] = useState(0);
  const { page, problem } = usePage(detail, side, pageNumber);
  const decoded = detail.response?.body.decodedFrom !== undefined;
  const sides: readonly ByteSide[] = decoded ? ['request', 'response', 'body'] : ['request', 'response'];
  const copyAll = async (): Promise<string | undefined> => {
    const length = page?.total ?? 0;
    if (length > COPY_LIMIT) {
      notify(
        'warning',
        `${formatSize(length)} are too much for the clipboard. Save a copy of the capture instead.`,
      );
      return undefined;
    }
    const { signal } = new AbortController();
    const all = await fetchText({ bridge, exchange: detail.ref, side, from: 0, length, signal });
    if (all.ok) return all.text;
    notify('fault', all.problem);
    return undefined;
  };
  return (
    <div className={styles.fill}>
      <div className={styles.bar}>
        <SegmentedControl
          aria-label="Which bytes"
          value={side}
          data={sides.map((value) => ({ value, label: SIDES[value] }))}
          onChange={(value) => {
            setSide(value);
            setPageNumber(0);
          }}
        />
        <SegmentedControl
          aria-label="Shown as"
          value={view}
          data={[
            { value: 'text', label: 'Text' },
            { value: 'hex', label: 'Hex' },
          ]}
          onChange={setView}
        />
        {page && <span className={styles.muted}>{formatSize(page.total)}</span>}
        <span className={styles.gap} />
        <Pager page={pageNumber} total={page?.total ?? 0} onPage={setPageNumber} />
        <CopyButton text={copyAll} what={`bytes of the ${SIDES[side].toLowerCase()} as text`} />
      </div>
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          <MeaningMark meaning="fault" /> {problem}
        </p>
      )}
      {page?.total === 0 && (
        <EmptyState title="No bytes">{side === 'request' ? 'Nothing was sent.' : 'Nothing came.'}</EmptyState>
      )}
      {page &&
        page.total > 0 &&
        (view === 'text' ? <WireText page={page} /> : <HexView key={page.key} page={page} />)}
    </div>
  );
}
