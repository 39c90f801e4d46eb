import type { Observation, ResourceCase } from '../support/case';

const SUPPORT = `
resource "vastai_instance" "host" {
  image        = "example/june:1"
  ports        = ["8001/tcp", "8000/tcp"]
  requirements = { gpu_name = "RTX 3060", max_price_per_hour = 0.5 }
  timeouts     = { create = "60m" }
}
`;
const STT = '{ name = "june-stt", port = "8001/tcp" }';
const HTTP =
  '{ name = "june-stt", port = "8001/tcp", type = "http", http = { path = "/health", status = "200" }, healthy_threshold = 2 }';
const PATIENT_HTTP =
  '{ name = "june-stt", port = "8001/tcp", type = "http", http = { path = "/health", status = "200" }, healthy_threshold = 2, interval = "1s" }';
const TTS = '{ name = "june-tts", port = "8000/tcp" }';

/** Names and ports of the services that answered. */
function endpoints({ values }: Observation): unknown {
  return (values['endpoints'] as readonly { name: string; port: number }[]).map(({ name, port }) => [
    name,
    port,
  ]);
}

/** External port of a container port of the one rental. */
function portOf({ world }: Observation, port: string): number | undefined {
  return world.simulator.world.rentals()[0]?.ports[port];
}

/** `vastai_readiness`, from create to destroy. Nothing of it is on the platform. */
export const readinessCase: ResourceCase = {
  type: 'vastai_readiness',
  support: SUPPORT,
  base: {
    instance_id: 'vastai_instance.host.id',
    public_ip: 'vastai_instance.host.public_ip',
    port_map: 'vastai_instance.host.port_map',
    power: 'vastai_instance.host.power',
    services: `[${STT}]`,
    timeouts: '{ create = "60m", update = "60m" }',
  },
  created: (after) => {
    expect(after.values['id']).toBe(String(after.world.simulator.world.rentals()[0]?.id));
    expect(endpoints(after)).toEqual([['june-stt', portOf(after, '8001/tcp')]]);
  },
  inPlace: [
    {
      set: { services: `[${STT}, ${TTS}]` },
      seen: (after) =>
        expect(endpoints(after)).toEqual([
          ['june-stt', portOf(after, '8001/tcp')],
          ['june-tts', portOf(after, '8000/tcp')],
        ]),
    },
    {
      set: { services: `[${HTTP}, ${TTS}]` },
      seen: (after) => expect(endpoints(after)).toHaveLength(2),
    },
    // Only recorded: what was measured stays.
    {
      set: { services: `[${PATIENT_HTTP}, ${TTS}]` },
      seen: ({ values, before }) => expect(values['endpoints']).toEqual(before['endpoints']),
    },
    {
      set: { timeouts: '{ create = "61m", update = "61m" }' },
      seen: ({ values, before }) => expect(values['endpoints']).toEqual(before['endpoints']),
    },
    {
      set: {
        port_map:
          '{ "8001/tcp" = vastai_instance.host.port_map["8000/tcp"], "8000/tcp" = vastai_instance.host.port_map["8001/tcp"] }',
      },
      seen: (after) =>
        expect(endpoints(after)).toEqual([
          ['june-stt', portOf(after, '8000/tcp')],
          ['june-tts', portOf(after, '8001/tcp')],
        ]),
    },
    { set: { power: '"stopped"' }, seen: (after) => expect(endpoints(after)).toEqual([]) },
    { set: { power: null }, seen: (after) => expect(endpoints(after)).toHaveLength(2) },
    {
      set: { public_ip: null },
      seen: (after) => {
        expect(endpoints(after)).toEqual([]);
        expect(after.values['average_latency_ms']).toBeNull();
      },
    },
    {
      set: { public_ip: 'vastai_instance.host.public_ip' },
      seen: (after) => expect(endpoints(after)).toHaveLength(2),
    },
    { set: { instance_id: '"27182818"' }, seen: (after) => expect(after.values['id']).toBe('27182818') },
  ],
  followsId: true,
  unchanging: [],
  replacing: [],
  import: undefined,
  invalid: [
    { set: { power: '"off"' }, message: /must be one of "running", "stopped"/, at: 'power' },
    { set: { services: '[]' }, message: /at least one service/, at: 'services' },
    { set: { services: '[{ name = "", port = "8001/tcp" }]' }, message: /not empty/, at: 'services' },
    {
      set: { services: '[{ name = "dns", port = "53/udp" }]' },
      message: /UDP cannot be checked/,
      at: 'services',
    },
    {
      set: { services: '[{ name = "dns", port = "53/tcp", type = "dns" }]' },
      message: /services\[0\]\.type/,
      at: 'services',
    },
    {
      set: { services: '[{ name = "a", port = "53/tcp" }, { name = "a", port = "54/tcp" }]' },
      message: /like that of an earlier service/,
      at: 'services',
    },
    {
      set: { services: '[{ name = "a", port = "53/tcp", type = "http", http = { status = "ok" } }]' },
      message: /services\[0\]\.http\.status/,
      at: 'services',
    },
    { set: { timeouts: '{ create = "soon" }' }, message: /a duration like/, at: 'timeouts' },
  ],
  objects: undefined,
};
