import './styles.ts';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { chooseBridge } from '../bridge/choose-bridge.ts';
import { exposedDesktop } from '../bridge/exposed-desktop.ts';
import { NoSessionPage } from '../bridge/no-session-page.tsx';
import type { SessionProblem } from '../bridge/web-session.ts';
import { App } from './app.tsx';

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no element with id "root"');
const root = createRoot(place);

function show(content: ReactNode): void {
  root.render(<StrictMode>{content}</StrictMode>);
}

function showProblem(problem: SessionProblem): void {
  show(
    <NoSessionPage
      problem={problem}
      onRetry={() => {
        globalThis.location.reload();
      }}
    />,
  );
}

const choice = await chooseBridge();
if (choice.ok) {
  show(<App bridge={choice.bridge} desktop={exposedDesktop()} opened={choice.opened} />);
  choice.onSessionEnd(showProblem);
} else {
  showProblem(choice.problem);
}
