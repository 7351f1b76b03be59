import { ActionIcon, Autocomplete, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { HeaderCondition } from '../../shared/model/gateway.ts';
import type { FormProblem } from './form-result.ts';
import styles from './gateway.module.css';
import { TESTS } from './gateway-words.ts';
import { NEW_CONDITION, takesValue, type ConditionForm } from './rule-form.ts';

/** What balancers look at. Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http */
const KNOWN_HEADERS = ['Mcp-Method', 'Mcp-Name', 'MCP-Protocol-Version', 'Mcp-Session-Id', 'Mcp-Param-'];

const TEST_CHOICES = Object.entries(TESTS).map(([value, label]) => ({ value, label }));

function isTest(value: string | null): value is HeaderCondition['test'] {
  return value !== null && value in TESTS;
}

interface ConditionRowsProps {
  readonly match: readonly ConditionForm[];
  readonly problem: FormProblem | undefined;
  readonly onChange: (match: readonly ConditionForm[]) => void;
}

/** What a rule asks of the headers: all of it must hold. */
export function ConditionRows({ match, problem, onChange }: ConditionRowsProps) {
  const change = (index: number, part: Partial<ConditionForm>): void => {
    onChange(match.map((own, place) => (place === index ? { ...own, ...part } : own)));
  };
  return (
    <fieldset className={styles.group}>
      <legend>Takes requests where {match.length > 1 ? 'all of this holds' : 'this holds'}</legend>
      {match.length === 0 && <p className={styles.hint}>No condition: it takes every request.</p>}
      {match.map((condition, index) => {
        const which = `condition ${String(index + 1)}`;
        const bad = problem?.field === `condition-${String(index)}`;
        return (
          <div key={index} className={styles.condition}>
            <Autocomplete
              size="xs"
              aria-label={`Header of ${which}`}
              data={KNOWN_HEADERS}
              value={condition.header}
              spellCheck={false}
              aria-invalid={bad}
              classNames={{ input: styles.wireInput }}
              onChange={(header) => {
                change(index, { header });
              }}
            />
            <Select
              aria-label={`Test of ${which}`}
              data={TEST_CHOICES}
              value={condition.test}
              allowDeselect={false}
              onChange={(test) => {
                if (isTest(test)) change(index, { test });
              }}
            />
            {takesValue(condition.test) ? (
              <TextInput
                aria-label={`Value of ${which}`}
                placeholder={condition.test === 'pattern' ? 'task-* (* any run, ? any one)' : 'tools/call'}
                value={condition.value}
                spellCheck={false}
                aria-invalid={bad}
                classNames={{ input: styles.wireInput }}
                onChange={(event) => {
                  change(index, { value: event.currentTarget.value });
                }}
              />
            ) : (
              <span />
            )}
            <ActionIcon
              aria-label={`Remove ${which}`}
              onClick={() => {
                onChange(match.filter((_own, place) => place !== index));
              }}
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
        );
      })}
      <Button
        size="compact-xs"
        variant="subtle"
        className={styles.start}
        leftSection={<IconPlus size={12} />}
        onClick={() => {
          onChange([...match, NEW_CONDITION]);
        }}
      >
        Add a condition
      </Button>
    </fieldset>
  );
}
