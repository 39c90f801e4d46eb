import { load } from './support';

describe('warnings', () => {
  test('keys that nobody knows, from both sources, with the nearest one that is known', () => {
    const { warnings } = load({
      file: 'VAST_GPU_TYP=x\nMY_KEY=1\nvast_lookup=off',
      env: {
        VAST_MAXPRICE_PER_HOUR: '1',
        PATH: '/bin',
        VAST_TCP_PORT_22: '4',
        VAST_CONTAINERLABEL: 'C.1',
        VAST_QQQQ: '',
      },
    });
    expect(warnings).toEqual([
      'VAST_MAXPRICE_PER_HOUR (environment) is not a known key; did you mean VAST_MAX_PRICE_PER_HOUR?',
      'VAST_QQQQ (environment) is not a known key; did you mean VAST_URL?',
      'VAST_GPU_TYP (config.env) is not a known key; did you mean VAST_GPU_TYPE?',
      'vast_lookup (config.env) is not a known key; did you mean VAST_LOOKUP?',
    ]);
  });

  test('Canada for California, a location that is ignored, an unknown GPU, a key without encryption', () => {
    const env = {
      VAST_PREFERRED_REGIONS: 'US-CA,CA',
      VAST_DATACENTER_LOCATION: 'JP',
      VAST_GPU_TYPE: 'RTX3600',
      VAST_API_URL: 'http://market.example',
    };
    expect(load({ env }).warnings).toEqual([
      "VAST_PREFERRED_REGIONS: region 'CA' is Canada; California is 'US-CA'",
      expect.stringContaining("'RTX 3600' is not a GPU name that the marketplace is known to use"),
      'the API key travels to http://market.example without encryption; use https',
      "location 'JP' is ignored: the preferred regions US-CA,CA are not in it",
    ]);
  });
});
