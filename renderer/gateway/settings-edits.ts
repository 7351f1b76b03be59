import type { Fault, GatewayRule, GatewaySettings } from '../../shared/model/gateway.ts';
import { OTHERWISE } from '../../shared/model/rule-id.ts';

/** A change of a gateway's settings; given the newest ones, whatever came in between. */
export type SettingsEdit = (settings: GatewaySettings) => GatewaySettings;

/** The rule in place of the one with its id, or at the end of the table. Pure, like all of these. */
export function putRule(rule: GatewayRule): SettingsEdit {
  return (settings) => {
    const at = settings.rules.findIndex(({ id }) => id === rule.id);
    const rules = at < 0 ? [...settings.rules, rule] : settings.rules.with(at, rule);
    return { ...settings, rules };
  };
}

export function removeRule(ruleId: string): SettingsEdit {
  return (settings) => ({ ...settings, rules: settings.rules.filter(({ id }) => id !== ruleId) });
}

export function enableRule(ruleId: string, enabled: boolean): SettingsEdit {
  return (settings) => ({
    ...settings,
    rules: settings.rules.map((rule) => (rule.id === ruleId ? { ...rule, enabled } : rule)),
  });
}

/** Moves a rule to a place from 0, counted without itself; places beyond the ends are the ends. */
export function moveRule(ruleId: string, place: number): SettingsEdit {
  return (settings) => {
    const rule = settings.rules.find(({ id }) => id === ruleId);
    if (!rule) return settings;
    const others = settings.rules.filter(({ id }) => id !== ruleId);
    const at = Math.min(Math.max(place, 0), others.length);
    return { ...settings, rules: others.toSpliced(at, 0, rule) };
  };
}

/** A fault with what it belongs to. */
export interface ScopedFault {
  /** Id of the rule, or OTHERWISE. */
  readonly scope: string;
  readonly scopeName: string;
  readonly fault: Fault;
}

/** All faults of a gateway: those of the rules in their order, then those of the rest. */
export function allFaults(settings: GatewaySettings): readonly ScopedFault[] {
  const of = (scope: string, scopeName: string, faults: readonly Fault[]): readonly ScopedFault[] =>
    faults.map((fault) => ({ scope, scopeName, fault }));
  return [
    ...settings.rules.flatMap(({ id, name, faults }) => of(id, name, faults)),
    ...of(OTHERWISE, 'Otherwise', settings.faults),
  ];
}

/** The fault in place of the one with its id; where it belongs to something else now, at the end there. */
export function putFault(scope: string, fault: Fault): SettingsEdit {
  return mapFaults((faults, own) => {
    const at = faults.findIndex(({ id }) => id === fault.id);
    if (own !== scope) return at < 0 ? faults : faults.toSpliced(at, 1);
    return at < 0 ? [...faults, fault] : faults.with(at, fault);
  });
}

export function removeFault(faultId: string): SettingsEdit {
  return mapFaults((faults) => faults.filter(({ id }) => id !== faultId));
}

export function enableFault(faultId: string, enabled: boolean): SettingsEdit {
  return mapFaults((faults) => faults.map((fault) => (fault.id === faultId ? { ...fault, enabled } : fault)));
}

function mapFaults(change: (faults: readonly Fault[], scope: string) => readonly Fault[]): SettingsEdit {
  return (settings) => ({
    ...settings,
    faults: change(settings.faults, OTHERWISE),
    rules: settings.rules.map((rule) => ({ ...rule, faults: change(rule.faults, rule.id) })),
  });
}
