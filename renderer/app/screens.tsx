import {
  IconArchive,
  IconArrowsSplit,
  IconHourglassLow,
  IconListDetails,
  IconRepeat,
  IconSend2,
  IconServer2,
  IconSettings,
  IconTable,
  IconTimeline,
  type Icon,
} from '@tabler/icons-react';
import { lazy, Suspense, type ComponentType } from 'react';
import { TrafficScreen } from '../traffic/traffic-screen.tsx';
import type { Destination, ScreenName } from '../ui/app-context.ts';

const Captures = lazy(async () => ({
  default: (await import('../captures/captures-screen.tsx')).CapturesScreen,
}));
const Composer = lazy(async () => ({
  default: (await import('../composer/composer-screen.tsx')).ComposerScreen,
}));
const Deprecations = lazy(async () => ({
  default: (await import('../deprecations/deprecations-screen.tsx')).DeprecationsScreen,
}));
const Fleet = lazy(async () => ({ default: (await import('../fleet/fleet-screen.tsx')).FleetScreen }));
const Gateway = lazy(async () => ({
  default: (await import('../gateway/gateway-section.tsx')).GatewaySection,
}));
const Routing = lazy(async () => ({
  default: (await import('../routing/routing-screen.tsx')).RoutingScreen,
}));
const Negotiation = lazy(async () => ({
  default: (await import('../negotiation/negotiation-screen.tsx')).NegotiationScreen,
}));
const Tasks = lazy(async () => ({
  default: (await import('../tasks/tasks-screen.tsx')).TasksScreen,
}));
const Replay = lazy(async () => ({
  default: (await import('../replay/replay-screen.tsx')).ReplayScreen,
}));
const Runs = lazy(async () => ({
  default: (await import('../gateway/runs/runs-section.tsx')).RunsSection,
}));
const Settings = lazy(async () => ({
  default: (await import('../settings/settings-screen.tsx')).SettingsScreen,
}));

export interface ScreenProps {
  /** Where the screen was last asked to go. */
  readonly destination: Destination;
  /** Whether it is in front. */
  readonly visible: boolean;
}

/** One entry of the rail. */
export interface Screen {
  readonly name: ScreenName;
  readonly title: string;
  readonly icon: Icon;
  readonly view: ComponentType<ScreenProps>;
  /** Stands at the foot of the rail. */
  readonly atFoot?: boolean;
  /** Goes on working while another screen is in front; the others rest. */
  readonly worksHidden?: boolean;
}

function ComposerView({ destination, visible }: ScreenProps) {
  if (destination.screen !== 'composer') return null;
  const { draft, instanceIds } = destination;
  return <Composer visible={visible} {...(draft && { draft })} {...(instanceIds && { instanceIds })} />;
}

function FleetView({ destination }: ScreenProps) {
  if (destination.screen !== 'fleet') return null;
  return (
    <Fleet
      visit={destination}
      below={
        <Suspense fallback={null}>
          <Gateway visit={destination} />
          <Runs />
        </Suspense>
      }
    />
  );
}

function TasksView({ destination }: ScreenProps) {
  return destination.screen === 'tasks' ? <Tasks visit={destination} /> : null;
}

function ReplayView({ destination }: ScreenProps) {
  return destination.screen === 'replay' ? <Replay visit={destination} /> : null;
}

function CapturesView({ destination, visible }: ScreenProps) {
  return destination.screen === 'captures' ? <Captures visit={destination} visible={visible} /> : null;
}

/** The screens that there are, in the order of the rail and of the keys 1 to 9. */
export const SCREENS: readonly Screen[] = [
  { name: 'traffic', title: 'Traffic', icon: IconListDetails, view: TrafficScreen },
  { name: 'composer', title: 'Compose', icon: IconSend2, view: ComposerView, worksHidden: true },
  { name: 'fleet', title: 'Fleet', icon: IconServer2, view: FleetView },
  { name: 'routing', title: 'Routing', icon: IconArrowsSplit, view: Routing },
  { name: 'negotiation', title: 'Negotiation', icon: IconTable, view: Negotiation },
  { name: 'tasks', title: 'Tasks', icon: IconTimeline, view: TasksView },
  { name: 'replay', title: 'Replay', icon: IconRepeat, view: ReplayView },
  { name: 'deprecations', title: 'Deprecations', icon: IconHourglassLow, view: Deprecations },
  // A comparison goes on while somebody looks at an exchange of it.
  { name: 'captures', title: 'Captures', icon: IconArchive, view: CapturesView, worksHidden: true },
  { name: 'settings', title: 'Settings', icon: IconSettings, view: Settings, atFoot: true },
];
