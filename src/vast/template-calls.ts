import type { VastClient } from './api';
import {
  type Caller,
  IDEMPOTENT_WRITE,
  parseRows,
  READ,
  refuseUnsendable,
  senseless,
  SINGLE_WRITE,
} from './caller';
import { environmentSecrets } from './environment';
import { InvalidArgumentsError, NotFoundError } from './errors';
import { LIMITS } from './limits';
import { parseTemplate, templateBody, type TemplateFields, templateProblems } from './template';

type TemplateCalls = Pick<
  VastClient,
  'listTemplates' | 'createTemplate' | 'updateTemplate' | 'deleteTemplate'
>;

const PATH = '/api/v0/template/';

/** The calls about templates (vast-api.md 5.8). */
export function templateCalls(call: Caller): TemplateCalls {
  const save = (
    method: 'POST' | 'PUT',
    identity: Readonly<Record<string, string>>,
    fields: TemplateFields,
    signal?: AbortSignal,
  ) => {
    const request = { method, path: PATH, body: { ...identity, ...templateBody(fields) } } as const;
    refuseUnsendable(
      request,
      templateProblems(fields).map((problem) => problem.message),
    );
    const limit = method === 'POST' ? LIMITS.createTemplate : LIMITS.updateTemplate;
    const options = { ...SINGLE_WRITE, limit, secrets: environmentSecrets(fields.env), signal };
    return call(request, options, (body) => {
      const template = parseTemplate(body['template']);
      if (template === undefined) throw senseless(request, 'success without a template', true);
      return template;
    });
  };

  return {
    listTemplates(filters, signal) {
      const query = { select_cols: '["*"]', select_filters: JSON.stringify(filters) };
      const request = { method: 'GET', path: PATH, query } as const;
      return call(request, { ...READ, limit: LIMITS.templates, signal }, (body) =>
        parseRows(request, body['templates'], 'template', parseTemplate),
      );
    },

    // The guide of the platform calls this field required, and allows it to be empty.
    createTemplate: async (fields, signal) => save('POST', { docker_login_repo: '' }, fields, signal),

    updateTemplate: async (hashId, fields, signal) => save('PUT', { hash_id: hashId }, fields, signal),

    async deleteTemplate(id, signal) {
      const request = { method: 'DELETE', path: PATH, body: { template_id: id } } as const;
      try {
        await call(request, { ...IDEMPOTENT_WRITE, limit: LIMITS.deleteTemplate, signal }, () => undefined);
      } catch (error) {
        if (error instanceof NotFoundError || saysThatItIsGone(error)) return;
        throw error;
      }
    },
  };
}

/** The words for a number that is no template of this account (vast-api.md 5.8). */
function saysThatItIsGone(error: unknown): boolean {
  return error instanceof InvalidArgumentsError && /Invalid Template ID/i.test(error.message);
}
