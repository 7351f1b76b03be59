import { escapeMarkup } from '../../../shared/model/escape-markup.ts';
import { junitAttribute, type JunitSuite } from '../../../shared/model/junit.ts';

/** One case: what stands in it, and what it counts as. */
export interface JunitCase {
  readonly text: string;
  readonly is: 'passed' | 'failed' | 'error' | 'skipped';
}

const ELEMENTS = { failed: 'failure', error: 'error', skipped: 'skipped' } as const;
const MOST_LINES = 60;

/** Writes a case out: `message` says why it does not pass, `lines` stand below. The first 60 of them. Pure. */
export function junitCase(
  group: string,
  name: string,
  is: JunitCase['is'],
  message: string,
  lines: readonly string[],
): JunitCase {
  const head = `    <testcase classname="${junitAttribute(group)}" name="${junitAttribute(name)}"`;
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'] : lines;
  const text = escapeMarkup(shown.join('\n'));
  if (is === 'passed') {
    const output = `      <system-out>${text}</system-out>`;
    return {
      is,
      text: shown.length === 0 ? `${head}/>` : [`${head}>`, output, '    </testcase>'].join('\n'),
    };
  }
  const element = `      <${ELEMENTS[is]} message="${junitAttribute(message)}"`;
  const body = text === '' ? `${element}/>` : `${element}>${text}</${ELEMENTS[is]}>`;
  return { is, text: [`${head}>`, body, '    </testcase>'].join('\n') };
}

/** Pure. */
export function junitSuite(name: string, cases: readonly JunitCase[]): JunitSuite {
  const count = (is: JunitCase['is']): number => cases.filter((each) => each.is === is).length;
  const [failures, errors] = [count('failed'), count('error')];
  const head = `  <testsuite name="${junitAttribute(name)}" tests="${String(cases.length)}" failures="${String(failures)}" errors="${String(errors)}" skipped="${String(count('skipped'))}">`;
  return {
    text: [head, ...cases.map(({ text }) => text), '  </testsuite>'].join('\n'),
    tests: cases.length,
    failures,
    errors,
  };
}
