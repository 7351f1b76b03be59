import { useEffect, useRef } from 'react';
import type { ExchangeDetail, ValueOrigin } from '../../../shared/model/exchange.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { formatCounted } from '../../ui/format.ts';
import styles from './detail.module.css';
import { originFinder } from './header-origins.ts';
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
  readonly pointed: string | undefined;
}

/** Header lines in the order and case of the wire, duplicates kept. */
function HeaderTable({ label, headers, origins, pointed }: HeaderTableProps) {
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
          return (
            // The order of a list that never changes is its identity: names repeat.
            <tr key={`${index} ${name}`} data-pointed={lower === pointed || undefined}>
              <th scope="row">{name}</th>
              <td className={styles.value}>
                {value}
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
  /** Name of a header to point out. */
  readonly header?: string;
}

/** The headers both ways, and how those of the request mirror its body. */
export function HeadersTab({ detail, header }: HeadersTabProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const pointed = header?.toLowerCase();
  useEffect(() => {
    if (pointed !== undefined)
      scroller.current?.querySelector('[data-pointed]')?.scrollIntoView({ block: 'center' });
  }, [pointed]);
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
        <HeaderTable label="Request headers" headers={request.headers} origins={origins} pointed={pointed} />
      </Section>
      {response ? (
        <Section
          title="Response headers"
          note={formatCounted(response.headers.length, 'line')}
          copy={() => headerText(response.headers)}
        >
          <HeaderTable label="Response headers" headers={response.headers} pointed={pointed} />
        </Section>
      ) : (
        <Section title="Response headers">
          <p className={styles.none}>{detail.failure ? 'None came.' : 'None came yet.'}</p>
        </Section>
      )}
      {response?.trailers && response.trailers.length > 0 && (
        <Section title="Response trailers">
          <HeaderTable label="Response trailers" headers={response.trailers} pointed={pointed} />
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
