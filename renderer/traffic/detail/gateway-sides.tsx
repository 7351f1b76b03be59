import type { ExchangeDetail } from '../../../shared/model/exchange.ts';
import type { ClientSide } from '../../../shared/model/gateway.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { formatCounted } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { compareHeaders, type ComparedLine, type LineFate } from './compare-headers.ts';
import styles from './detail.module.css';
import own from './gateway-tab.module.css';
import { Section } from './section.tsx';

const FATES: Readonly<Record<Exclude<LineFate, 'same'>, string>> = {
  value: 'another value',
  case: 'another case',
  added: 'added',
  removed: 'taken out',
};

function Line({ pair }: { readonly pair: ComparedLine['before'] }) {
  if (!pair) return <span className={styles.absent}>absent</span>;
  return (
    <>
      <span className={own.name}>{pair[0]}:</span> {pair[1]}
    </>
  );
}

interface SideTableProps {
  readonly label: string;
  readonly before: { readonly title: string; readonly line: string; readonly headers: HeaderList };
  readonly after: { readonly title: string; readonly line: string; readonly headers: HeaderList };
}

function SideTable({ label, before, after }: SideTableProps) {
  const lines = compareHeaders(before.headers, after.headers);
  return (
    <table className={`${styles.table} ${own.sides}`} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{before.title}</th>
          <th scope="col">{after.title}</th>
          <th scope="col" className={own.fate}>
            Difference
          </th>
        </tr>
      </thead>
      <tbody>
        <tr data-fate={before.line === after.line ? 'same' : 'value'}>
          <td className={styles.value}>{before.line}</td>
          <td className={styles.value}>{after.line}</td>
          <td>{before.line === after.line ? '' : 'another line'}</td>
        </tr>
        {lines.map((line, index) => (
          <tr key={index} data-fate={line.fate}>
            <td className={styles.value}>
              <Line pair={line.before} />
            </td>
            <td className={styles.value}>
              <Line pair={line.after} />
            </td>
            <td>
              {line.fate !== 'same' && (
                <>
                  <MeaningMark meaning="note" size={12} /> {FATES[line.fate]}
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function countWords(before: HeaderList, after: HeaderList): string {
  const differing = compareHeaders(before, after).filter(({ fate }) => fate !== 'same').length;
  return differing === 0 ? 'the same headers' : `${formatCounted(differing, 'header')} differ`;
}

interface GatewaySidesProps {
  readonly detail: ExchangeDetail;
  readonly client: ClientSide;
}

/** Request and answer as they were on the client's side and on the server's; what differs is marked. */
export function GatewaySides({ detail, client }: GatewaySidesProps) {
  const { request } = detail;
  // Without a connection nothing went to a server: what was answered then is the gateway's own.
  const reached = detail.remoteAddress !== undefined;
  const response = reached ? detail.response : undefined;
  const none: HeaderList = [];
  return (
    <>
      <Section
        title="Request on both sides"
        note={reached ? countWords(client.request.headers, request.headers) : 'no server got it'}
      >
        <SideTable
          label="Request on both sides"
          before={{
            title: 'Client sent',
            line: `${client.request.httpMethod} ${client.request.target}`,
            headers: client.request.headers,
          }}
          after={{
            title: 'Server got',
            line: reached ? `${request.httpMethod} ${request.target}` : 'nothing',
            headers: reached ? request.headers : none,
          }}
        />
      </Section>
      {(response ?? client.answer) && (
        <Section
          title="Answer on both sides"
          note={response && client.answer ? countWords(response.headers, client.answer.headers) : undefined}
        >
          <SideTable
            label="Answer on both sides"
            before={{
              title: 'Server gave',
              line: response ? `${String(response.status)} ${response.statusText}` : 'nothing',
              headers: response?.headers ?? none,
            }}
            after={{
              title: 'Client got',
              line: client.answer ? `${String(client.answer.status)} ${client.answer.statusText}` : 'nothing',
              headers: client.answer?.headers ?? none,
            }}
          />
        </Section>
      )}
    </>
  );
}
