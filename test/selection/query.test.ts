import {
  MAX_PAGES,
  buildDiagnosticQuery,
  buildOfferQuery,
  defaultRequirements,
  highestPrice,
  isTruncated,
  mergeRows,
  nextPageQuery,
  perCountryQueries,
  select,
} from '../../src/selection';
import { offer, requirements, selectInput } from '../support/offers';

describe('buildOfferQuery', () => {
  test('says everything of selection.md 5.2, numbers as numbers', () => {
    expect(buildOfferQuery({ ...defaultRequirements, regions: ['US'], portCount: 2 })).toEqual({
      rentable: { eq: true },
      rented: { eq: false },
      verified: { eq: true },
      external: { eq: false },
      gpu_name: { eq: 'RTX 3060' },
      num_gpus: { eq: 1 },
      gpu_ram: { gte: 12000 },
      dph_total: { lte: 0.5 },
      reliability: { gte: 0.95 },
      inet_down: { gte: 100 },
      inet_up: { gte: 100 },
      geolocation: { eq: 'US' },
      disk_space: { gte: 50 },
      direct_port_count: { gte: 2 },
      allocated_storage: 50,
      type: 'on-demand',
      limit: 1000,
      order: [
        ['dph_total', 'asc'],
        ['reliability', 'desc'],
        ['inet_down', 'desc'],
      ],
    });
  });

  test('several countries and GPUs are lists; anywhere is no filter; a minimum of 0 is no filter', () => {
    const query = buildOfferQuery(
      requirements({
        regions: ['US-CA', 'CA'],
        fallbackGpuNames: ['RTX 4060 Ti'],
        verifiedOnly: false,
        minReliability: 0,
        minDownloadMbps: 0,
        minUploadMbps: 0,
        portCount: 0,
      }),
    );
    expect(query).toMatchObject({
      geolocation: { in: ['CA', 'US'] },
      gpu_name: { in: ['RTX 3060', 'RTX 4060 Ti'] },
    });
    for (const field of ['verified', 'reliability', 'inet_down', 'inet_up', 'direct_port_count']) {
      expect(query).not.toHaveProperty(field);
    }
    expect(buildOfferQuery(requirements({ regions: ['US', '*'] }))).not.toHaveProperty('geolocation');
  });

  test('GB are 1000 MB: a 24564 MB card has 24 GB (selection.md 2, A5; bug 8 of 3)', () => {
    expect(buildOfferQuery(requirements({ minGpuMemoryGb: 24 }))['gpu_ram']).toEqual({ gte: 24000 });
  });

  test('blocked hosts and regions are never sent', () => {
    const blocked = requirements({ blockedHosts: ['12345'], blockedRegions: ['US-FL'] });
    expect(buildOfferQuery(blocked)).toEqual(buildOfferQuery(requirements()));
  });

  test('the diagnostic query keeps only what no user would relax', () => {
    const query = buildDiagnosticQuery(requirements());
    expect(query).toMatchObject({
      gpu_name: { eq: 'RTX 3060' },
      rentable: { eq: true },
      allocated_storage: 50,
    });
    for (const field of ['verified', 'dph_total', 'reliability', 'geolocation', 'gpu_ram']) {
      expect(query).not.toHaveProperty(field);
    }
  });
});

describe('perCountryQueries', () => {
  test('asks once a country', () => {
    const queries = perCountryQueries(buildOfferQuery(requirements({ regions: ['US', 'CA'] })));
    expect(queries.map((query) => query['geolocation'])).toEqual([{ eq: 'CA' }, { eq: 'US' }]);
  });

  test('has nothing to split for one country or none', () => {
    expect(perCountryQueries(buildOfferQuery(requirements()))).toEqual([]);
    expect(perCountryQueries({})).toEqual([]);
  });
});

describe('paging', () => {
  test.each([
    [0, false],
    [63, false],
    [64, true],
    [65, false],
    [999, false],
    [1000, true],
    [1500, true],
  ])('%d rows are truncated: %s', (count, expected) => {
    expect(isTruncated(Array.from({ length: count }))).toBe(expected);
  });

  test('the next page begins at the highest price, under the same cap', () => {
    const query = buildOfferQuery(requirements());
    const next = nextPageQuery(query, [{ dph_total: 0.2 }, { dph_total: 0.31 }, { dph_total: 'x' }, null]);
    expect(next).toEqual({ ...query, dph_total: { lte: 0.5, gte: 0.31 } });
  });

  test('there is none when it could bring nothing new', () => {
    const query = { ...buildOfferQuery(requirements()), dph_total: { lte: 0.5, gte: 0.31 } };
    expect(nextPageQuery(query, [{ dph_total: 0.31 }])).toBeUndefined();
    expect(nextPageQuery(query, [])).toBeUndefined();
    expect(highestPrice([null, { dph_total: NaN }])).toBeUndefined();
  });

  test('pages merge by id; the higher price is kept; rows without id stay', () => {
    const first = [{ id: 1, dph_total: 0.1 }, { id: 2, dph_total: 0.2 }, 'junk'];
    const { rows, added } = mergeRows(first, [
      { id: 2, dph_total: 0.25 },
      { id: 1, dph_total: 0.05 },
      { id: 3 },
      'junk',
    ]);
    expect(rows).toEqual([{ id: 1, dph_total: 0.1 }, { id: 2, dph_total: 0.25 }, 'junk', { id: 3 }, 'junk']);
    expect(added).toBe(2);
    expect(first).toHaveLength(3);
  });

  test('a server that caps at 64 rows gives the same selection as one that does not', () => {
    const places = ['Florida, US', 'California, US', 'Texas, US'];
    const market = Array.from({ length: 200 }, (_, index) =>
      offer({
        id: index + 1,
        dph_total: Math.round((0.1 + index * 0.0019) * 1e4) / 1e4,
        geolocation: places[index % 3],
        reliability: 0.98,
      }),
    );
    const server = (query: Readonly<Record<string, unknown>>, cap: number): readonly unknown[] => {
      const { gte = 0, lte } = query['dph_total'] as { gte?: number; lte: number };
      return market
        .filter(({ dph_total: price }) => Number(price) >= gte && Number(price) <= lte)
        .slice(0, cap);
    };
    const collect = (cap: number): readonly unknown[] => {
      let query: Readonly<Record<string, unknown>> | undefined = buildOfferQuery(requirements());
      let rows: readonly unknown[] = [];
      for (let page = 0; query !== undefined && page < MAX_PAGES; page += 1) {
        const answer = server(query, cap);
        const merged = mergeRows(rows, answer);
        rows = merged.rows;
        query = isTruncated(answer) && merged.added > 0 ? nextPageQuery(query, answer) : undefined;
      }
      return rows;
    };
    const paged = select(selectInput({ offers: collect(64) }));
    const whole = select(selectInput({ offers: collect(1000) }));
    expect(whole.record.counts.returned).toBe(200);
    expect(paged).toEqual(whole);
  });
});
