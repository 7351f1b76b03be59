/** One form on one of the samples, without an engine: `index.html?sample=tool`. */
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import { MantineProvider } from '@mantine/core';
import '@mantine/core/styles.css';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../../../renderer/app/base.css';
import { resolveVariables, THEME } from '../../../renderer/app/theme.ts';
import type { JsonValue } from '../../../shared/model/draft.ts';
import { HoverTip } from '../../../renderer/ui/hover-tip.tsx';
import { SchemaForm } from '../../../renderer/ui/schema-form/schema-form.tsx';
import { SAMPLES, type Sample } from './samples.ts';

const params = new URLSearchParams(location.search);
const sample: Sample = SAMPLES[params.get('sample') ?? 'tool'] ?? { schema: {} };

function Harness() {
  const [value, setValue] = useState<JsonValue | undefined>(sample.value);
  const [problems, setProblems] = useState(0);
  return (
    <main style={{ display: 'flex', height: '100%', overflow: 'auto' }}>
      <div style={{ width: Number(params.get('width') ?? 520), flex: 'none' }}>
        <SchemaForm
          schema={sample.schema}
          value={value}
          onChange={setValue}
          onValid={(validation) => {
            setProblems(validation.problems.length);
          }}
          idPrefix="harness"
          readOnly={params.has('read')}
          paramHeaders
        />
      </div>
      <div>
        <p>
          Problems: <output aria-label="Problems">{problems}</output>
        </p>
        <pre aria-label="Value">{JSON.stringify(value, null, 2)}</pre>
      </div>
      <HoverTip />
    </main>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={THEME} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
        <Harness />
      </MantineProvider>
    </StrictMode>,
  );
}
