import {
  type CreateContext,
  type DeleteContext,
  DiagnosticError,
  type ImportContext,
  type PartialStateOf,
  type ReadContext,
  type UpdateContext,
} from '../../tfplugin';
import type { Template, VastClient } from '../../vast';
import { accountOf, type ProviderClient } from '../account';
import { withApiErrors } from '../api-errors';
import { createOnce } from '../create-once';
import { numericId } from '../numeric-id';
import { accountForRefresh } from '../refresh';
import { fieldsOf, refreshedState, says, stateOfPlan } from './mapping';
import type { TemplateBody, TemplateState } from './schema';

/** Makes the template. After a lost answer the one that was made is found by what it says, and by being new. */
export async function createTemplate(
  context: CreateContext<ProviderClient, TemplateBody>,
): Promise<TemplateState> {
  const { plan, client, signal } = context;
  const { vast, clock } = accountOf(client);
  return withApiErrors(async () => {
    const before = new Set((await ownTemplates(vast, plan.name, signal)).map(({ id }) => id));
    const find = async (): Promise<Template | undefined> =>
      (await ownTemplates(vast, plan.name, signal)).find(
        (template) => !before.has(template.id) && says(template, plan),
      );
    const create = () => vast.createTemplate(fieldsOf(plan), signal);
    return stateOfPlan(plan, await createOnce({ clock, signal }, create, find));
  });
}

/** Null only for a template that the list does not show; an error of the API never means gone. */
export async function readTemplate(
  context: ReadContext<ProviderClient, TemplateBody>,
): Promise<TemplateState | null> {
  const { state, signal } = context;
  const account = accountForRefresh(context, 'template');
  if (account === undefined) return state;
  const template = await withApiErrors(() => templateById(account.vast, Number(state.id), signal));
  return template === undefined ? null : refreshedState(state, template);
}

/** Changes the template under the hash that it has now: somebody else may have changed it in between. */
export async function updateTemplate(
  context: UpdateContext<ProviderClient, TemplateBody>,
): Promise<TemplateState> {
  const { plan, prior, client, signal } = context;
  const { vast, clock } = accountOf(client);
  const id = Number(prior.id);
  const current = async (): Promise<Template> => {
    const template = await templateById(vast, id, signal);
    if (template === undefined) throw gone(id);
    return template;
  };
  const change = async (): Promise<Template> => {
    const { hashId } = await current();
    return vast.updateTemplate(hashId, fieldsOf(plan), signal);
  };
  const find = async (): Promise<Template | undefined> => {
    const template = await current();
    return says(template, plan) ? template : undefined;
  };
  return withApiErrors(async () => stateOfPlan(plan, await createOnce({ clock, signal }, change, find)));
}

/** Confirmed by reading, because a refused deletion and a second one get the same answer (vast-api.md 5.8). */
export async function deleteTemplate(context: DeleteContext<ProviderClient, TemplateBody>): Promise<void> {
  const { state, client, signal } = context;
  const { vast } = accountOf(client);
  const id = Number(state.id);
  await withApiErrors(async () => {
    await vast.deleteTemplate(id, signal);
    if ((await templateById(vast, id, signal)) === undefined) return;
    throw new DiagnosticError({
      summary: 'The template is still there',
      detail: `The platform accepted the deletion of template ${id} and still lists it. Apply again; if it stays, delete it in the console.`,
    });
  });
}

/** From the number to what `read` needs, which finds the rest. */
export async function importTemplate(
  context: ImportContext<ProviderClient>,
): Promise<PartialStateOf<TemplateBody>> {
  const { client, signal } = context;
  const id = numericId(context.id, 'a template');
  const template = await withApiErrors(() => templateById(accountOf(client).vast, id, signal));
  if (template !== undefined) return { id: String(id), hash_id: template.hashId };
  throw new DiagnosticError({
    summary: 'No such template',
    detail: `There is no template ${id}. Give its number, not its hash, and check that the API key belongs to the right account.`,
  });
}

/** The templates of this account with a name; other accounts' public ones are none of ours. */
async function ownTemplates(
  vast: VastClient,
  name: string,
  signal: AbortSignal,
): Promise<readonly Template[]> {
  const { id } = await vast.currentUser(signal);
  const creator = id === null ? {} : { creator_id: { eq: id } };
  return vast.listTemplates({ ...creator, name: { eq: name } }, signal);
}

async function templateById(
  vast: VastClient,
  id: number,
  signal: AbortSignal,
): Promise<Template | undefined> {
  return (await vast.listTemplates({ id: { eq: id } }, signal)).find((template) => template.id === id);
}

function gone(id: number): DiagnosticError {
  return new DiagnosticError({
    summary: 'The template no longer exists',
    detail: `The platform does not know template ${id}. Plan again: it will be created anew.`,
  });
}
