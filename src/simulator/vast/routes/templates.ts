import { createHash } from 'node:crypto';
import { ApiError } from '../http/api-error';
import { type Call, type Endpoint, ok, type Reply } from '../http/endpoint';
import { matches, readFilters, sortRows } from '../query/filter';
import type { Row } from '../rows/hardware';
import type { Account, Template } from '../world/model';
import type { TemplateBase } from './create-request';
import { parseEnvFlags } from './env-flags';
import { textOf } from './values';

const FIELDS = [
  'name', 'image', 'tag', 'env', 'onstart', 'args_str', 'runtype', 'use_ssh', 'ssh_direct', 'jup_direct',
  'use_jupyter_lab', 'jupyter_dir', 'docker_login_repo', 'docker_login_user', 'docker_login_pass', 'extra_filters',
  'recommended_disk_space', 'desc', 'readme', 'readme_visible', 'href', 'repo', 'private', 'volume_info',
] as const; // prettier-ignore

const COLUMNS = new Set<string>([
  ...FIELDS,
  'id',
  'hash_id',
  'creator_id',
  'created_at',
  'recent_create_date',
]);

function hashOf(fields: Readonly<Row>, salt: number): string {
  return createHash('sha256')
    .update(JSON.stringify([salt, fields]))
    .digest('hex')
    .slice(0, 32);
}

function templateRow(account: Account, template: Template): Row {
  const row: Row = {
    id: template.id,
    hash_id: template.hashId,
    creator_id: account.id,
    created_at: template.createdAt / 1000,
    recent_create_date: template.createdAt / 1000,
  };
  // A password that went in never comes out.
  for (const name of FIELDS) if (name !== 'docker_login_pass') row[name] = template.fields[name] ?? null;
  return row;
}

function readFields(body: Readonly<Row>): Row {
  const fields = Object.fromEntries(
    Object.entries(body).filter(([key]) => (FIELDS as readonly string[]).includes(key)),
  );
  for (const name of ['name', 'image', 'tag', 'env', 'onstart', 'args_str', 'runtype', 'desc', 'readme']) {
    const value = fields[name];
    if (value != null && typeof value !== 'string')
      throw ApiError.of(400, 'invalid_args', `${name} should be a string`);
  }
  const runtype = fields.runtype;
  if (runtype != null && !['ssh', 'jupyter', 'args'].includes(runtype as string)) {
    throw ApiError.of(400, 'invalid_args', 'runtype should be ssh, jupyter or args');
  }
  return fields;
}

function longRuntype(fields: Readonly<Row>): string {
  if (fields.runtype === 'jupyter') return fields.jup_direct === true ? 'jupyter_direct' : 'jupyter';
  if (fields.runtype === 'ssh' || fields.use_ssh === true)
    return fields.ssh_direct === true ? 'ssh_direct' : 'ssh';
  return 'args';
}

/**
 * What a template contributes to a create, by hash (the only identity that create takes) or, for updates, by number.
 * Throws ApiError 400 for a template that is not there.
 */
export function templateBase(account: Account, reference: unknown): TemplateBase | null {
  if (reference === undefined || reference === null) return null;
  for (const template of account.templates.values()) {
    if (template.hashId !== reference && template.id !== reference) continue;
    const { fields } = template;
    const image = fields.tag ? `${textOf(fields.image)}:${textOf(fields.tag)}` : fields.image;
    const disk = fields.recommended_disk_space;
    return {
      id: template.id,
      hashId: template.hashId,
      name: textOf(fields.name),
      fields: {
        ...(image == null ? {} : { image }),
        ...(fields.onstart == null ? {} : { onstart: fields.onstart }),
        ...(fields.args_str == null || fields.args_str === '' ? {} : { args_str: fields.args_str }),
        ...(typeof disk === 'number' ? { disk } : {}),
        env: Object.fromEntries(parseEnvFlags(textOf(fields.env))),
        runtype: longRuntype(fields),
      },
    };
  }
  throw ApiError.of(
    400,
    'invalid_args',
    `error 400/3467: Invalid args: no template ${JSON.stringify(reference)}`,
  );
}

function parse(text: string | null, name: string): unknown {
  if (text === null || text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw ApiError.of(400, 'invalid_args', `${name} is not valid JSON`);
  }
}

function list(call: Call): Reply {
  const filters = (parse(call.query.get('select_filters'), 'select_filters') ?? {}) as Row;
  const conditions = readFilters(filters, (field) => COLUMNS.has(field));
  const rows = [...call.account.templates.values()].map((template) => templateRow(call.account, template));
  const found = rows.filter((row) =>
    conditions.every(({ field, op, value }) => matches(row[field], op, value)),
  );
  const sorted = sortRows(found, [['id', 'asc']]);
  return ok({ success: true, templates_found: sorted.length, templates: sorted });
}

function create(call: Call): Reply {
  const fields = readFields(call.body);
  if (typeof fields.image !== 'string' || fields.image === '')
    throw ApiError.of(400, 'invalid_args', 'image is required');
  const id = 100_000 + call.world.serial();
  const template: Template = { id, hashId: hashOf(fields, id), fields, createdAt: call.world.time };
  call.account.templates.set(id, template);
  return ok({
    success: true,
    msg: 'Template Created Successfully! You can find it in your list of templates.',
    template: templateRow(call.account, template),
  });
}

function edit(call: Call): Reply {
  const template = [...call.account.templates.values()].find((entry) => entry.hashId === call.body.hash_id);
  if (!template) throw ApiError.of(400, 'invalid_args', 'Invalid Template ID or User ID');
  template.fields = { ...template.fields, ...readFields(call.body) };
  template.hashId = hashOf(template.fields, template.id);
  return ok({ success: true, msg: 'Template updated.', template: templateRow(call.account, template) });
}

function remove(call: Call): Reply {
  const id = Number(call.body.template_id);
  if (!call.account.templates.delete(id))
    throw ApiError.of(400, 'invalid_args', 'Invalid Template ID or User ID');
  return ok({ success: true, msg: 'Template deleted.' });
}

const PATH = '/api/v0/template/';

/** Templates (vast-api.md 5.8): those of the account; there are no public ones here. */
export const templateEndpoints: readonly Endpoint[] = [
  { name: 'templates', method: 'GET', path: PATH, scope: 'user_read', intervalSeconds: 3, handle: list },
  {
    name: 'template-create',
    method: 'POST',
    path: PATH,
    scope: 'user_write',
    intervalSeconds: null,
    handle: create,
  },
  {
    name: 'template-edit',
    method: 'PUT',
    path: PATH,
    scope: 'user_write',
    intervalSeconds: null,
    handle: edit,
  },
  {
    name: 'template-delete',
    method: 'DELETE',
    path: PATH,
    scope: 'user_write',
    intervalSeconds: null,
    handle: remove,
  },
];
