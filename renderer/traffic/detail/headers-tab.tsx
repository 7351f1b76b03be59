import { useEffect, useRef } from 'react';
import type { ExchangeDetail, ValueOrigin } from '../../../shared/model/exchange.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { formatCounted } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import noted from '../../ui/noted.module.css';
import type { HeaderNote, HeaderNotes } from '../findings/exchange-notes.ts';
import styles from './detail.module.css';
import { originFinder } from './header-origins.ts';
import type { Place } from './places.ts';
import { RoutingTable } from './routing-table.tsx';
import { Section } from './section.tsx';

function headerText(headers: HeaderList): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\r\n');
}

interface HeaderTableProps {
  readonly label: string;
  readonly headers: HeaderList;
  readonly origins?: readonly ValueOrigin[];
  /** Name of the header that is pointed out, in lower case. */
  readonly pointed?: string | undefined;
  /** What is said of headers, also of such as are not there. */
  readonly notes?: HeaderNotes;
}

/** What is said of a header, as a sign with a line under what it is about. */
function HeaderSign({ note }: { readonly note: HeaderNote | undefined }) {
  if (!note) return null;
  return (
    <span className={styles.headerSign}>
      <MeaningMark meaning={note.meaning} label={note.text} size={13} />
    </span>
  );
}

interface AbsentHeaderProps {
  readonly note: HeaderNote;
  readonly columns: number;
  readonly pointed: boolean;
}

/** A header that something is said of because it is missing. */
function AbsentHeader({ note, columns, pointed }: AbsentHeaderProps) {
  return (
    <tr data-pointed={pointed || undefined}>
      <th scope="row">
        <span className={noted.noted} data-meaning={note.meaning} data-tip={note.text}>
          {note.name}
        </span>
        <HeaderSign note={note} />
      </th>
      <td colSpan={columns - 1} className={styles.absent}>
        not sent
      </td>
    </tr>
  );
}

const NO_NOTES: HeaderNotes = new Map();

/** Header lines in the order and case of the wire, duplicates kept. */
function HeaderTable({ label, headers, origins, pointed, notes = NO_NOTES }: HeaderTableProps) {
  const originOf = originFinder(origins ?? []);
  const seen = new Map<string, number>();
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Header</th>
          <th scope="col">Value</th>
          {origins && (
            <th scope="col" className={styles.origin}>
              Origin
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {headers.map(([name, value], index) => {
          const lower = name.toLowerCase();
          const nth = seen.get(lower) ?? 0;
          seen.set(lower, nth + 1);
          const origin = originOf(name, nth);
          const note = notes.get(lower);
          const line = note && {
            className: noted.noted,
            'data-meaning': note.meaning,
            'data-tip': note.text,
          };
          return (
            // The order of a list that never changes is its identity: names repeat.
            <tr key={`${index} ${name}`} data-pointed={lower === pointed || undefined}>
              <th scope="row">
                <span {...line}>{name}</span>
                <HeaderSign note={note} />
              </th>
              <td className={styles.value}>
                <span {...line}>{value}</span>
                <span className={styles.cellCopy}>
                  <CopyButton text={value} what={name} />
                </span>
              </td>
              {origins && (
                <td className={styles.origin} data-kind={origin?.kind}>
                  {origin?.origin}
                </td>
              )}
            </tr>
          );
        })}
        {[...notes]
          .filter(([lower]) => !seen.has(lower))
          .map(([lower, note]) => (
            <AbsentHeader key={lower} note={note} columns={origins ? 3 : 2} pointed={lower === pointed} />
          ))}
      </tbody>
    </table>
  );
}

function BodyOrigins({ origins }: { readonly origins: readonly ValueOrigin[] }) {
  return (
    <table className={styles.table} aria-label="Origins of values in the body">
      <tbody>
        {origins.map((origin) => (
          <tr key={origin.target}>
            <th scope="row">{origin.target}</th>
            <td className={styles.origin} data-kind={origin.kind}>
              {origin.origin}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface HeadersTabProps {
  readonly detail: ExchangeDetail;
  /** What the findings say of the headers. */
  readonly notes: Readonly<Record<'request' | 'answer', HeaderNotes>>;
  /** A header to point out. */
  readonly header?: Place['header'];
}

/** The headers both ways, and how those of the request mirror its body. */
export function HeadersTab({ detail, notes, header }: HeadersTabProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const pointed = header && { [header.of]: header.name.toLowerCase() };
  useEffect(() => {
    if (header) scroller.current?.querySelector('[data-pointed]')?.scrollIntoView({ block: 'center' });
  }, [header]);
  const { request, response, routing, origins } = detail;
  const bodyOrigins = origins.filter((origin) => origin.target.startsWith('/'));
  return (
    <div ref={scroller} className={styles.scroll}>
      {routing.length > 0 && (
        <Section title="Routing" note="what an intermediary reads instead of the body">
          <RoutingTable lines={routing} />
        </Section>
      )}
      <Section
        title="Request headers"
        note={formatCounted(request.headers.length, 'line')}
        copy={() => headerText(request.headers)}
      >
        <HeaderTable
          label="Request headers"
          headers={request.headers}
          origins={origins}
          pointed={pointed?.['request']}
          notes={notes.request}
        />
      </Section>
      {response ? (
        <Section
          title="Response headers"
          note={formatCounted(response.headers.length, 'line')}
          copy={() => headerText(response.headers)}
        >
          <HeaderTable
            label="Response headers"
            headers={response.headers}
            pointed={pointed?.['answer']}
            notes={notes.answer}
          />
        </Section>
      ) : (
        <Section title="Response headers">
          <p className={styles.none}>{detail.failure ? 'None came.' : 'None came yet.'}</p>
        </Section>
      )}
      {response?.trailers && response.trailers.length > 0 && (
        <Section title="Response trailers">
          <HeaderTable label="Response trailers" headers={response.trailers} pointed={pointed?.['answer']} />
        </Section>
      )}
      {bodyOrigins.length > 0 && (
        <Section title="Values in the body" note="where they came from">
          <BodyOrigins origins={bodyOrigins} />
        </Section>
      )}
    </div>
  );
}
