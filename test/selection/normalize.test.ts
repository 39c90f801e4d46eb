import {
  buildOfferQuery,
  defaultRequirements,
  meetsRequirements,
  normalizeRequirements,
  probeTargets,
  select,
} from '../../src/selection';
import { offer, requirements, selectInput } from '../support/offers';

const sloppy = requirements({
  gpuName: 'rtx_3060',
  fallbackGpuNames: ['rtx3060ti'],
  regions: [' us-ca', 'us'],
  blockedRegions: ['us-fl '],
});
const neat = requirements({
  gpuName: 'RTX 3060',
  fallbackGpuNames: ['RTX 3060 Ti'],
  regions: ['US-CA', 'US'],
  blockedRegions: ['US-FL'],
});

test('names and codes get one spelling; doing it twice changes nothing', () => {
  expect(normalizeRequirements(sloppy)).toEqual(neat);
  expect(normalizeRequirements(neat)).toEqual(neat);
  expect(normalizeRequirements(defaultRequirements)).toEqual(defaultRequirements);
  expect(normalizeRequirements({ maxPricePerHour: 1 })).toEqual({ maxPricePerHour: 1 });
});

test('search, selection and checks give the same for either spelling', () => {
  const offers = ['California, US', 'Texas, US', 'Florida, US'].map((geolocation, index) =>
    offer({
      id: index + 1,
      geolocation,
      dph_total: 0.2,
      reliability: 0.99,
      public_ipaddr: `203.0.113.${index}`,
    }),
  );
  expect(buildOfferQuery(sloppy)).toEqual(buildOfferQuery(neat));
  const [one, other] = [sloppy, neat].map((limits) => selectInput({ offers, requirements: limits }));
  if (one === undefined || other === undefined) throw new Error('two inputs were made');
  expect(select(one)).toEqual(select(other));
  expect(select(one).candidates.map(({ region }) => region)).toEqual(['US-CA', 'US-TX']);
  expect(probeTargets(one)).toEqual(probeTargets(other));
  expect(meetsRequirements({ gpuName: 'RTX 3060', geolocation: 'Florida, US' }, sloppy)).toEqual([
    'region US-FL is blocked, the machine is in US-FL',
  ]);
});
