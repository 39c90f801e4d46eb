import { createRandom, generateMarket, parseMarket, renderMarket } from '../../../../src/simulator';
import { closeAll, search, start } from '../support/simulators';

afterEach(closeAll);

const parse = (text: string): ReturnType<typeof parseMarket> => parseMarket(text, 'm.json', createRandom(1));

describe('market files', () => {
  test('a machine needs a name and a price; facts of a known GPU are filled in', async () => {
    const machines = parse(
      JSON.stringify({
        machines: [
          { gpuName: 'RTX 3060', pricePerGpuHour: 0.2, geolocation: 'Texas, US' },
          { gpuName: 'RTX 4090', pricePerGpuHour: 0.5, gpuCount: 4, publicIp: '198.51.100.9' },
          { gpuName: 'Home Made', pricePerGpuHour: 0.1, gpuRamMb: 999, cpu: null, geolocation: null },
        ],
      }),
    );
    expect(machines).toMatchObject([
      { gpuRamMb: 12288, machineId: 1001, minBidPerGpuHour: 0.12 },
      { gpuRamMb: 24564, publicIp: '198.51.100.9', portStart: 40000 },
      { gpuRamMb: 999, cpu: null },
    ]);
    const simulator = await start({ market: machines });
    const rows = await search(simulator);
    expect(rows).toHaveLength(5);
    expect(await search(simulator, { geolocation: { eq: 'US' }, gpu_name: { eq: 'RTX 3060' } })).toHaveLength(
      1,
    );
  });

  test('what is rendered is read back', () => {
    const machines = generateMarket(createRandom(3));
    expect(parse(renderMarket(machines))).toEqual(machines);
  });

  test.each([
    ['{', /m\.json is not valid JSON/],
    ['{"machines":[]}', /machines/],
    ['{"machines":[{"gpuName":"X"}]}', /pricePerGpuHour/],
    ['{"machines":[{"gpuName":"X","pricePerGpuHour":1,"nonsense":1}]}', /nonsense/],
    ['{"machines":[{"gpuName":"X","pricePerGpuHour":1,"publicIp":"192.0.2.1"}]}', /198\.51\.100\.0\/24/],
    ['{"machines":[{"gpuName":"X","pricePerGpuHour":1,"chunk":2}]}', /slices of 2 GPUs but has 1/],
    [
      '{"machines":[{"gpuName":"X","pricePerGpuHour":1,"machineId":1},{"gpuName":"X","pricePerGpuHour":1,"machineId":1}]}',
      /machineId 1 occurs twice/,
    ],
    [
      '{"machines":[{"gpuName":"X","pricePerGpuHour":1,"publicIp":"198.51.100.1"},{"gpuName":"X","pricePerGpuHour":1,"publicIp":"198.51.100.1"}]}',
      /share 198\.51\.100\.1/,
    ],
  ])('%s is refused', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });
});
