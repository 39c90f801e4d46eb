import fc from 'fast-check';
import { createRandom, generateMarket } from '../../../../src/simulator';
import { countryOf } from '../../../../src/simulator/vast/market/geography';

describe('generated markets', () => {
  test('the same seed gives the same market, another one another', () => {
    expect(generateMarket(createRandom('a'))).toEqual(generateMarket(createRandom('a')));
    expect(generateMarket(createRandom('a'))).not.toEqual(generateMarket(createRandom('b')));
  });

  test('any seed: only test addresses, unique machines, disjoint ports, and a good choice of RTX 3060', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const machines = generateMarket(createRandom(seed));
        expect(machines.length).toBeGreaterThanOrEqual(300);
        expect(new Set(machines.map((machine) => machine.machineId)).size).toBe(machines.length);
        const taken = new Set<string>();
        for (const machine of machines) {
          expect(machine.publicIp).toMatch(/^198\.51\.100\.([1-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-4])$/);
          expect(machine.portStart + machine.portCount).toBeLessThanOrEqual(65_536);
          for (let port = machine.portStart; port < machine.portStart + machine.portCount; port += 1) {
            const key = `${machine.publicIp}:${port}`;
            if (taken.has(key)) throw new Error(`${key} belongs to two machines`);
            taken.add(key);
          }
        }
        const good = machines.filter(
          (machine) =>
            machine.gpuName === 'RTX 3060' &&
            machine.verification === 'verified' &&
            machine.pricePerGpuHour <= 0.45 &&
            machine.reliability >= 0.95 &&
            machine.inetDownMbps >= 100 &&
            machine.inetUpMbps >= 100 &&
            machine.chunk === 1 &&
            countryOf(machine.geolocation) === 'US',
        );
        expect(new Set(good.map((machine) => machine.geolocation)).size).toBeGreaterThanOrEqual(9);
      }),
      { numRuns: 12 },
    );
  });

  test('every region of the selection table that has hosts is spelled as the API spells it', () => {
    const places = new Set(generateMarket(createRandom('x')).map((machine) => machine.geolocation));
    for (const place of places) {
      if (place !== null) expect(place).toMatch(/(^|, )[A-Z]{2}$/);
    }
    expect(places.size).toBeGreaterThan(40);
  });

  test.each([
    ['California, US', 'US'],
    [', US', 'US'],
    ['US', 'US'],
    ['Yutakacho, Shinagawa District, Tokyo, JP', 'JP'],
    ['Atlantis', null],
    [null, null],
  ])('country of %j', (text, country) => {
    expect(countryOf(text)).toBe(country);
  });
});
