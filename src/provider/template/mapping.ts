import type { Template, TemplateFields } from '../../vast';
import { DEFAULTS, TEMPLATE_RUNTYPES, type TemplatePlanned, type TemplateState } from './schema';

/** Every field of a template, so that what is no longer configured is cleared on the platform. */
export function fieldsOf(plan: Omit<TemplatePlanned, 'id' | 'hash_id'>): Required<TemplateFields> {
  return {
    name: plan.name,
    image: plan.image,
    tag: plan.tag,
    env: plan.env ?? {},
    ports: plan.ports ?? [],
    onstart: plan.onstart ?? '',
    args: plan.args ?? '',
    runtype: TEMPLATE_RUNTYPES.find((known) => known === plan.runtype),
    sshDirect: plan.ssh_direct,
    jupyterDirect: plan.jupyter_direct,
    recommendedDiskGb: plan.recommended_disk_gb,
    description: plan.description ?? '',
    readme: plan.readme ?? '',
    private: plan.private,
  };
}

/** The arguments as planned, with what the platform gave. */
export function stateOfPlan(plan: TemplatePlanned, { id, hashId }: Template): TemplateState {
  return { ...plan, id: String(id), hash_id: hashId };
}

/**
 * The arguments as the platform has them. One that means the same as the stored one keeps its stored form: the platform
 * tells no empty text from none, and may cut off blanks at the ends.
 */
export function refreshedState(state: TemplateState, template: Template): TemplateState {
  return {
    name: text(state.name, template.name),
    image: text(state.image, template.image),
    tag: text(state.tag, template.tag ?? DEFAULTS.tag),
    env: same(state.env, template.env, sortedEntries) ? state.env : (template.env ?? null),
    ports: same(state.ports, template.ports, sorted) ? state.ports : (template.ports ?? null),
    onstart: text(state.onstart, template.onstart),
    args: text(state.args, template.args),
    runtype: template.runtype ?? state.runtype ?? DEFAULTS.runtype,
    ssh_direct: template.sshDirect ?? state.ssh_direct ?? DEFAULTS.direct,
    jupyter_direct: template.jupyterDirect ?? state.jupyter_direct ?? DEFAULTS.direct,
    recommended_disk_gb: template.recommendedDiskGb ?? state.recommended_disk_gb ?? DEFAULTS.diskGb,
    description: text(state.description, template.description),
    readme: text(state.readme, template.readme),
    private: template.private ?? state.private,
    id: String(template.id),
    hash_id: template.hashId,
  };
}

/** Whether a template says what a plan says, as far as the platform reports it. */
export function says(template: Template, plan: TemplatePlanned): boolean {
  const wanted: Readonly<Record<string, unknown>> = stateOfPlan(plan, template);
  const found = Object.entries(refreshedState(stateOfPlan(plan, template), template));
  return found.every(([name, value]) => value === wanted[name]);
}

function text(stored: string | null, reported: string | undefined): string | null {
  return (stored ?? '').trim() === (reported ?? '').trim() ? stored : (reported ?? null);
}

function same<T>(stored: T | null, reported: T | undefined, form: (value: T) => unknown): boolean {
  const formOf = (value: T | null | undefined): string => JSON.stringify(value == null ? [] : form(value));
  return formOf(stored) === formOf(reported);
}

function sortedEntries(env: Readonly<Record<string, string>>): unknown {
  return Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1));
}

function sorted(list: readonly string[]): unknown {
  return [...list].sort();
}
