import { Button, Textarea, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RoutingTrace } from '../../shared/model/gateway.ts';
import type { HeaderList } from '../../shared/model/headers.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { useGatewayActions, useNameOf, type GatewayView } from './gateway-context.ts';
import styles from './gateway.module.css';
import { actionWords, strategyWords } from './gateway-words.ts';
import { formatHeaderLines, parseHeaderLines } from './header-lines.ts';
import { ProblemLine } from './problem-line.tsx';

const SETTLE_MS = 200;
const EXAMPLE = 'Mcp-Method: tools/call\nMcp-Name: whoami';

type Preview = Pick<RoutingTrace, 'tried' | 'rule'>;

/** Asks again when the headers or the rules have changed, and typing rests. */
function usePreview(settings: GatewayView['settings'], headers: HeaderList | undefined): Preview | undefined {
  const { preview } = useGatewayActions();
  const [answer, setAnswer] = useState<Preview>();
  const asked = headers === undefined ? undefined : JSON.stringify(headers);
  useEffect(() => {
    if (asked === undefined) return undefined;
    let ended = false;
    const timer = setTimeout(() => {
      void preview(settings.id, JSON.parse(asked) as HeaderList).then((got) => {
        if (!ended) setAnswer(got);
      });
    }, SETTLE_MS);
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [preview, settings, asked]);
  return answer;
}

function Verdict({ settings, preview }: Pick<GatewayView, 'settings'> & { readonly preview: Preview }) {
  const nameOf = useNameOf();
  const rule = settings.rules.find(({ id }) => id === preview.rule);
  return (
    <div className={styles.verdict} role="status" aria-label="The rule that takes it">
      <p>
        <b>{rule?.name ?? 'Otherwise'}</b> takes it:{' '}
        {rule ? actionWords(rule.action, nameOf) : `all, ${strategyWords(settings.strategy, nameOf)}`}
      </p>
      <ol className={styles.tried}>
        {preview.tried.map(({ rule: name, matched, because }, index) => (
          <li key={index} data-matched={matched || undefined}>
            {name} {matched ? 'takes it' : 'does not'}: {because}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Fills in the headers of an exchange of the recording. */
function FromExchange({ onHeaders }: { readonly onHeaders: (headers: HeaderList) => void }) {
  const { bridge } = useApp();
  const capture = useEngine(
    (state) => state.captures.find(({ recording }) => recording) ?? state.captures[0],
  );
  const [number, setNumber] = useState('');
  const [problem, setProblem] = useState<string>();
  const take = async (): Promise<void> => {
    if (!capture || !/^\d{1,9}$/.test(number.trim())) {
      setProblem('Write the number of an exchange, as it stands in the traffic.');
      return;
    }
    const answer = await bridge.invoke('exchange.get', {
      captureId: capture.id,
      number: Number(number),
      bodyLimit: 0,
    });
    setProblem(answer.ok ? undefined : answer.error.message);
    if (answer.ok) onHeaders(answer.value.gateway?.client?.request.headers ?? answer.value.request.headers);
  };
  return (
    <form
      className={styles.fields}
      aria-label="Headers of an exchange"
      onSubmit={(event) => {
        event.preventDefault();
        void take();
      }}
    >
      <TextInput
        className={styles.tiny}
        aria-label="Number of the exchange"
        placeholder="#"
        inputMode="numeric"
        value={number}
        onChange={(event) => {
          setNumber(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
      <Button type="submit" size="compact-xs" disabled={!capture}>
        Take the headers of this exchange
      </Button>
      <ProblemLine message={problem} />
    </form>
  );
}

/** Which rule would take a request with these headers; sends nothing. */
export function MatchBox({ settings }: Pick<GatewayView, 'settings'>) {
  const [text, setText] = useState('');
  const read = parseHeaderLines(text);
  const preview = usePreview(settings, read.ok && text.trim() !== '' ? read.headers : undefined);
  return (
    <section aria-label="Which rule would take this?" className={styles.part}>
      <h3>
        Which rule would take this?
        <span className={styles.muted}>Headers, one a line. Nothing is sent.</span>
      </h3>
      <div className={styles.match}>
        <div className={styles.matchInput}>
          <Textarea
            size="xs"
            aria-label="Headers of a request"
            placeholder={EXAMPLE}
            autosize
            minRows={3}
            maxRows={10}
            value={text}
            spellCheck={false}
            classNames={{ input: styles.wireInput }}
            onChange={(event) => {
              setText(event.currentTarget.value);
            }}
          />
          <FromExchange
            onHeaders={(headers) => {
              setText(formatHeaderLines(headers));
            }}
          />
        </div>
        {!read.ok && <ProblemLine message={read.problem} />}
        {read.ok && text.trim() !== '' && preview && <Verdict settings={settings} preview={preview} />}
      </div>
    </section>
  );
}
