import { SynthError, assertNodeVersion } from '../../src/synth';

test.each(['20.19.0', '20.20.2', '21.0.0', '22.22.3', '23.11.1'])('Node %s is accepted', (version) => {
  expect(() => assertNodeVersion(version)).not.toThrow();
});

test.each(['18.20.8', '20.18.3', '24.0.0', '24.1.0', '26.0.0', 'unknown'])(
  'Node %s is refused in one line',
  (version) => {
    expect(() => assertNodeVersion(version)).toThrow(SynthError);
    try {
      assertNodeVersion(version);
    } catch (error) {
      expect(String(error)).toBe(
        'SynthError: Node 20.19 or newer but below 24 is needed (cdktf-cli 0.21 does not start on others), ' +
          `this is ${version}`,
      );
    }
  },
);
