import { Button } from '@mantine/core';
import type { JsonObject } from '../../shared/model/draft.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { parseObject, prettyJson } from '../ui/json-text.ts';
import { useComposer, useComposerActions } from './composer-context.ts';
import styles from './answers.module.css';
import { selectText } from './composer-state.ts';
import { PAGED_METHODS } from './methods.ts';

/** The cursor of the next page; undefined where there is none. */
function cursorOf(message: JsonObject | undefined): string | undefined {
  const result = message?.['result'];
  const cursor = isJsonObject(result) ? result['nextCursor'] : undefined;
  return typeof cursor === 'string' ? cursor : undefined;
}

/**
 * Goes on to the next page of a list. The cursor is sent to all chosen instances, also to those that did not mint it.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/pagination
 */
export function NextPage({ message }: { readonly message: JsonObject | undefined }) {
  const method = useComposer((state) => state.method);
  const sent = useComposer((state) => state.answers?.draft.method);
  const text = useComposer(selectText);
  const { setText, send } = useComposerActions();
  const cursor = cursorOf(message);
  if (cursor === undefined || sent !== method || !PAGED_METHODS.includes(method)) return null;
  return (
    <div className={styles.note}>
      <span>There is a next page.</span>
      <Button
        size="compact-xs"
        variant="default"
        data-tip="Sends the same with the cursor of this answer to all chosen instances"
        onClick={() => {
          const own = parseObject(text, 'Parameters');
          setText(prettyJson({ ...(own.ok ? own.value : {}), cursor }));
          void send();
        }}
      >
        Next page
      </Button>
    </div>
  );
}
