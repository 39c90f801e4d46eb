import type { AcceptanceWorld } from '../../support/acceptance-world';
import type { Change, Observation, ResourceCase } from '../support/case';
import { ask, type Row } from '../support/platform';

/** The templates of the account as the platform lists them. */
async function templates(world: AcceptanceWorld): Promise<readonly Row[]> {
  return (await ask(world, '/api/v0/template/'))['templates'] as readonly Row[];
}

/** A change in place, and the fields of the platform that show it. Each change makes another hash. */
function change(set: Change['set'], fields: Row): Change {
  return {
    set,
    seen: async ({ world, values, before }: Observation) => {
      expect(await templates(world)).toMatchObject([{ ...fields, hash_id: values['hash_id'] }]);
      expect(values['hash_id']).not.toBe(before['hash_id']);
    },
  };
}

/** `vastai_template`, from create to destroy. */
export const templateCase: ResourceCase = {
  type: 'vastai_template',
  base: { name: '"june"', image: '"example/june"' },
  created: async ({ world, values }) =>
    expect(await templates(world)).toMatchObject([
      { name: 'june', image: 'example/june', tag: 'latest', runtype: 'args', hash_id: values['hash_id'] },
    ]),
  inPlace: [
    change({ name: '"june-2"' }, { name: 'june-2' }),
    change({ image: '"example/june-2"' }, { image: 'example/june-2' }),
    change({ tag: '"2"' }, { tag: '2' }),
    change({ env: '{ MODE = "fast lane", TO = "x" }' }, { env: expect.stringContaining('MODE') }),
    change({ ports: '["8001/tcp", "53/udp"]' }, { env: expect.stringContaining('8001') }),
    change({ args: '"--serve 8001"' }, { args_str: '--serve 8001' }),
    change({ onstart: '"echo up"' }, { onstart: 'echo up' }),
    change({ runtype: '"ssh"', args: null }, { runtype: 'ssh' }),
    change({ ssh_direct: 'true', jupyter_direct: 'true' }, { ssh_direct: true, jup_direct: true }),
    change({ recommended_disk_gb: '20' }, { recommended_disk_space: 20 }),
    change(
      { description: '"for tests"', readme: '"# June"', private: 'false' },
      { desc: 'for tests', readme: '# June', private: false },
    ),
    change({ env: null, ports: null, onstart: null, description: null, readme: null }, { name: 'june-2' }),
  ],
  unchanging: [],
  replacing: [],
  import: { without: [], unknowable: [], refused: { june: /is no/, 999999: /no template 999999/ } },
  invalid: [
    { set: { name: '""' }, message: /not empty/, at: 'name' },
    { set: { image: '"example/june:1"' }, message: /without tag and digest/, at: 'image' },
    { set: { tag: '"a b"' }, message: /a tag of an image/, at: 'tag' },
    { set: { env: '{ "A=B" = "x" }' }, message: /A=B/, at: 'env' },
    { set: { ports: '["8001"]' }, message: /a port like/, at: 'ports' },
    { set: { runtype: '"vm"' }, message: /must be one of/, at: 'runtype' },
    { set: { recommended_disk_gb: '1' }, message: /at least 8/, at: 'recommended_disk_gb' },
  ],
  objects: async (world) => (await templates(world)).map(({ id }) => String(id)),
};
