import { type TemplateConfig, templateSchema } from '../../../src/provider/template/schema';
import { validateTemplate } from '../../../src/provider/template/validate';
import { type DiagnosticInput, unknown } from '../../../src/tfplugin';
import { harness } from '../instance/handler-harness';

const CONFIG: TemplateConfig = {
  name: 'web',
  image: 'acme/worker',
  tag: null,
  env: { MODE: 'prod' },
  ports: ['8001/tcp'],
  onstart: null,
  args: null,
  runtype: null,
  ssh_direct: null,
  jupyter_direct: null,
  recommended_disk_gb: null,
  description: null,
  readme: null,
  private: null,
  id: null,
  hash_id: null,
};

function errorsOf(change: Partial<TemplateConfig>): readonly DiagnosticInput[] {
  const errors: DiagnosticInput[] = [];
  const error = (diagnostic: DiagnosticInput): void => void errors.push(diagnostic);
  validateTemplate({ ...harness().base, config: { ...CONFIG, ...change }, error });
  return errors;
}

test('a good template has no error', () => expect(errorsOf({})).toEqual([]));

test.each<[string, Partial<TemplateConfig>]>([
  ['env', { env: { A: `hidden ' and "` } }],
  ['env', { env: { 'A B': 'x' } }],
  ['ports', { ports: ['99999/tcp'] }],
  ['args', { onstart: 'x'.repeat(4001) }],
  ['image', { image: 'x'.repeat(1025) }],
])('%s is refused, at its place, without showing a value', (attribute, change) => {
  const [error, ...more] = errorsOf(change);
  expect(more).toEqual([]);
  expect(error?.path).toEqual([attribute]);
  expect(error?.detail).not.toContain('hidden');
});

test('unknown values anywhere are left for later', () => {
  const everything = Object.fromEntries(Object.keys(CONFIG).map((name) => [name, unknown()]));
  expect(errorsOf(everything)).toEqual([]);
  expect(errorsOf({ env: { A: unknown() }, ports: [unknown()] })).toEqual([]);
});

test.each<[string, boolean]>([
  ['acme/worker', true],
  ['registry.example.com:5000/acme/worker', true],
  ['acme/worker:1', false],
  ['acme/worker@sha256:abcd', false],
  ['acme worker', false],
  ['', false],
])('the image %j is taken: %s', (image, taken) => {
  const [validator] = templateSchema.body.attributes.image.validators;
  expect(validator?.check(image as never)).toBe(taken);
});
