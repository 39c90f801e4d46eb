import { parseGeolocation } from '../../selection';
import { defineFunction, parameter, t } from '../../tfplugin';

/** `provider::vastai::region(geolocation)`: the region code of a text about a place. Never fails. */
export const regionFunction = defineFunction({
  summary: 'Region code of a location as the platform writes it',
  description:
    'Reads a text about a place, such as `California, US`, as the selection does, and returns its region code: the state ' +
    'or province in the United States and Canada (`US-CA`, `CA-ON`), the two letters of the country elsewhere (`DE`), `US` ' +
    'or `CA` when the part is not told, and `??` for a text that cannot be read. A region code is returned as it is.',
  parameters: [parameter('geolocation', t.string, 'Text about a place, such as `California, US`.')],
  returns: t.string,
  call: ([geolocation]) => parseGeolocation(geolocation).code,
});
