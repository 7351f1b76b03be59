import '../../../renderer/app/styles.ts';
import { createRoot } from 'react-dom/client';
import { App } from '../../../renderer/app/app.tsx';
import { createHarness, type Harness, type Scene } from './fake-bridge.ts';

declare global {
  interface Window {
    /** For scripts that drive the page. */
    harness: Harness;
  }
}

const SCENES: readonly Scene[] = ['empty', 'demo', 'large', 'gateway'];
const asked = new URLSearchParams(window.location.search).get('scene');
window.harness = createHarness(SCENES.find((scene) => scene === asked) ?? 'demo');
const place = document.getElementById('root');
if (!place) throw new Error('no root');
createRoot(place).render(<App bridge={window.harness.bridge} />);
